"""What two people opened: the words to read and the sealed papers to look at, to make and to print; nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.issue_step import IssueStep
from xinfang_desk.desk.reception.paper_work import Papers, load_papers
from xinfang_desk.desk.reception.sealed_lines import sealed_lines
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import opening as text
from xinfang_desk.desk.widgets import Card, button, label, primary_button, row
from xinfang_desk.domain.access import Opening
from xinfang_desk.domain.records import DocumentState
from xinfang_desk.services import issuing
from xinfang_desk.services.context import Desk
from xinfang_desk.services.opening import Opened
from xinfang_desk.services.sealed import SealedWords

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import LocalSettings

Run = Callable[..., Any]


class OpenedSession(QObject):
    """The desk's session with one item open: what is run through it may read that item; shut, it runs nothing."""

    changed = Signal(object)

    def __init__(self, session: DeskSession, opening: Opening, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._opening: Opening | None = opening

    @property
    def desk(self) -> Desk:
        return replace(self._session.desk, opening=self._opening)

    @property
    def is_open(self) -> bool:
        return self._session.is_open and self._opening is not None

    def run(self, name: str, use_case: Run, *args: Any, done: Run | None = None, failed: Run | None = None) -> None:
        if self._opening is not None:
            self._session.run(name, partial(_with, self._opening, use_case), *args, done=done, failed=failed)

    def run_latest(
        self, name: str, use_case: Run, *args: Any, done: Run | None = None, failed: Run | None = None
    ) -> None:
        if self._opening is not None:
            self._session.run_latest(name, partial(_with, self._opening, use_case), *args, done=done, failed=failed)

    def say(self, sentence: str, tone: str = "ok") -> None:
        self._session.say(sentence, tone)

    def shut(self) -> None:
        """The key is gone from here."""
        self._opening = None


def _with(opening: Opening, use_case: Run, desk: Desk, *args: Any) -> Any:
    return use_case(replace(desk, opening=opening), *args)


def sealed_papers(item_id: str, desk: Desk, reception_id: str) -> Papers:
    """Those of the item's papers that hold its words."""
    found = load_papers(desk, reception_id)
    kinds = desk.parts.catalogue
    mine = tuple(p for p in found.owed if p.item_ids == (item_id,) and kinds.kind(p.code).keeps_words)
    return replace(found, owed=mine, kept={})


class OpenedDialog(QDialog):
    """Words on one side of a switch, papers on the other. Closed, the item is sealed again."""

    def __init__(self, parent: QWidget, session: DeskSession, local: LocalSettings, opened: Opened) -> None:
        super().__init__(parent)
        self.setObjectName("opened_dialog")
        title = text.OPENED_TITLE.format(number=opened.register_no)
        self.setWindowTitle(title)
        self.setModal(True)
        self._opened: Opened | None = opened
        self.session = OpenedSession(session, opened.opening, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        self._tabs = QButtonGroup(self)
        tabs = [
            self._tab(0, text.TAB_WORDS, "opened_words_button"),
            self._tab(1, text.TAB_PAPERS, "opened_papers_button"),
        ]
        box.addLayout(row(label(title, "big", wrap=False), 1, *tabs))
        box.addWidget(label(text.OPENED_HELP, "quiet"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._words(opened.words))
        # The step asks no more of its session than this one has.
        self.issue_step = IssueStep(self.session, local)  # type: ignore[arg-type]
        self.issue_step.loader = partial(sealed_papers, opened.opening.item_id)
        self._stack.addWidget(self._papers(opened))
        box.addWidget(self._stack, 1)
        self.close_button = primary_button(text.CLOSE, "opened_close_button")
        self.sentence = label("", "quiet", name="opened_sentence")
        box.addLayout(row(self.sentence, 1, self.close_button))
        self.close_button.clicked.connect(self.close)
        self._tabs.idClicked.connect(self._show)
        for keys, act in (("F9", self._print), ("Ctrl+L", self.close)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.issue_step.issued.connect(self._reload)
        session.said.connect(self._say)
        room = parent.window().size()
        self.resize(room.width() - 80, room.height() - 60)

    def _tab(self, at: int, words: str, name: str) -> QPushButton:
        made = button(words, name, "small")
        made.setCheckable(True)
        made.setChecked(at == 0)
        self._tabs.addButton(made, at)
        return made

    def _words(self, words: SealedWords) -> QWidget:
        panel = Card("card", margins=16)
        panel.add(sealed_lines(words))
        return panel

    def _papers(self, opened: Opened) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.issue_step, 1)
        old = [one for one in opened.papers if one.state == DocumentState.VOID]
        if old:
            line = row(label(text.VOID_HEAD, "quiet", wrap=False))
            for index, one in enumerate(old, 1):
                look = button(f"{text.LOOK} {one.number or one.title}", f"old_paper_{index}_button", "small")
                look.clicked.connect(partial(self._look, one.document_id))
                line.addWidget(look)
            line.addStretch(1)
            box.addLayout(line)
        return page

    def _show(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        if at == 1:
            self._reload()

    def _reload(self) -> None:
        if self._opened is not None:
            self.issue_step.load(self._opened.reception_id, sealed=True)

    def _look(self, document_id: str) -> None:
        self.session.run("paper-pdf", issuing.paper_pdf, document_id, done=self.issue_step.preview.show_pdf)

    def _print(self) -> None:
        if self._stack.currentIndex() == 1:
            self.issue_step.issue()

    def _say(self, sentence: str, _tone: str) -> None:
        self.sentence.setText(sentence)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._forget()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._forget()
        super().done(result)

    def _forget(self) -> None:
        """The key, the words and the pictures go; what is still under way brings its answer to nobody."""
        self._opened = None
        self.session.shut()
        self.issue_step.preview.clear()

    @classmethod
    def show_opened(cls, parent: QWidget, session: DeskSession, local: LocalSettings, opened: Opened) -> None:
        dialog = cls(parent, session, local, opened)
        dialog.exec()
        session.said.disconnect(dialog._say)
        dialog.deleteLater()
