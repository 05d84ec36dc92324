"""① 登记: the form with its drafts, its notes at the fields and what the store has seen before (条例 19, 22)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.dialogs import confirm
from xinfang_desk.desk.reception.draft_keeper import DraftKeeper
from xinfang_desk.desk.reception.form_tools import bring_into_view, enter_moves_on
from xinfang_desk.desk.reception.register_form import FormTables, RegisterForm
from xinfang_desk.desk.reception.side_panel import head, quiet_lines
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import register as text
from xinfang_desk.desk.texts.reception import WORD_OF
from xinfang_desk.desk.widgets import Card, LawPanel, button, label, primary_button, row, scrolled
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.services.context import Desk, local_moment
from xinfang_desk.services.registration import (
    FieldNote,
    ItemEntry,
    Registered,
    Registration,
    SeenItem,
    VisitorEntry,
    check_registration,
    complete_registration,
    seen_before,
)


def seen_of_all(desk: Desk, visitors: tuple[VisitorEntry, ...]) -> tuple[SeenItem, ...]:
    """What earlier items bear a number of the roster; each item once."""
    found: dict[str, SeenItem] = {}
    for visitor in visitors:
        for item in seen_before(desk, visitor.id_kind, visitor.id_number):
            found.setdefault(item.item_id, item)
    return tuple(found.values())


class RegisterStep(QWidget):
    """A new registration.

    Signals:
        registered: the Registered result.
        left: the clerk gave this registration up.
        side_changed: the side panel has other parts.
    """

    registered = Signal(object)
    left = Signal()
    side_changed = Signal()

    def __init__(self, session: DeskSession, tables: FormTables) -> None:
        super().__init__()
        self._session = session
        self._tables = tables
        self._seen: tuple[SeenItem, ...] = ()
        self._tried = self._busy = self._touched = False
        self._left_fields: set[str] = set()
        card = Card("card", margins=18, spacing=8)
        self.saved_label = label("", "quiet", wrap=False, name="draft_saved_label")
        self._title = label(text.TITLE, "title", wrap=False)
        card.box.addLayout(row(self._title, 1, self.saved_label))
        self.form = RegisterForm(tables)
        card.box.addWidget(scrolled(self.form, "register_scroll"), 1)
        self.later_check = QCheckBox(text.LATER)
        self.later_check.setObjectName("later_check")
        self.later_check.setAccessibleName(text.LATER)
        self.later_check.setToolTip(text.LATER_TIP)
        self.leave_button = button(text.START_OVER, "leave_registration_button")
        self.complete_button = primary_button(text.COMPLETE, "complete_button")
        card.box.addLayout(row(self.later_check, 1, self.leave_button, self.complete_button))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        self.keeper = DraftKeeper(session, self._read, self)
        self.form.edited.connect(self._edited)
        self.form.identity_left.connect(lambda _line: self._look_up())
        self.form.disclosure_chosen.connect(self._disclosure_chosen)
        self.later_check.toggled.connect(self._later_chosen)
        self.keeper.due.connect(self._check)
        self.keeper.saved.connect(self._say_saved)
        self.leave_button.clicked.connect(self._leave_asked)
        self.complete_button.clicked.connect(self.finish)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)
        self.start(None)

    def start(self, form: Registration | None, draft_id: str = "") -> None:
        """A blank form, or a draft taken up again."""
        self._tried = self._busy = self._touched = False
        self._left_fields.clear()
        self._seen = ()
        self.keeper.start(draft_id)
        self.saved_label.clear()
        people = (VisitorEntry(division=self._tables.town),)
        matters = (ItemEntry(place_division=self._tables.town),)
        blank = Registration(source="", visitors=people, items=matters, receiver_id=self._tables.own_id)
        # The tick is not an edit: it would save what still stands in the form as a draft of its own.
        self.later_check.blockSignals(True)
        self.later_check.setChecked(bool(form and form.later))
        self.later_check.blockSignals(False)
        self.form.load(form or blank, fresh=form is None or not form.source, draft_id=draft_id)
        self.complete_button.setText(text.COMPLETE)
        self._arrange()
        if form is not None:
            self._look_up()
        self.side_changed.emit()

    @property
    def begun(self) -> bool:
        """Whether anything of this form may be worth keeping."""
        return self.form.answered and (self._touched or bool(self.keeper.draft_id))

    def save_now(self) -> None:
        """Before the page is left or the desk is locked."""
        self.keeper.flush()

    def finish(self) -> None:
        """完成登记."""
        if self._busy or not self.form.answered:
            if not self.form.answered:
                self.form.focus_first()
            return
        self._tried = self._busy = True
        self._arrange()
        self.keeper.when_saved(self._complete)

    def side_parts(self) -> tuple[list[QWidget], list[QWidget]]:
        parts: list[QWidget] = []
        if self._seen:
            parts += [head(text.SEEN_HEAD), *quiet_lines(text.SEEN_HELP)]
            parts += [self._seen_panel(item, index) for index, item in enumerate(self._seen, 1)]
        sealed = self.form.disclosed
        law = (text.SIDE_ARTICLE_SEALED, text.SIDE_GIST_SEALED) if sealed else (text.SIDE_ARTICLE, text.SIDE_GIST)
        parts.append(LawPanel(*law))
        lines = text.SIDE_LINES_SEALED if sealed else text.SIDE_LINES
        parts += [head(text.SIDE_HEAD), *quiet_lines(*lines)]
        return parts, []

    # inner

    def _read(self) -> Registration:
        self.form.set_draft_id(self.keeper.draft_id)
        self.form.later = self.later_check.isChecked()
        return self.form.read()

    def _edited(self) -> None:
        if self.form.answered:
            self._touched = True
            self.keeper.touch()
        self._arrange()

    def _later_chosen(self) -> None:
        self._edited()

    def _disclosure_chosen(self, sealed: bool) -> None:
        if sealed and self.keeper.draft_id:
            # What an earlier save may hold is overwritten at once.
            self.keeper.touch()
            self.keeper.flush()
        self.side_changed.emit()

    def _focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None and self.isVisible() and self.isAncestorOf(old) and old is not now:
            self._left_fields.add(old.objectName())
            self.keeper.flush()

    def _arrange(self) -> None:
        ready = self.form.answered and not self._busy
        self.complete_button.setEnabled(ready)
        self.later_check.setEnabled(ready)
        self.complete_button.setText(text.COMPLETING if self._busy else text.COMPLETE)

    def _check(self) -> None:
        if self.form.answered:
            self._session.run_latest("check-registration", check_registration, self._read(), done=self._show_notes)

    def _show_notes(self, notes: tuple[FieldNote, ...]) -> None:
        """A wrong value is told when its field is left; an empty one only after 完成登记 was tried; advice on an empty
        field once that field was left."""
        self.form.clear_notes()
        focus = QApplication.focusWidget()
        for note in notes:
            if not self._tried:
                editor = self.form.editor(note.field)
                filled = editor is not None and _has_text(editor)
                if note.kind == "error" and (not filled or editor is focus):
                    continue
                if editor is not None and not filled and editor.objectName() not in self._left_fields:
                    continue
            if not self.form.show_note(note.field, note.sentence, note.kind) and self._tried:
                self._session.say(note.sentence, "wrong")

    def _look_up(self) -> None:
        visitors = tuple(one for one in self.form.roster.entries() if one.id_number)
        if visitors or self._seen:
            self._session.run_latest("seen-before", seen_of_all, visitors, done=self._show_seen)

    def _show_seen(self, seen: tuple[SeenItem, ...]) -> None:
        if seen != self._seen:
            self._seen = seen
            self.side_changed.emit()

    def _seen_panel(self, item: SeenItem, number: int) -> QWidget:
        panel = Card("store", margins=12, spacing=3, name=f"seen_panel_{number}")
        panel.add(label(f"{item.registered_on}　{item.register_no}", "strong"), label(item.title))
        lines = [item.leaf_title]
        if item.last_paper:
            line = text.SEEN_PAPER.format(paper=item.last_paper, on=item.last_paper_on)
            lines.append(line + (text.SEEN_SERVED.format(on=item.served_on) if item.served_on else ""))
        lines.append(item.due_text)
        panel.add(*quiet_lines(*lines))
        if not self._read().disclosure:
            same = button(text.SEEN_SAME, f"same_matter_button_{number}", "small")
            same.clicked.connect(lambda: self.form.continue_matter(item.matter_id, item.register_no))
            panel.box.addLayout(row(same, 1))
        return panel

    def set_short(self, short: bool) -> None:
        """At large letters the head, which the step chip says too, gives its room away."""
        self._title.setHidden(short)

    def _say_saved(self) -> None:
        moment = local_moment(self._session.desk.parts.now_text())
        words = text.DRAFT_KEPT_SEALED if self._read().disclosure else text.DRAFT_KEPT
        self.saved_label.setText(words.format(at=moment.strftime("%H:%M")))

    def _complete(self) -> None:
        self._session.run(
            "complete-registration",
            complete_registration,
            self._read(),
            done=self._completed,
            failed=self._not_completed,
        )

    def _completed(self, result: Registered) -> None:
        self._busy = False
        numbers = "、".join(item.register_no for item in result.items)
        word = WORD_OF[self._read().form]
        self._session.say(text.DONE.format(word=word, seq=f"{result.seq:04d}", numbers=numbers), "ok")
        for sentence in result.advice:
            self._session.say(sentence, "owed")
        self.start(None)
        self.registered.emit(result)

    def _not_completed(self, error: Exception) -> None:
        self._busy = False
        self._arrange()
        self.keeper.touch()
        if isinstance(error, FieldErrors):
            self.form.clear_notes()
            first = next(iter(error.fields))
            for field, sentence in error.fields.items():
                if not self.form.show_note(field, sentence, "error"):
                    self._session.say(sentence, "wrong")
            self.form.reveal(first)
            editor = self.form.editor(first)
            if editor is not None:
                bring_into_view(editor)
            return
        self._session.say(getattr(error, "sentence", ""), "wrong")
        if isinstance(error, UserError) and error.field:
            self.form.show_note(error.field, error.sentence, "error")

    def _leave_asked(self) -> None:
        if self.begun and not confirm(self, text.START_OVER, text.ABANDON_ASK, "abandon"):
            return
        self.keeper.discard()
        self.start(None)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdecimal() and digit.isascii() and self.form.take_digit(int(digit)):
            return
        if not enter_moves_on(event, answers=True):
            super().keyPressEvent(event)


def _has_text(editor: QWidget) -> bool:
    read = getattr(editor, "text", None) or getattr(editor, "toPlainText", None)
    return bool(read and str(read()).strip())
