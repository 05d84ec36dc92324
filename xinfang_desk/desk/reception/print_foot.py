"""Which printer and how many copies, under the papers of ③."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from xinfang_desk.desk.reception.form_tools import chosen, fill_combo, pick
from xinfang_desk.desk.texts import issue as text
from xinfang_desk.services.ports import PrinterInfo

MOST_COPIES = 20


class PrintFoot(QWidget):
    """``remember`` keeps the printer that was picked on this machine."""

    def __init__(self, remember: Callable[[str], None]) -> None:
        super().__init__()
        self.printer_combo = QComboBox()
        self.printer_combo.setObjectName("printer_combo")
        self.printer_combo.setAccessibleName(text.PRINTER)
        self.copies_spin = QSpinBox()
        self.copies_spin.setObjectName("copies_spin")
        self.copies_spin.setAccessibleName(text.COPY_COUNT)
        self.copies_spin.setRange(0, MOST_COPIES)
        self.copies_spin.setSpecialValueText(text.AS_LISTED)
        self.copies_spin.setSuffix(" 份")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.printer_combo, 1)
        box.addWidget(self.copies_spin)
        self.printer_combo.activated.connect(lambda _index: remember(self.printer))

    def show_printers(self, printers: tuple[PrinterInfo, ...], picked: str) -> None:
        default = next((one.label for one in printers if one.is_default), "")
        named = f"{default}（{text.SYSTEM_DEFAULT}）" if default else text.DEFAULT_PRINTER
        fill_combo(self.printer_combo, (("", named), *((one.name, one.label) for one in printers)))
        pick(self.printer_combo, picked)

    @property
    def printer(self) -> str:
        """Empty = the system's default."""
        return chosen(self.printer_combo)

    @property
    def copies(self) -> int | None:
        """None = as the catalogue says for each paper."""
        return self.copies_spin.value() or None
