"""The desk is killed in typing, at numbering and at the printer; the next start finds what was acknowledged."""

from __future__ import annotations

import hashlib
import os
import random
from collections import defaultdict
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from tests.fakes import real_office
from tests.story import killing
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.desk.reception.draft_keeper import PAUSE_MS
from xinfang_desk.domain.records import PrintJob
from xinfang_desk.services import checking, day_seals, drafts, issuing, printing
from xinfang_desk.services.context import Desk
from xinfang_desk.services.ports import UnitOfWork

NAME = "龚䶮"
WORDS = "请把（示例）七组的水渠修好"
LAST = "，冬天之前"
DISCLOSED = "（示例）过磅单改过三张"

# Where the desk is killed at numbering: a kind of moment, and how many of its kind there are while the papers of two
# visits are numbered and printed. The seed takes one of each.
MOMENTS = {"UPDATE number_series": 10, "INSERT main.blob": 10, "INSERT document": 10}
COMMITS = (12, 70)  # from the second paper's PDF to the last paper's job
SEED = 20261152


def chosen_moments() -> list[tuple[str, int, bool]]:
    """(kind, which, whether the desk runs on while the kill is on its way)."""
    chance = random.Random(SEED)
    found = [(kind, chance.randint(1, most), False) for kind, most in MOMENTS.items()]
    return [*found, ("COMMIT", chance.randint(*COMMITS), True)]


@pytest.fixture(scope="module")
def next_start(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> killing.NextStart:
    return killing.NextStart(qapp, tmp_path_factory.mktemp("next"))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, next_start: killing.NextStart) -> Path:
    home = tmp_path_factory.mktemp("home") / "铜湾"
    real_office.make_home(home, next_start.parts)
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return real_office.copy_home(template, tmp_path / "铜湾")


# in typing


def test_what_was_typed_a_second_ago_is_offered(next_start: killing.NextStart, home: Path) -> None:
    assert PAUSE_MS < 1000
    fields = {"visitor_name_edit": NAME, "phone_edit": "13000000201", "request_edit": WORDS}
    with killing.desk_of(home, "type", disclosure="no", fields=fields, last=LAST) as desk:
        desk.until("typed")
        desk.until("due")
        desk.until("kept")
        desk.kill()
    with next_start.windows(home) as hands:
        take_draft(hands)
        assert hands.get("visitor_name_edit", QLineEdit).text() == NAME
        assert hands.get("phone_edit", QLineEdit).text() == "13000000201"
        assert hands.get("request_edit", QPlainTextEdit).toPlainText() == WORDS + LAST


def test_what_was_kept_stays_when_more_is_being_typed(next_start: killing.NextStart, home: Path) -> None:
    fields = {"visitor_name_edit": NAME, "request_edit": WORDS}
    with killing.desk_of(home, "type", disclosure="no", fields=fields, last=LAST, more="，谢谢") as desk:
        desk.until("more")
        desk.kill()
    with next_start.opened(home, real_office.CLERK) as desk_:
        (draft,) = drafts.open_drafts(desk_)
        kept = drafts.registration_from_draft(draft.body_json)
    assert kept.visitors[0].name == NAME
    assert kept.items[0].request in (WORDS + LAST, f"{WORDS}{LAST}，谢谢")


@pytest.mark.parametrize("turns", [False, True], ids=["from the first", "turned late"])
def test_words_of_a_disclosure_are_in_no_draft(next_start: killing.NextStart, home: Path, turns: bool) -> None:
    """``turns``: the clerk hears only later that it is one; what an earlier draft held is overwritten at once."""
    fields = {"visitor_name_edit": NAME, "facts_edit": DISCLOSED}
    answer = "no" if turns else "yes"
    with killing.desk_of(home, "type", disclosure=answer, fields=fields, last=LAST, turns=turns) as desk:
        desk.until("turned" if turns else "typed")
        if not turns:
            desk.until("due")
            desk.until("kept")
        desk.kill()
    assert not [path for path in home.rglob("*") if path.is_file() and DISCLOSED.encode() in path.read_bytes()]
    with next_start.opened(home) as admin:
        assert not [table for table, text in real_office.every_text(admin) if DISCLOSED in text or LAST in text]
    with next_start.windows(home) as hands:
        take_draft(hands)
        assert hands.get("visitor_name_edit", QLineEdit).text() == NAME
        assert hands.get("facts_edit", QPlainTextEdit).toPlainText() == ""
        assert hands.find("disclosure_chip") is not None


def test_the_fields_of_a_paper_are_there_again(next_start: killing.NextStart, home: Path) -> None:
    words = "（示例）先问村里，再到镇上领表。"
    with killing.desk_of(home, "fill", words=words) as desk:
        desk.until("kept")
        desk.kill()
    with next_start.windows(home) as hands:
        tap(hands, "today_row_0001")
        assert hands.get("reply_edit", QPlainTextEdit).toPlainText() == words


def take_draft(hands: Hands) -> None:
    hands.get("draft_banner")
    hands.click("draft_take_button")
    assert hands.find("draft_banner") is None


def tap(hands: Hands, name: str) -> None:
    widget: QWidget = hands.get(name)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())
    hands.settle()


# at numbering


@pytest.mark.parametrize(("what", "which", "runs"), chosen_moments())
def test_numbers_and_papers_after_a_kill_at_numbering(
    next_start: killing.NextStart, home: Path, what: str, which: int, runs: bool
) -> None:
    with killing.desk_of(home, "issue", stop=(what, which), runs=runs) as desk:
        desk.until("moment")
        desk.kill()
    with next_start.opened(home) as admin:
        check_numbers(admin)
        check_acknowledged(admin, desk)
        with admin.store.read() as uow:
            before = len(papers_of_visits(uow))
    with next_start.opened(home, real_office.CLERK) as clerk:
        asked = check_jobs(clerk, home)
    with next_start.windows(home) as hands:
        assert_asks(hands, len(asked))
        if asked:
            hands.click("start_print_yes_button")
            assert hands.find("print_banner") is None
        issue_the_next(hands)
    with next_start.opened(home) as admin:
        check_numbers(admin)
        with admin.store.read() as uow:
            assert len(papers_of_visits(uow)) == min(before + 1, real_office.RECEPTIONS)


def papers_of_visits(uow: UnitOfWork) -> dict[str, list[str]]:
    """Codes of the numbered papers of each visit that has some; each holds what its conclusion calls for."""
    found: dict[str, list[str]] = defaultdict(list)
    for document in uow.documents.all():
        (item,) = uow.document_items.of_document(document.id)
        found[item.reception_id].append(document.code)
    for codes in found.values():
        assert set(real_office.PAPERS) <= set(codes)
        assert len(codes) == len(set(codes))
    return found


def check_numbers(desk: Desk) -> None:
    """No gap, no double, none without a paper; all papers of a visit or none; the audit and each PDF hold."""
    assert day_seals.verify_audit(desk).links > 0
    with desk.store.read() as uow:
        documents, series = uow.documents.all(), uow.series.all()
        assert len({tuple(sorted(codes)) for codes in papers_of_visits(uow).values()}) <= 1
        seqs: dict[str | None, list[int]] = defaultdict(list)
        for document in documents:
            seqs[document.series_id].append(document.number_seq)
            assert uow.document_items.of_document(document.id)
            assert uow.recipients.where(document_id=document.id)
        for one in series:
            assert sorted(seqs.pop(one.id, [])) == list(range(1, one.next_seq))
        assert not seqs
    kept = checking.verify_papers(desk)
    assert (kept.good, kept.sound) == (True, len(documents))
    with desk.store.read() as uow:
        for document in documents:
            pdf = uow.blobs.get(document.pdf_sha256)
            assert hashlib.sha256(pdf).hexdigest() == document.pdf_sha256
            assert document.number in text_of(pdf)


def check_acknowledged(desk: Desk, child: killing.Child) -> None:
    """What the clerk was told of is there, and the papers of at most one visit more."""
    told = child.all("issued")
    with desk.store.read() as uow:
        there = {document.number for document in uow.documents.all()}
        visits = papers_of_visits(uow)
    assert {number for _word, _at, numbers in told for number in numbers} <= there
    assert len(visits) - len(told) in (0, 1)


def check_jobs(desk: Desk, home: Path) -> tuple[PrintJob, ...]:
    """No sheet without a job; every job without a person's answer is asked for."""
    with desk.store.read() as uow:
        jobs = uow.print_jobs.all()
    sheets = list((home / "printed").glob("*.pdf"))
    assert len(sheets) <= len(jobs)
    asked = printing.unconfirmed_jobs(desk)
    assert {job.id for job in asked} == {job.id for job in jobs if job.confirmed_at is None}
    return asked


def assert_asks(hands: Hands, papers: int) -> None:
    """出纸了吗, with how many papers, or nothing."""
    banner = hands.find("print_banner")
    assert (banner is not None) == (papers > 0)
    if banner is not None:
        assert any(f" {papers} 份" in label.text() for label in banner.findChildren(QLabel))


def issue_the_next(hands: Hands) -> None:
    """The first visit whose papers the kill left unwritten."""
    for at in range(1, real_office.RECEPTIONS + 1):
        tap(hands, f"today_row_{at:04d}")
        hands.click("issue_step_button")
        if hands.find("ask_kind_combo") is None:
            continue
        hands.pick("ask_kind_combo", "问怎么办")
        hands.type("reply_edit", "（示例）到窗口领表。")
        hands.press(Qt.Key.Key_F9)
        hands.click("print_confirm_yes_button")
        return


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


# at the printer


@pytest.mark.parametrize(("where", "came_out"), [("before sending", False), ("before the answer", True)])
def test_a_job_recorded_and_not_answered_is_asked_for(
    next_start: killing.NextStart, home: Path, where: str, came_out: bool
) -> None:
    """Killed at the second of four papers: two were recorded, so two are asked for."""
    with killing.desk_of(home, "issue", stop=(where, 2)) as desk:
        desk.until("moment")
        desk.kill()
    with next_start.opened(home) as admin:
        check_numbers(admin)
    with next_start.opened(home, real_office.CLERK) as clerk:
        assert sorted(job.state for job in check_jobs(clerk, home)) == ["recorded", "sent"]
    with next_start.windows(home) as hands:
        assert_asks(hands, 2)
        hands.click(f"start_print_{'yes' if came_out else 'no'}_button")
        assert hands.find("print_banner") is None
        chips = states(hands)
    assert chips == [*(["printed", "printed"] if came_out else ["issued", "issued"]), *["issued"] * (len(chips) - 2)]


def states(hands: Hands) -> list[str]:
    """How the papers of the first visit stand, in the order they were numbered."""
    tap(hands, "today_row_0001")
    found: list[issuing.OwedPaper] = []
    page = hands.app.window.findChild(QWidget, "reception_page")
    hands.app.session.run("papers", issuing.owed_papers, page.current, done=found.extend)
    hands.settle()
    return [paper.state for paper in found]
