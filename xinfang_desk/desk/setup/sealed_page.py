"""设置 · 密件: who opens sealed items, the two printed sheets, and how many items wait to be handed out again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from xinfang_desk.desk.opening.asking import AskTheTwo
from xinfang_desk.desk.reception.dialogs import confirm
from xinfang_desk.desk.texts import opening as text
from xinfang_desk.desk.widgets import Card, button, label, row, scrolled
from xinfang_desk.domain.moments import date_text, parse_date
from xinfang_desk.services import opening
from xinfang_desk.services.context import Desk
from xinfang_desk.services.opening import Opener, Rewrapped, SealedState
from xinfang_desk.services.sheets import SheetPrint

if TYPE_CHECKING:
    from xinfang_desk.desk.fittings import Shell

Codes = tuple[str, str]


class SealedPage(QWidget):
    """For 管理员 and 保密员; neither sees here which items there are."""

    def __init__(self, app: Shell) -> None:
        super().__init__()
        self._app, self._session = app, app.session
        self.setObjectName("sealed_page")
        self.keepers_label = label("", "strong", name="keepers_label")
        self.waiting_label = label("", name="sealed_waiting_label")
        self.rewrap_button = button(text.REWRAP, "rewrap_button")
        self.sheets_label = label("", name="sheets_label")
        self.sheets_button = button(text.SHEETS, "opening_sheets_button")
        self.sentence = label("", name="sealed_sentence")
        people, sheets = Card("row", margins=0, spacing=8), Card("row", margins=0, spacing=8)
        people.add(self.keepers_label, self.waiting_label)
        people.box.addLayout(row(self.rewrap_button, 1))
        sheets.add(self.sheets_label)
        sheets.box.addLayout(row(self.sheets_button, 1))
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 12, 0)
        box.setSpacing(14)
        for widget in (label(text.PAGE_HELP, "quiet"), people, sheets, self.sentence):
            box.addWidget(widget)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 0, 0, 0)
        outer.addWidget(scrolled(inner, "sealed_page_scroll"))
        self.rewrap_button.clicked.connect(self.rewrap)
        self.sheets_button.clicked.connect(self.print_sheets)

    def load(self) -> None:
        self._session.run("sealed-state", opening.sealed_state, done=self._show)

    def _show(self, state: SealedState) -> None:
        words = text.KEEPERS.format(names="、".join(state.keepers)) if state.keepers else text.KEEPERS_NONE
        self.keepers_label.setText(words + (text.KEEPERS_ONE if len(state.keepers) == 1 else ""))
        self.waiting_label.setText(text.WAITING.format(count=state.waiting) if state.waiting else text.WAITING_NONE)
        self.rewrap_button.setEnabled(bool(state.waiting and state.keepers))
        since = parse_date(state.sheets_since)
        self.sheets_label.setText(text.SHEETS_MADE.format(on=date_text(since)) if since else text.SHEETS_NONE)
        self.sheets_button.setText(text.SHEETS_AGAIN if since else text.SHEETS)
        self.sheets_button.setAccessibleName(self.sheets_button.text())
        self.sheets_button.setEnabled(bool(state.keepers))

    # 重封

    def rewrap(self) -> None:
        self._ask(text.REWRAP_TITLE, text.REWRAP_HELP, "rewrap", opening.rewrap, self._rewrapped)

    def _rewrapped(self, done: Rewrapped) -> None:
        words = text.REWRAPPED_LEFT if done.left else text.REWRAPPED
        self._say(words.format(done=done.done, left=done.left))

    # 开封恢复单

    def print_sheets(self) -> None:
        """New codes go to the printer first; only sheets that somebody saw come into force."""
        self.sentence.setText("")
        self._session.run("opening-codes", opening.new_codes, done=self._print)

    def _print(self, codes: Codes) -> None:
        printer = str(self._app.local.get("printer"))
        self._session.run(
            "print-opening-sheets",
            opening.print_codes,
            codes,
            printer,
            done=partial(self._printed, codes),
            failed=self._failed,
        )

    def _printed(self, codes: Codes, sent: SheetPrint) -> None:
        if not sent.good:
            self.sentence.setText(sent.sentence)
        elif not confirm(self, text.KEPT_QUESTION, text.SHEETS_PRINTED_ASK, "sheets_printed"):
            self.sentence.setText(text.SHEETS_NOT)
        else:

            def take(desk: Desk, first: Opener, second: Opener, reason: str) -> Rewrapped:
                return opening.take_sheets(desk, codes, first, second, reason)

            self._ask(text.SHEETS_TITLE, text.SHEETS_HELP, "sheets", take, self._taken)

    def _taken(self, done: Rewrapped) -> None:
        self._say(text.SHEETS_DONE.format(done=done.done))

    def _ask(
        self, title: str, help_line: str, name: str, act: Callable[..., Rewrapped], done: Callable[[Rewrapped], None]
    ) -> None:
        asking = AskTheTwo(
            self,
            self._session,
            title,
            help_line,
            f"{title}  Ctrl+Enter",
            name,
            act,
            done,
            given_up=lambda: self.sentence.setText(text.SHEETS_NOT if name == "sheets" else ""),
        )
        asking.start()

    def _say(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.load()

    def _failed(self, error: Exception) -> None:
        self.sentence.setText(getattr(error, "sentence", ""))
