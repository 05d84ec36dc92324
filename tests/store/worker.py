"""A second program on the same store, for tests: ``python -m tests.store.worker MODE FOLDER …``.

``numbers N`` takes N numbers as soon as a line comes in. ``register STAGE COUNT`` registers rows and says each number
once it is stored, until it is killed, or kills itself at a stage of row COUNT. ``open`` opens as nobody.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from pathlib import Path

from tests.store.making import NAME, PASSWORD, make_vault
from tests.store.rows import AT, FIRST_USER, MATTER, row
from xinfang_desk.domain import records as r
from xinfang_desk.domain.errors import EnvironmentFault, UserError
from xinfang_desk.store.store import SqlStore

PREFIX = "431221-2026-LF-"
STAGES = ("in_transaction", "after_paper", "before_commit", "after_commit")


def body_of(number: int, who: str) -> bytes:
    """The paper of a number: large enough for several pages of the file."""
    return hashlib.sha256(f"{who} {number}".encode()).digest() * 700


def register(store: SqlStore, who: str, stage: str = "") -> str:
    """One visit with its paper; returns its numbers as a line."""

    def reached(name: str) -> None:
        if name == stage:
            os.kill(os.getpid(), signal.SIGKILL)

    with store.write() as unit:
        seq = unit.receptions.next_seq(2026)
        item_seq = unit.items.next_register_seq(PREFIX)
        series, number = unit.series.take("B1", 2026)
        key = f"{who}-{seq}"
        unit.receptions.add(row(r.Reception, f"r-{key}", seq=seq, registrar_id=FIRST_USER))
        reached("in_transaction")
        unit.items.add(
            row(r.Item, f"i-{key}", reception_id=f"r-{key}", matter_id=MATTER, register_no=f"{PREFIX}{item_seq:06d}")
        )
        sha = unit.blobs.add(body_of(number, who), "pdf")
        reached("after_paper")
        unit.documents.add(
            row(
                r.Document,
                f"d-{key}",
                series_id=series.id,
                number_year=2026,
                number_seq=number,
                number=f"{series.word}〔2026〕{number}号",
                pdf_sha256=sha,
            )
        )
        unit.document_items.add(r.DocumentItem(f"d-{key}", f"i-{key}"))
        unit.outbox.add(f"i-{key}", 1, "I", AT)
        unit.audit.record(
            at=AT, actor=FIRST_USER, action="register", kind="item", record_id=f"i-{key}", detail={"who": who}
        )
        reached("before_commit")
    reached("after_commit")
    return f"{seq} {item_seq} {number} {key}"


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(mode: str, folder: Path, *rest: str) -> None:
    if mode == "open":
        os.setgid(65534)
        os.setuid(65534)
        try:
            make_vault().open(folder, NAME, PASSWORD)
        except (EnvironmentFault, UserError) as error:
            say(error.code)
        return
    store = make_vault().open(folder, NAME, PASSWORD).store
    who = str(os.getpid())
    say("ready")
    if mode == "numbers":
        sys.stdin.readline()
        for _ in range(int(rest[0])):
            say(register(store, who))
        store.close()
        return
    stage, last = rest[0], int(rest[1])
    count = 0
    while True:
        count += 1
        say(register(store, who, stage if count == last else ""))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
