"""The open fields of a paper, drawn from its FieldSpecs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.flow import flow
from xinfang_desk.desk.reception.form_tools import bring_into_view, chosen, fill_combo, narrow_combos, pick, show_note
from xinfang_desk.desk.reception.words import WordsEdit
from xinfang_desk.desk.texts import issue as text
from xinfang_desk.desk.widgets import button, clear_layout, label
from xinfang_desk.domain.catalogue import FieldSpec
from xinfang_desk.domain.moments import typed_date

SUGGESTIONS = 6


@dataclass(frozen=True)
class Directory:
    """Names that fields of the kinds ``authority`` and ``staff`` offer."""

    authorities: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()

    def without(self, names: tuple[str, ...]) -> Directory:
        return Directory(tuple(one for one in self.authorities if one not in names), self.staff)


@dataclass
class _Line:
    spec: FieldSpec
    editor: QWidget
    problem: QLabel
    read: Callable[[], str]
    taken: str = ""  # shown because the record or the directory knows it; not an answer of the clerk


class FieldForm(QWidget):
    """load(specs, values), values().

    Signals:
        edited: a value changed.
        done: Enter in the last field that was still to be filled.
    """

    edited = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._directory = Directory()
        self._loading = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 4, 0)
        self._box.setSpacing(6)

    def load(self, specs: tuple[FieldSpec, ...], values: Mapping[str, str], directory: Directory) -> None:
        self._loading = True
        self._directory = directory
        clear_layout(self._box)
        self._lines.clear()
        for spec in specs:
            self._add(spec, values.get(spec.key, ""), directory)
        if not specs:
            self._box.addWidget(label(text.NO_FIELDS, "quiet"))
        self._box.addStretch(1)
        narrow_combos(self)
        self._loading = False

    def shows(self, specs: tuple[FieldSpec, ...], directory: Directory) -> bool:
        """Whether these are the fields on screen, and these the names they offer."""
        return tuple(line.spec for line in self._lines) == specs and directory == self._directory

    def values(self) -> dict[str, str]:
        """What the clerk answered; what is merely shown is found again by the paper itself."""
        return {line.spec.key: "" if line.taken and line.read() == line.taken else line.read() for line in self._lines}

    def show_taken(self, values: Mapping[str, str]) -> None:
        """Puts into the fields left open what the paper takes there by itself, and renews it when that changes."""
        self._loading = True
        for line in self._lines:
            known, now = values.get(line.spec.key, ""), line.read()
            if line.editor.hasFocus() or now not in ("", line.taken):
                continue
            line.taken = known
            if known != now:
                _write(line.editor, known)
        self._loading = False

    def fields_with(self, character: str) -> tuple[str, ...]:
        """Names of the fields in which the character stands."""
        return tuple(line.spec.label for line in self._lines if character in line.read())

    def show_problems(self, problems: Mapping[str, str], *, only_filled: bool = False) -> None:
        """Sentences at their fields; ``only_filled``: an empty field is not told off while the form is being filled."""
        for line in self._lines:
            sentence = problems.get(line.spec.key, "")
            if only_filled and not line.read():
                sentence = ""
            show_note(self, line.problem, line.editor, sentence, "error")

    def focus_on(self, key: str) -> None:
        for line in self._lines:
            if line.spec.key == key:
                bring_into_view(line.editor)
                return

    def focus_first(self) -> bool:
        """The first required field that is empty; False when there is none."""
        empty = next((line for line in self._lines if line.spec.required and not line.read()), None)
        if empty is not None:
            bring_into_view(empty.editor)
        return empty is not None

    def go_on(self, focus: QWidget) -> None:
        """Enter: to the next field that still wants an answer, one after another; ``done`` behind the last."""
        at = next((index for index, line in enumerate(self._lines) if line.editor is focus), -1)
        for line in [*self._lines[at + 1 :], *self._lines[: max(at, 0)]]:
            if line.spec.required and not line.read():
                bring_into_view(line.editor)
                return
        self.done.emit()

    def _add(self, spec: FieldSpec, value: str, directory: Directory) -> None:
        caption = label(spec.label if spec.required else f"{spec.label}（可空）", "quiet")
        problem = label("", "problem")
        problem.hide()
        editor, read, extra = self._editor(spec, value, directory)
        editor.setAccessibleName(spec.label)
        caption.setBuddy(editor)
        self._box.addWidget(caption)
        self._box.addWidget(editor)
        if extra is not None:
            self._box.addWidget(extra)
        if spec.hint:
            self._box.addWidget(label(spec.hint, "quiet"))
        self._box.addWidget(problem)
        self._lines.append(_Line(spec, editor, problem, read))

    def _editor(
        self, spec: FieldSpec, value: str, directory: Directory
    ) -> tuple[QWidget, Callable[[], str], QWidget | None]:
        if spec.kind == "choice":
            combo = QComboBox()
            combo.setObjectName(f"{spec.key}_combo")
            fill_combo(combo, (("", text.CHOOSE), *spec.choices))
            pick(combo, value)
            combo.currentIndexChanged.connect(lambda _index: self._touched())
            return combo, lambda: chosen(combo), None
        if spec.kind == "long":
            words = WordsEdit()
            words.setObjectName(f"{spec.key}_edit")
            words.setPlainText(value)
            words.go_on = self.go_on
            words.textChanged.connect(self._touched)
            return words, lambda: words.toPlainText().strip(), None
        edit = QLineEdit(value)
        edit.setObjectName(f"{spec.key}_edit")
        edit.textChanged.connect(lambda _text: self._touched())
        if spec.kind == "date":
            edit.setPlaceholderText("如 2026-11-23")
            return edit, lambda: _date(edit.text()), None
        names = {"authority": directory.authorities, "staff": directory.staff}.get(spec.kind, ())
        return edit, lambda: edit.text().strip(), self._names(spec, edit, names) if names else None

    def _names(self, spec: FieldSpec, edit: QLineEdit, names: tuple[str, ...]) -> QWidget:
        """Names of the directory as buttons under the line; what is typed narrows them."""
        buttons: list[QPushButton] = []
        for index, name in enumerate(names, 1):
            made = button(name, f"{spec.key}_name_{index}_button", "small")
            made.clicked.connect(lambda _checked=False, words=name: edit.setText(words))
            buttons.append(made)

        def narrow(typed: str) -> None:
            words, shown = typed.strip(), 0
            for made in buttons:
                fits = made.text() != words and (not words or words in made.text()) and shown < SUGGESTIONS
                made.setVisible(fits)
                shown += fits

        holder = flow(*buttons, spacing=4)
        narrow(edit.text())
        edit.textChanged.connect(narrow)
        return holder

    def _touched(self) -> None:
        if not self._loading:
            self.edited.emit()


def _write(editor: QWidget, value: str) -> None:
    if isinstance(editor, QComboBox):
        pick(editor, value)
    elif isinstance(editor, WordsEdit):
        editor.setPlainText(value)
    elif isinstance(editor, QLineEdit):
        editor.setText(value)


def _date(typed: str) -> str:
    day = typed_date(typed) if typed.strip() else None
    return day.isoformat() if day else typed.strip()
