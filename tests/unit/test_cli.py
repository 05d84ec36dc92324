"""``xinfang-desk export | receipt | backup | restore | verify`` over a real store, as a clerk or script calls them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.fakes import real_office
from tests.fakes.desk_parts import HandClock
from xinfang_desk import bootstrap
from xinfang_desk.cli import main
from xinfang_desk.domain import day_seal
from xinfang_desk.services import cards, day_seals, exporting, issuing, office, receptions, screening
from xinfang_desk.services.context import Desk
from xinfang_desk.services.registration import ItemEntry, Registration, VisitorEntry, complete_registration
from xinfang_desk.store.files import DESK_DB, PAPERS_DB
from xinfang_desk.store.sqlite.connection import raw_connect
from xinfang_desk.store.store import SqlStore

Run = Callable[..., int]
PASSWORD, PASSWORD_FILE = real_office.PASSWORD, "password.txt"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("cli") / "铜湾 1"
    real_office.make_home(home, real_office.build_parts(home))
    (home / PASSWORD_FILE).write_text(f"{real_office.PASSWORD}\n", "utf-8")
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A profile folder with a store, and a clock that stands still."""
    home = real_office.copy_home(template, tmp_path / "铜湾 1")
    monkeypatch.setenv("XINFANG_DESK_HOME", str(home))
    monkeypatch.setattr(bootstrap, "build_parts", partial(bootstrap.build_parts, clock=HandClock()))
    return home


@pytest.fixture
def run(home: Path) -> Run:
    """A command as one person, who logs in by a password file."""

    def call(command: str, *words: object, user: str = real_office.CLERK) -> int:
        who = ("--user", user, "--password-file", home / PASSWORD_FILE)
        return main([command, *map(str, words), *map(str, who)])

    return call


@pytest.fixture
def clerk(home: Path) -> Iterator[Desk]:
    desk = office.log_in(real_office.build_parts(home), home / real_office.STORE, real_office.CLERK, PASSWORD)
    yield desk
    desk.store.close()


def claim(desk: Desk) -> str:
    """Somebody wants something done; the id of the item, not yet screened."""
    visitor = VisitorEntry(name="李𬀩明", division="431221104", address="（示例）三组")
    matter = ItemEntry(request="请镇里修水渠。", facts="水渠断了。", purpose="qiujue", content_class="nongye")
    form = Registration(visitors=(visitor,), items=(matter,), receiver_id=office.staff(desk)[1].id)
    return complete_registration(desk, form).items[0].item_id


def screen(desk: Desk, item_id: str) -> None:
    """The town's own, for the first time."""
    state = cards.go_on(desk, cards.start_cards(desk, item_id))
    state = cards.go_on(desk, cards.choose(desk, state, "claim"))
    state = cards.go_on(desk, cards.choose(desk, state, "first"))
    state = cards.go_on(desk, cards.answer(desk, state, "path", "P031"))
    screening.conclude(desk, screening.Conclude(state, {}))


def issue(desk: Desk) -> tuple[str, ...]:
    """Numbers the papers of the first visit and returns the numbers."""
    reception_id = receptions.today_board(desk).rows[0].reception_id
    orders = [
        issuing.PaperOrder(reception_id, paper.key, {**paper.values, "ask_kind": "ask", "reply": "到窗口领表。"})
        for paper in issuing.owed_papers(desk, reception_id)
        if paper.state == "owed"
    ]
    return tuple(paper.number for paper in issuing.issue_papers(desk, tuple(orders)).papers)


def spoken(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What was said; every line holds Chinese."""
    said = capsys.readouterr()
    for line in (said.out + said.err).splitlines():
        assert re.search("[一-鿿]", line), line
    return said.out, said.err


# export


def test_export_writes_what_is_screened_and_says_what_is_not(
    run: Run, clerk: Desk, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ready, waiting = claim(clerk), claim(clerk)
    screen(clerk, ready)
    stick = tmp_path / "U盘"
    assert run("export", "--to", stick) == 4  # not plugged in
    assert "插好U盘" in spoken(capsys)[1]
    stick.mkdir()
    assert run("export", "--to", stick) == 3
    out, err = spoken(capsys)
    (package,) = stick.glob("*.zip")
    assert out == f"第 1 期，1 件：{package}\n"
    assert err == "没有报送 431221-2026-LF-000004：还没有甄别，甄别以后再报。\n"
    with zipfile.ZipFile(package) as archive:
        assert archive.testzip() is None

    screen(clerk, waiting)
    assert run("export", "--to", stick, "--store", home / real_office.STORE) == 0
    out, err = spoken(capsys)
    assert out.startswith("第 2 期，1 件：")
    assert err == ""

    assert run("export", "--to", stick) == 2
    out, err = spoken(capsys)
    assert (out, err) == ("", "现在没有可以报送的件，没有写文件。\n")
    assert len(list(stick.glob("*.zip"))) == 2


def test_who_may_not_export_is_told(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "--to", tmp_path / "U盘", user=real_office.KEEPER) == 2
    assert spoken(capsys)[0] == ""
    assert not (tmp_path / "U盘").exists()


# receipt


def write_receipt(clerk: Desk, path: Path, *rows: dict[str, object], **changes: object) -> Path:
    batch = exporting.batches(clerk)[0]
    said = {
        "schema": "xfsb-receipt/1",
        "batch_id": batch.id,
        "manifest_sha256": batch.manifest_sha256,
        "received_at": "2026-11-24T09:00:00+08:00",
        "result": "partly",
        "rows": list(rows),
    }
    path.write_text(json.dumps(said | changes, ensure_ascii=False), "utf-8")
    return path


def test_a_receipt_is_taken_and_what_needs_a_person_is_named(
    run: Run, clerk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item_id = claim(clerk)
    screen(clerk, item_id)
    assert run("export", "--to", tmp_path) in (0, 3)
    spoken(capsys)
    row: dict[str, object] = {"xfjid": item_id, "rev": 1, "status": 20, "xfjbh": "43001"}
    assert run("receipt", write_receipt(clerk, tmp_path / "a.json", row)) == 0
    assert spoken(capsys) == ("第 1 期回执：记下 1 件，以前已记 0 件。\n", "")
    assert run("receipt", tmp_path / "a.json") == 0
    assert spoken(capsys)[0] == "第 1 期回执：记下 0 件，以前已记 1 件。\n"

    late = {"received_at": "2026-11-25T09:00:00+08:00"}
    strange = {"xfjid": "x", "rev": 1, "status": 20}
    assert run("receipt", write_receipt(clerk, tmp_path / "b.json", row | {"xfjbh": "43002"}, strange, **late)) == 3
    out, err = spoken(capsys)
    assert out == "第 1 期回执：记下 0 件，以前已记 0 件。\n"
    assert "信访件编号和已有的不一样" in err
    assert "不是本机的件" in err
    assert "请在窗口" in err

    assert run("receipt", write_receipt(clerk, tmp_path / "c.json", row, batch_id="other")) == 2
    assert "哪一期" in spoken(capsys)[1]
    assert run("receipt", tmp_path / "none.json") == 2
    assert "打不开" in spoken(capsys)[1]
    assert run("receipt", tmp_path / "a.json", user=real_office.KEEPER) == 2


# who, and where


def test_wrong_name_or_password(run: Run, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", user="nobody") == 2
    assert "登录名或者密码不对" in spoken(capsys)[1]
    (home / PASSWORD_FILE).write_text("falsch-falsch", "utf-8")
    assert run("verify", user=real_office.ADMIN) == 2
    assert "登录名或者密码不对" in spoken(capsys)[1]


def test_a_password_file_that_says_nothing(run: Run, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for body in (b"", b"\xff\xfe\x00"):
        (home / PASSWORD_FILE).write_bytes(body)
        assert run("verify") == 2
        assert "密码文件" in spoken(capsys)[1]
    (home / PASSWORD_FILE).unlink()
    assert run("verify") == 2
    assert "密码文件" in spoken(capsys)[1]


def test_without_a_terminal_name_and_password_must_be_given(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert main(["verify"]) == 2
    assert "--user" in spoken(capsys)[1]
    assert main(["verify", "--user", real_office.ADMIN]) == 2
    assert "--password-file" in spoken(capsys)[1]


def test_at_a_terminal_they_are_asked_for(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda asked: "" if "封签单" in asked else f" {real_office.ADMIN} ")
    monkeypatch.setattr("getpass.getpass", lambda _question: PASSWORD)
    assert main(["verify"]) == 0
    assert spoken(capsys)[1] == ""


def test_a_signed_seal_is_compared(run: Run, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = office.log_in(real_office.build_parts(home), home / real_office.STORE, real_office.ADMIN, PASSWORD)
    seal = day_seals.day_seal(desk)
    office.log_out(desk)

    def verify(typed: str) -> int:
        return run("verify", "--audit", "--seal", typed, user=real_office.ADMIN)

    assert verify(f"{seal.day}={seal.code}") == 0
    assert f"{seal.day} 的封签对得上" in spoken(capsys)[0]
    other = day_seal.seal_code("another", seal.day, seal.seq, "")
    assert verify(f"{seal.day}={other}") == 4
    assert "封签对不上" in spoken(capsys)[1]
    assert verify(f"{seal.day}=ABCD") == 2


def test_a_folder_without_a_store(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", "--store", tmp_path / "空的") == 4
    assert "没有数据" in spoken(capsys)[1]


# backup and the way back


def test_a_backup_is_put_back_and_opens(
    run: Run, home: Path, clerk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    issue(clerk)
    clerk.store.close()
    stick, again = tmp_path / "U盘", tmp_path / "新电脑"
    assert run("backup", "--to", stick) == 0
    (backup,) = stick.iterdir()
    assert str(backup) in spoken(capsys)[0]

    assert main(["restore", "--from", str(backup), "--to", str(again)]) == 0
    assert spoken(capsys)[0] == "已从备份恢复，请登录。\n"
    assert run("verify", "--store", again, user=real_office.ADMIN) == 0
    assert "4 份完好" in spoken(capsys)[0]

    assert main(["restore", "--from", str(backup), "--to", str(home / real_office.STORE)]) == 0
    aside = home / f"{real_office.STORE}-old-1"
    assert str(aside) in spoken(capsys)[0]
    assert (aside / DESK_DB).exists()
    assert run("verify", user=real_office.ADMIN) == 0


def test_a_damaged_backup_changes_nothing(
    run: Run, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "U盘"
    assert run("backup", "--to", stick) == 0
    (backup,) = stick.iterdir()
    body = bytearray(backup.read_bytes())
    body[len(body) // 2] ^= 0xFF
    backup.write_bytes(body)
    before = {path.name: path.stat().st_mtime_ns for path in (home / real_office.STORE).iterdir()}
    spoken(capsys)
    assert main(["restore", "--from", str(backup), "--to", str(home / real_office.STORE)]) == 4
    assert "备份文件坏了" in spoken(capsys)[1]
    assert {path.name: path.stat().st_mtime_ns for path in (home / real_office.STORE).iterdir()} == before
    assert [path.name for path in home.iterdir() if "restoring" in path.name] == []


def test_what_is_no_backup_and_where_none_may_go(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = tmp_path / "a.txt"
    plain.write_text("x", "utf-8")
    assert main(["restore", "--from", str(plain), "--to", str(tmp_path / "b")]) == 4
    assert main(["restore", "--from", str(tmp_path / "none"), "--to", str(tmp_path / "b")]) == 4
    assert not (tmp_path / "b").exists()
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("x", "utf-8")
    assert run("backup", "--to", plain) == 4
    spoken(capsys)
    assert run("backup", "--to", tmp_path / "c") == 0
    (backup,) = (tmp_path / "c").iterdir()
    assert main(["restore", "--from", str(backup), "--to", str(taken)]) == 4
    assert "别的文件" in spoken(capsys)[1]
    assert [path.name for path in taken.iterdir()] == ["letter.txt"]


# verify


def test_verify_tells_what_it_looked_at(run: Run, clerk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    issue(clerk)
    clerk.store.close()
    audit = r"操作记录 \d+ 条，前后连得上。\n"
    papers = r"文书存件 4 份完好。\n　其中 4 份完好，重做一遍一字节不差。\n"
    for words, said in (
        ((), audit + papers),
        (("--audit", "--documents"), audit + papers),
        (("--audit",), audit),
        (("--documents",), papers),
    ):
        assert run("verify", *words, user=real_office.ADMIN) == 0
        assert re.fullmatch(said, spoken(capsys)[0])


def test_verify_is_not_for_everybody(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", user=real_office.CLERK) == 2
    assert "管理员" in spoken(capsys)[1]


def test_a_paper_that_was_changed_is_named(run: Run, clerk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    numbers = issue(clerk)
    behind_its_back(clerk, PAPERS_DB, "UPDATE blob SET body = x'00' WHERE rowid = (SELECT min(rowid) FROM blob)")
    assert run("verify", user=real_office.ADMIN) == 4
    out, err = spoken(capsys)
    assert "文书存件 3 份完好。" in out
    assert err == f"存件损坏：{numbers[0]}\n"


def test_an_audit_row_that_was_changed_is_named(run: Run, clerk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    behind_its_back(clerk, DESK_DB, "UPDATE audit SET actor = 'nobody' WHERE seq = 3")
    assert run("verify", "--documents", user=real_office.ADMIN) == 0
    assert run("verify", user=real_office.ADMIN) == 4
    assert "从第 3 条起对不上" in spoken(capsys)[1]


def behind_its_back(desk: Desk, file: str, change: str) -> None:
    """Somebody with the key takes the rules away, changes a row and puts them back."""
    store = desk.store
    assert isinstance(store, SqlStore)
    store.close()
    connection = raw_connect(store.folder / file, store.key)
    try:
        rules = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in rules:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(change)
        assert connection.execute("SELECT changes()").fetchone() == (1,)
        for _name, sql in rules:
            connection.execute(sql)
    finally:
        connection.close()


# the door itself


def test_a_bug_is_a_fault_and_no_success(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_desk: Desk, _to: Path) -> None:
        raise KeyError("李𬀩明")

    monkeypatch.setattr(exporting, "write_package", broken)
    assert run("export", "--to", tmp_path / "U盘") == 70
    out, err = spoken(capsys)
    assert "KeyError" in err
    assert "李" not in out + err


@pytest.mark.parametrize("words", [["export"], ["restore", "--from", "a"], ["no-such"], ["verify", "--what"]])
def test_a_command_that_is_not_written_right(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert "命令没有写对" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["-h"], ["export", "-h"], ["screen", "--help"]])
def test_the_help_speaks_chinese_in_its_headings_too(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("用法：xinfang-desk")
    assert "显示这份说明" in shown
    assert not re.search(r"usage|options|arguments|show this", shown)


def test_streams_are_utf8_whatever_the_machine_says(home: Path) -> None:
    words = ["verify", "--user", real_office.ADMIN, "--password-file", str(home / PASSWORD_FILE)]
    done = subprocess.run(
        [sys.executable, "-m", "xinfang_desk", *words],
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"},
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    assert "前后连得上" in done.stdout.decode("utf-8")


def test_a_pdf_is_told_from_another(run: Run, clerk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    numbers = issue(clerk)
    with clerk.store.read() as uow:
        document = next(row for row in uow.documents.all() if row.number == numbers[-1])
    body = issuing.paper_pdf(clerk, document.id)
    file, other, broken = (tmp_path / name for name in ("甲.pdf", "乙.pdf", "丙.pdf"))
    file.write_bytes(body)
    other.write_bytes(clerk.parts.paper.moved(body, 1.0, 0.0))
    broken.write_bytes(b"no pdf")
    assert run("verify", "--pdf", file) == 0
    assert spoken(capsys)[0] == f"{document.number}：和定稿时存的一字不差。\n"
    assert run("verify", "--pdf", other) == 3
    out, err = spoken(capsys)
    assert (out, "同一个号" in err) == ("", True)
    assert run("verify", "--pdf", broken) == 2
    assert run("verify", "--pdf", tmp_path / "没有.pdf") == 2
    issuing.void_paper(clerk, document.id, "写错了")
    assert run("verify", "--pdf", file) == 3
    assert "作废" in spoken(capsys)[1]
