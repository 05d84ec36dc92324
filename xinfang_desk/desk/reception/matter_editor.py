"""什么事: one matter as raised today, its words and the papers received with it (条例 19.2, 22.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from xinfang_desk.desk.forms.ui_matter_form import Ui_MatterForm
from xinfang_desk.desk.reception.form_tools import (
    FieldMap,
    chosen,
    fill_combo,
    narrow_combos,
    number_names,
    pick,
    show_note,
)
from xinfang_desk.desk.reception.place_combos import PlaceCombos
from xinfang_desk.desk.reception.words import WordsEdit
from xinfang_desk.desk.texts import register as text
from xinfang_desk.desk.widgets import Card, Chip, button, label, row
from xinfang_desk.domain.divisions import Divisions
from xinfang_desk.domain.tables import CONTENT_CLASSES, PURPOSES
from xinfang_desk.services.registration import ItemEntry, PaperEntry

MOST_COPIES, MOST_PAGES = 99, 9999


@dataclass
class _PaperLine:
    name: QLineEdit
    copies: QSpinBox
    pages: QSpinBox
    original: QCheckBox
    remove: QPushButton

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.name, self.copies, self.pages, self.original, self.remove)


class PapersList(QWidget):
    """材料收取清单.

    Signals:
        edited: a line was changed, came or went.
        rows_changed: a line came.
    """

    edited = Signal()
    rows_changed = Signal()

    def __init__(self, suffix: str = "") -> None:
        super().__init__()
        self._suffix = suffix
        self._lines: list[_PaperLine] = []
        self._made = 0
        self.grid = QGridLayout()
        self.grid.setColumnStretch(0, 1)
        self.grid.setHorizontalSpacing(8)
        self._none = label(text.PAPERS_NONE, "quiet")
        self.add_button = button(text.ADD_PAPER, f"paper_add_button{suffix}", "small")
        self.add_button.clicked.connect(self._add_asked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(row(label(text.PAPERS_HEAD, "strong", wrap=False), self._none, 1, self.add_button))
        box.addLayout(self.grid)

    def show_taken(self, papers: str) -> None:
        """Says what was taken at the registration, where this list only adds to it."""
        self._none.setText(text.PAPERS_TAKEN.format(papers=papers))

    def load(self, papers: tuple[PaperEntry, ...]) -> None:
        for line in list(self._lines):
            self._drop(line)
        for paper in papers:
            self._add(paper)

    def entries(self) -> tuple[PaperEntry, ...]:
        """Lines with a name; a line still without one is not a paper yet."""
        return tuple(
            PaperEntry(
                line.name.text().strip(), line.copies.value(), line.pages.value() or None, line.original.isChecked()
            )
            for line in self._lines
            if line.name.text().strip()
        )

    def _add_asked(self) -> None:
        self._add(PaperEntry())
        self._lines[-1].name.setFocus()
        self.edited.emit()

    def _add(self, paper: PaperEntry) -> None:
        self._made += 1
        tail = f"{self._suffix}_{self._made}" if self._suffix or self._made > 1 else ""
        line = _PaperLine(QLineEdit(paper.name), QSpinBox(), QSpinBox(), QCheckBox(text.PAPER_ORIGINAL), QPushButton())
        line.remove = button(text.REMOVE, f"paper_remove_button{tail}", "small")
        for widget, name, words in (
            (line.name, "paper_name_edit", text.PAPER_NAME),
            (line.copies, "paper_copies_spin", text.PAPER_COPIES),
            (line.pages, "paper_pages_spin", text.PAPER_PAGES),
            (line.original, "paper_original_check", text.PAPER_ORIGINAL),
        ):
            widget.setObjectName(f"{name}{tail}")
            widget.setAccessibleName(words)
        line.name.setPlaceholderText(text.PAPER_NAME)
        line.copies.setRange(1, MOST_COPIES)
        line.copies.setSuffix(" 份")
        line.copies.setValue(paper.copies)
        line.pages.setRange(0, MOST_PAGES)
        line.pages.setSuffix(" 页")
        line.pages.setSpecialValueText(text.PAPER_PAGES_UNKNOWN)
        line.pages.setValue(paper.pages or 0)
        line.original.setChecked(paper.original)
        line.name.textChanged.connect(lambda _text: self.edited.emit())
        line.copies.valueChanged.connect(lambda _value: self.edited.emit())
        line.pages.valueChanged.connect(lambda _value: self.edited.emit())
        line.original.toggled.connect(lambda _on: self.edited.emit())
        line.remove.clicked.connect(lambda: self._remove_asked(line))
        self._lines.append(line)
        at = self.grid.rowCount()
        for column, cell in enumerate(line.widgets()):
            self.grid.addWidget(cell, at, column)
        self._none.hide()
        self.rows_changed.emit()

    def _remove_asked(self, line: _PaperLine) -> None:
        self._drop(line)
        self.edited.emit()

    def _drop(self, line: _PaperLine) -> None:
        self._lines.remove(line)
        for widget in line.widgets():
            self.grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._none.setVisible(not self._lines)


class MatterEditor(Card):
    """One matter.

    Signals:
        edited: something was typed or chosen.
    """

    edited = Signal()

    def __init__(self, divisions: Divisions, county: str, number: int = 1) -> None:
        super().__init__("plain", margins=0, spacing=6)
        self._same: tuple[str, str] = ("", "")
        self._is_sealed = False
        form = QWidget()
        self.ui = Ui_MatterForm()
        self.ui.setupUi(form)
        narrow_combos(form)
        fill_combo(self.ui.purpose_combo, (("", text.NOT_CHOSEN), *PURPOSES.items()))
        fill_combo(self.ui.content_class_combo, (("", text.NOT_CHOSEN), *CONTENT_CLASSES.items()))
        towns = (self.ui.place_town_combo, self.ui.place_village_combo)
        self._place = PlaceCombos(divisions, county, *towns, blank=text.NOBODY)
        self._sealed = Chip(text.SEALED_CHIP, "owed", name="sealed_chip")
        self._sealed_line = label(text.SEALED_LINE, "hint")
        self._same_line = label("", "strong")
        self._same_drop = button(text.CONTINUES_DROP, "same_matter_drop_button", "small")
        self._same_drop.clicked.connect(lambda: self.set_same_matter("", ""))
        self.accused_combo = QComboBox()
        self.accused_combo.setObjectName("accused_combo")
        self.accused_combo.setAccessibleName(text.ACCUSED)
        fill_combo(self.accused_combo, text.ACCUSED_CHOICES)
        asked = label(text.ACCUSED, "quiet", wrap=False)
        asked.setBuddy(self.accused_combo)
        self._sealed_row, self._same_row = QWidget(), QWidget()
        sealed_box = QVBoxLayout(self._sealed_row)
        sealed_box.setContentsMargins(0, 0, 0, 0)
        sealed_box.addLayout(row(self._sealed, self._sealed_line))
        sealed_box.addLayout(row(asked, self.accused_combo, 1))
        self._same_row.setLayout(row(self._same_line, 1, self._same_drop))
        self.more_button = button(text.MORE_WORDS, "more_words_button", "link")
        self.more_button.clicked.connect(lambda: self._show_more(self.ui.reasons_edit.isHidden()))
        suffix = f"_{number}" if number > 1 else ""
        self.papers = PapersList(suffix)
        self.add(self._sealed_row, self._same_row, form)
        self.box.addLayout(row(self.more_button, 1))
        self.box.addWidget(self.papers)
        number_names(form, number)
        number_names_of = (self._same_drop, self.more_button, self._sealed, self.accused_combo)
        for widget in number_names_of:
            widget.setObjectName(widget.objectName() + suffix)
        ui = self.ui
        self.ui.facts_edit.least_lines = 3
        self._fields = FieldMap(
            {
                "request": (ui.request_edit, ui.request_problem),
                "facts": (ui.facts_edit, ui.facts_problem),
                "purpose": (ui.purpose_combo, ui.purpose_problem),
                "content_class": (ui.content_class_combo, ui.content_class_problem),
                "body_complained": (ui.body_complained_edit, ui.body_complained_problem),
                "place_division": (ui.place_town_combo, ui.place_town_problem),
                "place": (ui.place_edit, ui.place_problem),
                "reasons": (ui.reasons_edit, ui.reasons_problem),
                "own_words": (ui.own_words_edit, ui.own_words_problem),
                "summary": (ui.summary_edit, ui.summary_problem),
                "papers": (self.papers.add_button, None),
            }
        )
        for words in form.findChildren(WordsEdit):
            words.textChanged.connect(self.edited)
        for edit in form.findChildren(QLineEdit):
            edit.textChanged.connect(lambda _text: self.edited.emit())
        for combo in (*form.findChildren(QComboBox), self.accused_combo):
            combo.currentIndexChanged.connect(lambda _index: self.edited.emit())
        for check in form.findChildren(QCheckBox):
            check.toggled.connect(lambda _on: self.edited.emit())
        self.papers.edited.connect(self._papers_edited)
        self._show_more(False)
        self.set_sealed(False)
        self.set_same_matter("", "")

    def entry(self) -> ItemEntry:
        ui = self.ui
        return ItemEntry(
            request=ui.request_edit.toPlainText().strip(),
            facts=ui.facts_edit.toPlainText().strip(),
            reasons=ui.reasons_edit.toPlainText().strip(),
            own_words=ui.own_words_edit.toPlainText().strip(),
            summary=ui.summary_edit.toPlainText().strip(),
            purpose=chosen(ui.purpose_combo),
            content_class=chosen(ui.content_class_combo),
            place_division=self._place.code(),
            place=ui.place_edit.text().strip(),
            body_complained=ui.body_complained_edit.text().strip(),
            accused=chosen(self.accused_combo) if self._is_sealed else "",
            oral=ui.oral_check.isChecked(),
            secret_marked=ui.secret_marked_check.isChecked(),
            same_matter_id=self._same[0],
            papers=self.papers.entries(),
        )

    def load(self, entry: ItemEntry) -> None:
        ui = self.ui
        ui.request_edit.setPlainText(entry.request)
        ui.facts_edit.setPlainText(entry.facts)
        ui.reasons_edit.setPlainText(entry.reasons)
        ui.own_words_edit.setPlainText(entry.own_words)
        ui.summary_edit.setPlainText(entry.summary)
        pick(ui.purpose_combo, entry.purpose)
        pick(ui.content_class_combo, entry.content_class)
        self._place.set_code(entry.place_division)
        ui.place_edit.setText(entry.place)
        ui.body_complained_edit.setText(entry.body_complained)
        pick(self.accused_combo, entry.accused)
        ui.secret_marked_check.setChecked(entry.secret_marked)
        self.papers.load(entry.papers)
        ui.oral_check.setChecked(entry.oral)
        self._show_more(bool(entry.reasons or entry.own_words or entry.summary))
        self.set_same_matter(entry.same_matter_id, "")

    def set_sealed(self, on: bool) -> None:
        """Marks every field of the words as 密存."""
        self._is_sealed = on
        self._sealed_row.setVisible(on)
        for key in ("request", "facts", "reasons", "own_words", "summary"):
            caption = getattr(self.ui, f"{key}_label")
            words = caption.text().removesuffix("（密存）")
            caption.setText(f"{words}（密存）" if on else words)
        self.ui.purpose_combo.setEnabled(not on)

    def set_oral(self, possible: bool) -> None:
        """A letter or what came online is never an oral matter."""
        self.ui.oral_check.setChecked(possible and not self.papers.entries())
        self.ui.oral_check.setVisible(possible)

    def set_same_matter(self, matter_id: str, register_no: str) -> None:
        self._same = (matter_id, register_no)
        self._same_line.setText(text.CONTINUES.format(number=register_no or "以前"))
        self._same_row.setVisible(bool(matter_id))
        self.edited.emit()

    def clear_notes(self) -> None:
        self._fields.clear()

    def show_note(self, key: str, sentence: str, kind: str) -> bool:
        key = key.split(".")[0]
        if key in ("reasons", "own_words", "summary"):
            self._show_more(True)
        if key == "papers":
            show_note(self, None, self.papers.add_button, sentence, kind)
        return self._fields.show(key, sentence, kind)

    def editor(self, key: str) -> QWidget | None:
        return self._fields.editor(key.split(".")[0])

    def blank_words(self) -> None:
        """Takes away what was typed; used when a form turns out to be given up."""
        self.load(replace(ItemEntry()))

    def _papers_edited(self) -> None:
        if self.papers.entries() and self.ui.oral_check.isChecked():
            self.ui.oral_check.setChecked(False)
        self.edited.emit()

    def _show_more(self, on: bool) -> None:
        for key in ("reasons", "own_words", "summary"):
            getattr(self.ui, f"{key}_edit").setVisible(on)
            getattr(self.ui, f"{key}_label").setVisible(on)
        self.more_button.setText(text.LESS_WORDS if on else text.MORE_WORDS)
        self.more_button.setAccessibleName(self.more_button.text())
