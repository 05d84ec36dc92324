"""设置 · 规则和目录: what holds, a new file in words, and the day from which it holds (issue 3, packs)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.setup.switch_page import SwitchPage, reading_view
from xinfang_desk.desk.setup.table_pages import KEPT, cell, table
from xinfang_desk.desk.setup.wording_dialog import WordingDialog
from xinfang_desk.desk.texts import rules as text
from xinfang_desk.desk.widgets import Field, button, label
from xinfang_desk.services import packs
from xinfang_desk.services.packs import PackLine, PackReport, SwitchOn
from xinfang_desk.services.wording_force import WORDING

MOST_LINES = 200


class PackPage(SwitchPage):
    """The packs as a table, the report of the one at hand, and who lets it hold from when."""

    def __init__(self, session: DeskSession) -> None:
        self.table = table(text.PACK_HEADS, "packs_table", text.TAB_PACKS, wide={3: 8})
        self.table.setMaximumHeight(self.table.fontMetrics().height() * 9)
        self.load_button = button(text.PACK_LOAD, "pack_load_button")
        self.back_button = button(text.PACK_BACK, "pack_back_button")
        self.look_button = button(text.PACK_LOOK, "pack_look_button")
        self.look_button.hide()
        self.report_view = reading_view("pack_report_view", text.PACK_REPORT)
        self.start, self.name = QLineEdit(), QLineEdit()
        self.fields = {
            "valid_from": Field(text.PACK_FROM, self.start, "pack_from_edit"),
            "name": Field(text.PACK_NAME, self.name, "pack_name_edit"),
        }
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.load_button)
        line.addWidget(self.back_button)
        line.addWidget(self.look_button)
        line.addStretch(1)
        box.addWidget(self.table)
        box.addLayout(line)
        box.addWidget(label(text.PACK_HELP, "quiet"))
        box.addWidget(label(text.PACK_REPORT, "section"))
        box.addWidget(self.report_view, 1)
        line = QHBoxLayout()
        line.setSpacing(12)
        for field in self.fields.values():
            line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        box.addLayout(line)
        super().__init__(session, body, "packs", text.PACK_USE, scroll=False)
        self._report: PackReport | None = None
        self.load_button.clicked.connect(self._ask_file)
        self.back_button.clicked.connect(self._go_back)
        self.look_button.clicked.connect(self._look)

    def load(self) -> None:
        self.start_today()
        self.session.run("packs-load", packs.packs, done=self._show)

    def open_file(self, path: Path) -> None:
        """Checks and tries a file; what cannot be used is said and nothing of it stays."""
        self.forget()
        self.session.run("pack-examine", packs.examine_file, path, done=self._show_report, failed=self.show_problem)

    def save(self) -> None:
        report = self._report
        if report is None:
            self.sentence.setText(text.PACK_NONE)
            return
        self._said = text.PACK_USED.format(
            kind=text.PACK_KINDS[report.kind], version=report.version, day=self.start.text().strip()
        )
        if report.kind == WORDING:
            self._said += text.WORDING_LATER
        self._submit(report.kind, report.body)

    def _look(self) -> None:
        if self._report is not None:
            WordingDialog.show_report(self, self.session, self._report)

    def _submit(self, kind: str, body: bytes) -> None:
        order = SwitchOn(kind, body, self.start.text(), self.name.text())
        self.submit("pack-switch", packs.switch_on, order)

    def forget(self) -> None:
        super().forget()
        self._report = None
        self.look_button.hide()

    def _ask_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, text.PACK_LOAD, "", text.PACK_FILES)
        if chosen:
            self.open_file(Path(chosen))

    def _go_back(self) -> None:
        first = self.table.item(self.table.currentRow(), 0)
        chosen: PackLine | None = first.data(KEPT) if first is not None else None
        if chosen is None:
            self.sentence.setText(text.PACK_PICK)
            return
        self._said = text.PACK_WENT_BACK.format(kind=text.PACK_KINDS[chosen.kind], day=self.start.text().strip())
        self._submit(chosen.kind, b"")

    def _show(self, lines: tuple[PackLine, ...]) -> None:
        self.table.setRowCount(len(lines))
        today = self.session.desk.parts.today().isoformat()
        for index, one in enumerate(lines):
            state = text.PACK_BEFORE
            if one.in_force:
                state = text.PACK_IN_FORCE
            elif one.valid_from > today:
                state = text.PACK_LATER
            shown = (one.version, one.valid_from or text.PACK_BUILT_IN, one.name, state)
            self.table.setItem(index, 0, cell(text.PACK_KINDS[one.kind], editable=False, kept=one))
            for column, value in enumerate(shown, start=1):
                self.table.setItem(index, column, cell(value, editable=False))

    def _show_report(self, report: PackReport) -> None:
        self._report = report
        self.report_view.setPlainText(report_text(report))
        self.start.setText(max(report.effective_from, self.session.desk.parts.today().isoformat()))
        self.save_button.setEnabled(True)
        self.look_button.setVisible(bool(report.papers))
        self.name.setFocus()


def report_text(report: PackReport) -> str:
    """The report as a person reads it from the top."""
    kind = text.PACK_KINDS[report.kind]
    lines = [
        text.REPORT_HEAD.format(kind=kind, version=report.version, old=report.old_version, start=report.effective_from),
        "",
        text.REPORT_CHANGES.format(count=len(report.changes)) if report.changes else text.REPORT_SAME,
        *_first(report.changes),
    ]
    if report.kit_count:
        words = text.REPORT_KIT if report.kit_differs else text.REPORT_KIT_SAME
        lines += [
            "",
            words.format(count=report.kit_count, differs=len(report.kit_differs)),
            *_first(report.kit_differs),
        ]
    if report.kind == WORDING:  # nothing that was decided hangs on words
        return "\n".join(lines)
    unread = text.REPORT_UNREAD.format(unread=report.unread) if report.unread else ""
    words = text.REPORT_TRIED if report.would_change else text.REPORT_TRIED_SAME
    lines += ["", words.format(tried=report.tried, changed=len(report.would_change), unread=unread)]
    lines += _first([f"{one.register_no}：{one.how}" for one in report.would_change])
    return "\n".join(lines)


def _first(lines: Sequence[str]) -> list[str]:
    shown = [f"· {line}" for line in lines[:MOST_LINES]]
    return shown + ([text.REPORT_MORE.format(count=len(lines) - MOST_LINES)] if len(lines) > MOST_LINES else [])
