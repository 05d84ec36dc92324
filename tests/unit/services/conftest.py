"""An office in memory at 铜湾镇 with one clerk, one 保密员 and one 管理员; every name is invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pytest

from tests.fakes.desk_parts import (
    CountedIds,
    HandClock,
    MemoryVault,
    PlainSeal,
    SoundMachine,
    StoryPrinter,
    private_half,
)
from tests.fakes.memory_store import MemoryStore, MemoryUnit
from tests.unit.catalogue.samples import catalogue
from xinfang_desk import commands
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.records import (
    Batch,
    BatchItem,
    Clock,
    Document,
    DocumentItem,
    Item,
    PrintJob,
    Recipient,
    Screening,
    User,
)
from xinfang_desk.domain.screening.engine import screen
from xinfang_desk.domain.screening.facts import parse_facts
from xinfang_desk.resources import resource
from xinfang_desk.services import office
from xinfang_desk.services.context import Desk, Parts
from xinfang_desk.services.ports import NewUser, Unlocked
from xinfang_desk.services.registration import ItemEntry, Registration, VisitorEntry

FOLDER = Path("铜湾")
PLAIN_FACTS: dict[str, Any] = {
    "desk_role": "B",
    "form": "visit",
    "identity_clear": True,
    "danger_on_site": False,
    "major_or_urgent": False,
    "clerk_has_interest": False,
    "through_agent": False,
    "people": 1,
    "oral": False,
    "nature": "claim",
    "final_review_opinion": False,
    "judicial_matter_concluded": False,
    "judicial_jurisdiction": "none",
    "same_matter_pending": False,
    "opinion": "none",
    "levels_skipped": False,
    "competent": "self",
    "route": 6,
}
PASSWORD = "tongwan-2026"
NUMBER = "431221197001011234"


@dataclass(frozen=True)
class Kind:
    """What the use-cases ask of a paper of the catalogue."""

    code: str
    audience: str
    series: str
    service_owed: bool
    once: bool = False
    copies: tuple[str, ...] = ("来访人", "存卷")
    apart: tuple[str, ...] = ()

    def why_not(self, role: str) -> str:
        return ""

    @property
    def keeps_words(self) -> bool:
        return self.code in ("A1", "A3", "B2m")

    @property
    def title(self) -> str:
        return f"{self.code}告知书"


KINDS = {
    kind.code: kind
    for kind in (
        Kind("A1", "file", "deng", False, True, ("存卷",)),
        Kind("A2", "visitor", "deng", False, True, ("来访人",)),
        Kind("A3", "file", "deng", False, True, ("存卷",)),
        Kind("A5", "file", "deng", False, True, ("存卷",)),
        Kind("B1", "visitor", "gao", True),
        Kind("B2", "body", "han", False),
        Kind("B4", "visitor", "gao", True),
        Kind("B7", "visitor", "gao", True),
        Kind("B10", "visitor", "gao", True),
        Kind("B2m", "body", "han", False),
        Kind("B15", "body", "han", False),
        Kind("B17", "visitor", "gao", True),
    )
}


@dataclass(frozen=True)
class SmallCatalogue:
    version: str = "1"

    @property
    def kinds(self) -> dict[str, Kind]:
        return KINDS

    def kind(self, code: str) -> Kind:
        return KINDS[code]

    def series_codes(self) -> dict[str, tuple[str, ...]]:
        return {word: tuple(k.code for k in KINDS.values() if k.series == word) for word in ("gao", "han", "deng")}


class Leaves:
    def leaf_title(self, leaf: str) -> str:
        return f"结论{leaf}"


@dataclass
class Office:
    """One office with its parts open to the test."""

    parts: Parts
    clock: HandClock
    ids: CountedIds
    vault: MemoryVault
    printer: StoryPrinter
    store: MemoryStore
    clerk: Desk
    keeper: Desk
    admin: Desk
    receiver_id: str

    @property
    def unit(self) -> MemoryUnit:
        return self.store.unit

    def desk_of(self, user: User) -> Desk:
        return Desk(self.parts, Unlocked(self.store, user, private_half(user)))

    def actions(self) -> list[str]:
        return self.unit.audit.actions()

    def visit(self, **changes: Any) -> Registration:
        """An ordinary visit; ``changes`` are fields of the form."""
        plain = Registration(
            visitors=(VisitorEntry(name="李𬀩明", id_number=NUMBER, phone="13874500001", address="铜湾镇枣树村三组"),),
            items=(
                ItemEntry(
                    request="要求补发低保金",
                    facts="今年三月起没有收到低保金",
                    purpose="qiujue",
                    content_class="minzheng",
                    oral=False,
                ),
            ),
            receiver_id=self.receiver_id,
        )
        return replace(plain, **changes)

    def screen(self, item_id: str, documents: list[str], **changes: Any) -> Screening:
        """A conclusion that calls for ``documents``."""
        result = {"leaf": "L27", "documents": documents, "on_request": changes.pop("on_request", [])}
        row = Screening(
            id=self.ids.new_id(),
            item_id=item_id,
            at=self.parts.now_text(),
            by=self.clerk.user.id,
            on_date=self.parts.today().isoformat(),
            leaf="L27",
            ground=None,
            facts_json=json.dumps({"nature": "claim"}),
            sources_json="{}",
            result_json=json.dumps(result),
            fact_column_json="{}",
            decider_id=None,
            decided_how=None,
            decided_at=None,
            decided_phone="",
            no_interest=False,
            awaiting=False,
            awaiting_reason="",
            pack="national",
            pack_version="1",
            pack_sha256="",
            replaces_id=None,
            replaced_reason="",
            current=True,
        )
        row = replace(row, **changes)
        with self.store.write() as uow:
            for old in uow.screenings.where(item_id=item_id, current=True):
                uow.screenings.put(replace(old, current=False))
            uow.screenings.add(row)
        return row

    def conclude(self, item_id: str, *, changes: dict[str, Any] | None = None, **facts: Any) -> Screening:
        """What the real screening says of ``facts`` (those of an ordinary claim otherwise)."""
        today = self.parts.today().isoformat()
        policy = {"n3_basis": "（示例）部函〔2026〕1号"}
        raw = PLAIN_FACTS | {"received_on": today, "policy": policy} | facts
        result = screen(parse_facts(raw), self.parts.rules, self.parts.calendar)
        assert not result.missing, result.missing
        found = {
            "leaf": result.leaf,
            "ground": result.ground,
            "facts_json": json.dumps(raw, ensure_ascii=False),
            "result_json": json.dumps(result.to_json(), ensure_ascii=False),
        }
        return self.screen(item_id, [], **found | (changes or {}))

    def run_clock(self, screening: Screening, code: str) -> Clock:
        row = Clock(
            id=self.ids.new_id(),
            item_id=screening.item_id,
            screening_id=screening.id,
            code=code,
            starts_on="2026-11-23",
            due_on="2026-12-08",
            advised_on="2026-12-08",
            day_kind="calendar",
            provisional=False,
            formula="",
            state="running",
            ended_at=None,
            ended_by="",
        )
        with self.store.write() as uow:
            uow.clocks.add(row)
        return row

    def issue(self, code: str, *item_ids: str, to: str = "李𬀩明", **changes: Any) -> Document:
        """A paper in 定稿 for the main visitor (or the body, or the file)."""
        kind = KINDS[code]
        document = Document(
            id=self.ids.new_id(),
            code=code,
            title=kind.title,
            series_id=None,
            number_year=2026,
            number_seq=self.ids.made,
            number=f"铜政访告〔2026〕{self.ids.made}号",
            dated_on=self.parts.today().isoformat(),
            data_json=json.dumps({"addressee": to}, ensure_ascii=False),
            fields_json="{}",
            pdf_sha256="0" * 64,
            pages=2,
            template_id="national",
            template_version="1",
            renderer_version="1",
            fonts_json="[]",
            sealed=False,
            state="final",
            issued_at=self.parts.now_text(),
            issued_by=self.clerk.user.id,
            void_at=None,
            void_reason="",
            replaced_by=None,
        )
        document = replace(document, **changes)
        with self.store.write() as uow:
            uow.documents.add(document)
            for item_id in item_ids:
                uow.document_items.add(DocumentItem(document.id, item_id))
            uow.recipients.add(Recipient(self.ids.new_id(), document.id, None, to, kind.audience))
        return document

    def went_out(self, item_id: str) -> None:
        """The item stands in a written batch."""
        with self.store.write() as uow:
            at = self.parts.now_text()
            made = ("full", "", "", 1, 1, at, self.clerk.user.id, "", "", "", "{}", "written")
            uow.batches.add(Batch("batch", 1, *made))
            uow.outbox.assign(uow.outbox.last_seq(), [item_id], "batch")
            uow.batch_items.add(BatchItem("batch", item_id, 1, "I", "10", ""))

    def print_out(self, reception_id: str, *documents: Document, state: str = "confirmed") -> None:
        with self.store.write() as uow:
            for document in documents:
                uow.print_jobs.add(
                    PrintJob(
                        id=self.ids.new_id(),
                        reception_id=reception_id,
                        document_ids=document.id,
                        printer="窗口打印机",
                        copies=2,
                        state=state,
                        job_ref="job-1",
                        outcome="sent",
                        at=self.parts.now_text(),
                        by=self.clerk.user.id,
                        confirmed_at=None,
                        reprint=False,
                    )
                )

    def recipient(self, document: Document) -> str:
        return str(self.unit.recipients.where(document_id=document.id)[0].id)

    def item(self, item_id: str) -> Item:
        return self.unit.items.get(item_id)


def township() -> OfficeProfile:
    return OfficeProfile(
        name="铜湾镇人民政府",
        level="township",
        desk_role="B",
        short_word="铜政",
        org_code="431221104",
        address="铜湾镇正街 1 号",
        telephone="0745-2810001",
        hours="工作日 8:30–17:30",
        query_way="本窗口或者电话",
        division="431221104",
        division_name="铜湾镇",
        county_name="中方县",
    )


def people() -> tuple[NewUser, ...]:
    return (
        NewUser("admin", "周管理", ("admin",), PASSWORD),
        NewUser("zhou", "周小兰", ("clerk",), PASSWORD),
        NewUser("keeper", "吴密", ("secrecy",), PASSWORD),
    )


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def ids() -> CountedIds:
    return CountedIds()


@pytest.fixture
def vault() -> MemoryVault:
    return MemoryVault()


class StampOnly:
    """Draws nothing; the mark of a reprint stands behind the bytes."""

    def stamped(self, pdf: bytes, words: str) -> bytes:
        return pdf + words.encode()


@pytest.fixture
def parts(clock: HandClock, ids: CountedIds, vault: MemoryVault) -> Parts:
    from xinfang_desk.domain.divisions import Divisions

    nothing = cast(Any, None)
    return Parts(
        clock=clock,
        ids=ids,
        vault=vault,
        seal=PlainSeal(),
        paper=cast(Any, StampOnly()),
        printer=StoryPrinter(),
        packages=nothing,
        catalogue=cast(Any, SmallCatalogue()),
        rules=cast(Any, Leaves()),
        paths=nothing,
        calendar=commands.calendar(),
        divisions=Divisions({}, {}),
        software_version="0",
        machine=SoundMachine(),
    )


def made_office(parts: Parts, clock: HandClock, ids: CountedIds, vault: MemoryVault) -> Office:
    order = office.FirstRun(
        FOLDER, township(), (office.StaffEntry("陈站长", may_decide=True),), people(), approved_by="陈站长"
    )
    admin = office.first_run(parts, order).desk
    store = vault.stores[FOLDER]
    receiver_id = store.unit.staff.all()[0].id
    return Office(
        parts=parts,
        clock=clock,
        ids=ids,
        vault=vault,
        printer=cast(StoryPrinter, parts.printer),
        store=store,
        clerk=office.log_in(parts, FOLDER, "zhou", PASSWORD),
        keeper=office.log_in(parts, FOLDER, "keeper", PASSWORD),
        admin=admin,
        receiver_id=receiver_id,
    )


@pytest.fixture
def desk_office(parts: Parts, clock: HandClock, ids: CountedIds, vault: MemoryVault) -> Office:
    """An office whose catalogue is small and whose papers are not rendered."""
    return made_office(parts, clock, ids, vault)


@pytest.fixture
def paper_office(parts: Parts, clock: HandClock, ids: CountedIds, vault: MemoryVault) -> Office:
    """The same with the real catalogue, rules, calendar and paper engine."""
    real = replace(
        parts,
        catalogue=catalogue(),
        rules=commands.rules(),
        calendar=commands.calendar(),
        paper=cast(Any, PaperRenderer(resource("fonts"))),
    )
    return made_office(real, clock, ids, vault)


@pytest.fixture
def later(clock: HandClock) -> Callable[..., None]:
    """Turns the desk's clock on: ``later(days=1)``."""
    from datetime import timedelta

    def turn(**by: int) -> None:
        clock.moment = clock.moment + timedelta(**by)

    return turn
