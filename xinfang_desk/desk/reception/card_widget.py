"""Draws any CardView: title, what the store knows, the answers in two columns, what they ask further."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.ask_editors import AskEditor, SearchEditor, editor_for
from xinfang_desk.desk.reception.flow import WrapChoice
from xinfang_desk.desk.texts import screen as text
from xinfang_desk.desk.widgets import Card, StorePanel, button, clear_layout, label, row, show_if
from xinfang_desk.domain.cards.card import is_open
from xinfang_desk.domain.cards.digits import TYPED, asks_of, digits_of, first_open
from xinfang_desk.domain.cards.view import CardView, FollowUp, Option

COLUMNS = 2
LEAD = 3  # 这件事, 他今天: a question that only adds such words is its title again


class CardWidget(QWidget):
    """One card at a time.

    Signals:
        option_chosen: id of an answer.
        replied: id of a follow-up and its value.
        search_asked: words typed into a search line.
        unsure_asked: 0 in an empty line.
        digit_passed: a digit in the empty search line.
        back_passed: Backspace in the empty search line.
    """

    option_chosen = Signal(str)
    replied = Signal(str, str)
    search_asked = Signal(str)
    unsure_asked = Signal()
    digit_passed = Signal(int)
    back_passed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: CardView | None = None
        self._options: dict[str, WrapChoice] = {}
        self._asks: dict[str, AskEditor] = {}
        self._more_open = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 8, 0)
        self._box.setSpacing(10)

    def show_card(self, view: CardView) -> None:
        """Draws the card; the same card is brought up to date in place, so that typing goes on."""
        if self._view is not None and _shape(self._view) == _shape(view):
            self._view = view
            self._update(view)
            return
        unfinished = self._unfinished()
        if self._view is None or self._view.title != view.title:
            self._more_open = any(option.chosen for option in view.more)
        self._view = view
        self._draw(view)
        self._restore(unfinished)

    def pending(self) -> list[tuple[str, str]]:
        """Typed answers not yet handed over."""
        found = [(ask.ask_id, ask.pending()) for ask in self._asks.values()]
        return [(ask_id, value) for ask_id, value in found if value is not None]

    def first_open(self) -> QWidget | None:
        """The first follow-up that still wants an answer."""
        ask = first_open(self._view) if self._view is not None else None
        return self._asks[ask.id] if ask is not None else None

    def open_line(self) -> str:
        """Id of the first open question when it is answered by typing; else empty."""
        ask = first_open(self._view) if self._view is not None else None
        return ask.id if ask is not None and ask.kind in TYPED else ""

    def take_digit(self, digit: int) -> bool:
        """While a question waits for typed words the digit is theirs, never an answer of the card."""
        return bool(self.open_line()) and self._asks[self.open_line()].take_digit(digit)

    def focus_first_open(self) -> bool:
        """Goes to the first follow-up that still wants an answer."""
        editor = self.first_open()
        if isinstance(editor, AskEditor):
            editor.focus_editor()
        return editor is not None

    def take_search(self) -> bool:
        """Enter while a search line has words: takes the first row found."""
        focus = QApplication.focusWidget()
        for ask in self._asks.values():
            if isinstance(ask, SearchEditor) and focus is ask.edit:
                return ask.take_first()
        return False

    def focus_search(self) -> bool:
        """A card with a search line is answered by typing first; False where there is none."""
        search = next((ask for ask in self._asks.values() if isinstance(ask, SearchEditor)), None)
        if search is not None:
            search.focus_editor()
        return search is not None

    def show_found(self, words: str, rows: tuple[tuple[str, str, str], ...]) -> None:
        for ask in self._asks.values():
            if isinstance(ask, SearchEditor):
                ask.show_found(words, rows)

    def option_for(self, digit: int) -> str:
        """The answer of the card that a digit chooses now; empty when there is none."""
        view = self._view
        if view is None or digit in digits_of(view)[1]:
            return ""
        return next((option.id for option in view.options if option.key == digit and option.enabled), "")

    def reply_for(self, digit: int) -> tuple[str, str] | None:
        """(question, answer) when the question that has the digits now has this one."""
        owner = digits_of(self._view)[0] if self._view is not None else None
        if owner is None:
            return None
        return next(((owner.id, one.id) for one in owner.options if one.key == digit and one.enabled), None)

    def _unfinished(self) -> tuple[str, str, int] | None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit) and self.isAncestorOf(focus):
            return focus.objectName(), focus.text(), focus.cursorPosition()
        return (focus.objectName(), "", -1) if focus is not None and self.isAncestorOf(focus) else None

    def _restore(self, unfinished: tuple[str, str, int] | None) -> None:
        if unfinished is None:
            return
        name, typed, cursor = unfinished
        found = next((w for w in self.findChildren(QWidget, name) if w.parentWidget() is not None), None)
        if found is None:
            return
        found.setFocus()
        if isinstance(found, QLineEdit) and cursor >= 0:
            found.setText(typed)
            found.setCursorPosition(cursor)

    def _draw(self, view: CardView) -> None:
        clear_layout(self._box)
        self._options.clear()
        self._asks.clear()
        position = text.POSITION.format(position=view.position, total=view.total)
        title = label(f"{view.number}　{view.title}", "title", name="card_title_label")
        head = row(title, label(position, "quiet", wrap=False))
        head.setStretch(0, 1)
        self._box.addLayout(head)
        self._question = label(view.question, "strong")
        show_if(self._question, _says_more(view.question, view.title))
        self._help = label(view.help, "quiet")
        show_if(self._help, bool(view.help))
        if view.banner:
            self._box.addWidget(Card("owed", margins=10).add(label(view.banner, "strong", name="banner_label")))
        self._box.addWidget(self._question)
        self._box.addWidget(self._help)
        if view.store_notes:
            self._box.addWidget(StorePanel(*view.store_notes))
        if view.store_question is not None:
            self._add_ask(view.store_question)
        self._box.addLayout(self._grid(view.options))
        for ask in view.follow_ups:
            self._add_ask(ask)
        if view.more:
            self._add_more(view.more)
        self._warnings = label("\n".join(view.warnings), "hint")
        show_if(self._warnings, bool(view.warnings))
        self._box.addWidget(self._warnings)
        self._show_keys(view)
        for lead, words in ((text.LIKE, view.like), (text.UNLIKE, view.unlike)):
            if words:
                self._box.addWidget(label(words if words.startswith(lead) else lead + words, "quiet"))
        self._box.addStretch(1)

    def _grid(self, options: Sequence[Option]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(10)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        for index, option in enumerate(options):
            number = option.key or index + 1
            made = WrapChoice(option.key, option.label, f"option_{number}_button", option.hint)
            if not option.key:
                made.setObjectName(f"more_{option.id}_button")
            self._mark(made, option)
            made.clicked.connect(lambda _checked=False, one=option.id: self._clicked(one))
            self._options[option.id] = made
            grid.addWidget(made, index // COLUMNS, index % COLUMNS)
        return grid

    def _clicked(self, option_id: str) -> None:
        # The mark follows the service's answer, not the click.
        view = self._view
        if view is not None:
            for option in (*view.options, *view.more):
                if option.id == option_id:
                    self._mark(self._options[option_id], option)
        self.option_chosen.emit(option_id)

    def _mark(self, made: WrapChoice, option: Option) -> None:
        made.setChecked(option.chosen)
        made.setEnabled(option.enabled)
        made.setToolTip(option.why_not)
        made.show_words(option.label, option.hint if option.enabled else option.why_not or option.hint)

    def _add_ask(self, ask: FollowUp) -> None:
        editor = editor_for(ask)
        editor.answered.connect(self.replied)
        editor.unsure_asked.connect(self.unsure_asked)
        if isinstance(editor, SearchEditor):
            editor.search_asked.connect(self.search_asked)
            editor.digit_passed.connect(self.digit_passed)
            editor.back_passed.connect(self.back_passed)
        self._asks[ask.id] = editor
        self._box.addWidget(editor)

    def _add_more(self, options: Sequence[Option]) -> None:
        holder = QWidget()
        holder.setLayout(self._grid(options))
        show_if(holder, self._more_open)
        opener = button(text.LESS if self._more_open else text.MORE, "more_options_button", "link")

        def toggle() -> None:
            self._more_open = not self._more_open
            holder.setVisible(self._more_open)
            opener.setText(text.LESS if self._more_open else text.MORE)

        opener.clicked.connect(toggle)
        self._box.addLayout(row(opener, 1))
        self._box.addWidget(holder)

    def _update(self, view: CardView) -> None:
        for option in (*view.options, *view.more):
            self._mark(self._options[option.id], option)
        for ask in asks_of(view):
            self._asks[ask.id].show_ask(ask)
        self._show_keys(view)
        self._warnings.setText("\n".join(view.warnings))
        self._warnings.setVisible(bool(view.warnings))

    def _show_keys(self, view: CardView) -> None:
        """A digit stands where it acts: at the question that has the keys, and at what is left of the card."""
        owner, taken = digits_of(view)
        for option in view.options:
            self._options[option.id].show_digit(0 if option.key in taken else option.key)
        for ask in asks_of(view):
            self._asks[ask.id].show_keys(taken if owner is not None and owner.id == ask.id else frozenset())
            self._asks[ask.id].let_zero_ask(is_open(ask))


def _says_more(question: str, title: str) -> bool:
    """Whether a question tells more than the title over it."""
    bare = question.rstrip("？?")
    return bool(bare) and bare not in title and (title not in bare or len(bare) - len(title) > LEAD)


def _shape(view: CardView) -> object:
    """What must be equal for a card to be updated in place."""
    asks = tuple((ask.id, ask.kind, tuple(option.id for option in ask.options)) for ask in asks_of(view))
    return (
        view.number,
        view.position,
        view.total,
        view.title,
        view.help,
        view.store_notes,
        tuple(option.id for option in view.options),
        tuple(option.id for option in view.more),
        asks,
    )
