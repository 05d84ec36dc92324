"""What the page asks on its own: an unfinished registration, papers whose printing nobody confirmed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xinfang_desk.desk.reception.dialogs import confirm
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import reception as page_text
from xinfang_desk.desk.texts import register as text
from xinfang_desk.desk.widgets import Card, button, label, row
from xinfang_desk.domain.records import PrintJob
from xinfang_desk.services import drafts, printing
from xinfang_desk.services.context import Desk, local_moment
from xinfang_desk.services.drafts import OpenDraft


def _start_jobs(desk: Desk) -> tuple[PrintJob, ...]:
    return printing.unconfirmed_jobs(desk)


class Banners(QWidget):
    """At most two lines over the steps.

    Signals:
        draft_taken: the OpenDraft to fill on.
    """

    draft_taken = Signal(object)

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._draft: OpenDraft | None = None
        self._own_draft = ""
        self._jobs: tuple[PrintJob, ...] = ()
        self._asked_jobs = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._draft_card = Card("store", margins=10, name="draft_banner")
        self._draft_words = label("")
        take = button(text.DRAFT_TAKE, "draft_take_button", "small")
        drop = button(text.DRAFT_DROP, "draft_drop_button", "small")
        take.clicked.connect(self._take)
        drop.clicked.connect(self._drop)
        line = row(self._draft_words, take, drop)
        line.setStretch(0, 1)
        self._draft_card.box.addLayout(line)
        self._jobs_card = Card("owed", margins=10, name="print_banner")
        self._jobs_words = label("")
        yes = button(page_text.PAPER_YES, "start_print_yes_button", "small")
        no = button(page_text.PAPER_NO, "start_print_no_button", "small")
        yes.clicked.connect(lambda: self._answer(True))
        no.clicked.connect(lambda: self._answer(False))
        line = row(self._jobs_words, yes, no)
        line.setStretch(0, 1)
        self._jobs_card.box.addLayout(line)
        box.addWidget(self._jobs_card)
        box.addWidget(self._draft_card)
        self._draft_card.hide()
        self._jobs_card.hide()
        self.hide()

    def refresh(self, own_draft: str) -> None:
        """``own_draft``: the draft that is on screen now and therefore not offered."""
        self._own_draft = own_draft
        self._session.run_latest("open-drafts", drafts.open_drafts, done=self._show_drafts)
        if not self._asked_jobs:
            self._asked_jobs = True
            self._session.run_latest("start-jobs", _start_jobs, done=self._show_jobs)

    def _show_drafts(self, found: tuple[OpenDraft, ...]) -> None:
        mine = [draft for draft in found if draft.kind == drafts.RECEPTION and draft.draft_id != self._own_draft]
        self._draft = mine[0] if mine else None
        if self._draft is not None:
            at = local_moment(self._draft.saved_at).strftime("%m-%d %H:%M")
            self._draft_words.setText(text.DRAFT_OFFER.format(at=at))
        self._draft_card.setVisible(self._draft is not None)
        self._arrange()

    def _show_jobs(self, jobs: tuple[PrintJob, ...]) -> None:
        self._jobs = jobs
        count = len({document for job in jobs for document in job.document_ids.split()})
        self._jobs_words.setText(page_text.PAPER_ASK.format(count=count))
        self._jobs_card.setVisible(bool(jobs))
        self._arrange()

    def _take(self) -> None:
        if self._draft is not None:
            self._draft_card.hide()
            self._arrange()
            self.draft_taken.emit(self._draft)

    def _drop(self) -> None:
        if self._draft is not None and confirm(self, text.DRAFT_DROP, text.DRAFT_DROP_ASK, "drop_draft"):
            self._session.run("discard-draft", drafts.discard_draft, self._draft.draft_id)
            self._draft_card.hide()
            self._arrange()

    def _answer(self, came_out: bool) -> None:
        ids = tuple(job.id for job in self._jobs)
        self._jobs_card.hide()
        self._arrange()
        self._session.run("confirm-papers", printing.confirm_papers, ids, came_out)

    def _arrange(self) -> None:
        self.setVisible(not (self._draft_card.isHidden() and self._jobs_card.isHidden()))
