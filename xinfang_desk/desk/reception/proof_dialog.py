"""查对文书: a scanned or typed code, what it says of the paper, and the kept original beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.dialogs import AskDialog
from xinfang_desk.desk.reception.preview import Preview
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import proving as text
from xinfang_desk.desk.widgets import Chip, Field, label, row
from xinfang_desk.services import issuing, proving
from xinfang_desk.services.proving import FoundPaper


class CodeEdit(QLineEdit):
    """A scanner types like a keyboard: an input method would take its letters for pinyin, so none is let in."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMaxLength(120)


class ProofDialog(AskDialog):
    """One look-up after the other; 打开 goes to the reception of the last one found."""

    def __init__(self, parent: QWidget, session: DeskSession) -> None:
        super().__init__(parent, text.TITLE, text.HELP, text.OPEN, "proof")
        self._session = session
        self.found: FoundPaper | None = None
        self.cancel_button.setText(text.CLOSE)
        self.edit = CodeEdit()
        self.field = Field(text.TYPED, self.edit, "proof_edit")
        self.chip = Chip("", "quiet", name="proof_chip")
        self.sentence = label("", "strong", name="proof_sentence")
        self.preview = Preview(session)
        self.preview.zoom_asked.connect(self._zoom)
        self._large = False
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.field)
        left.addLayout(row(self.chip, 1))
        left.addWidget(self.sentence)
        left.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(left, 2)
        columns.addWidget(self.preview, 3)
        self.body.addLayout(columns, 1)
        self.chip.hide()
        self.preview.clear(text.ORIGINAL)
        self.ok_button.setEnabled(False)
        self.edit.returnPressed.connect(self.look_up)
        self.fit(64, 46)
        self.edit.setFocus()

    def look_up(self) -> None:
        """What the scanner has just typed."""
        typed = self.edit.text()
        if typed.strip():
            self._session.run_latest("proof", proving.look_up, typed, done=self._show, failed=self._refuse)

    def good(self) -> bool:
        return self.found is not None and bool(self.found.reception_id)

    def _show(self, found: FoundPaper) -> None:
        self.found = found
        self.field.set_problem("")
        self.chip.show_state(*text.CHIPS[found.verdict.value])
        self.chip.show()
        self.sentence.setText(found.sentence)
        self.ok_button.setEnabled(self.good())
        self.edit.selectAll()
        self.preview.clear(text.ORIGINAL)
        if found.document_id:
            self._session.run_latest(
                "proof-pdf", issuing.paper_pdf, found.document_id, done=self.preview.show_pdf, failed=self._no_original
            )

    def _refuse(self, error: Exception) -> None:
        self.found = None
        self.chip.hide()
        self.sentence.setText("")
        self.preview.clear(text.ORIGINAL)
        self.ok_button.setEnabled(False)
        self.field.set_problem(getattr(error, "sentence", ""))
        self.edit.selectAll()

    def _zoom(self) -> None:
        self._large = not self._large
        self.preview.set_large(self._large)

    def _no_original(self, error: Exception) -> None:
        self.preview.clear(getattr(error, "sentence", ""))

    @classmethod
    def ask(cls, parent: QWidget, session: DeskSession) -> str:
        """Id of the reception to open, or empty."""
        dialog = cls(parent, session)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        found = dialog.found
        dialog.deleteLater()
        return found.reception_id if done and found is not None else ""
