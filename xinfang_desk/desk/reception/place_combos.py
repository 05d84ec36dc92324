"""Two combos that choose a town and then a village of the office's county."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox

from xinfang_desk.desk.reception.form_tools import chosen, fill_combo, pick
from xinfang_desk.desk.texts import register as text
from xinfang_desk.domain.divisions import Divisions

TOWN_DIGITS, VILLAGE_DIGITS = 9, 12


class PlaceCombos(QObject):
    """Town and village as one division code of 12, 9 or 6 digits.

    Signals:
        changed: another place was chosen.
    """

    changed = Signal()

    def __init__(
        self, divisions: Divisions, county: str, town: QComboBox, village: QComboBox, *, blank: str = text.NOWHERE
    ) -> None:
        """``blank``: what the entry without a code is called."""
        super().__init__(town)
        self._divisions, self._town, self._village = divisions, town, village
        towns = tuple((one.code, one.name) for one in divisions.children(county)) if county else ()
        fill_combo(town, (("", blank if towns else text.NOBODY), *towns))
        self._fill_villages()
        town.currentIndexChanged.connect(self._town_chosen)
        village.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def code(self) -> str:
        return chosen(self._village) or chosen(self._town)

    def set_code(self, code: str) -> None:
        """A code outside the county leaves both empty."""
        wanted = ""
        for index in range(self._town.count()):
            town = self._town.itemData(index)
            if town and code[:TOWN_DIGITS] == town[:TOWN_DIGITS] and len(code) >= TOWN_DIGITS:
                wanted = town
        pick(self._town, wanted)
        pick(self._village, code)

    def _town_chosen(self) -> None:
        self._fill_villages()
        self.changed.emit()

    def _fill_villages(self) -> None:
        town = chosen(self._town)
        villages = tuple((one.code, one.name) for one in self._divisions.children(town)) if town else ()
        fill_combo(self._village, (("", text.NOBODY if town else text.TOWN_FIRST), *villages))
        self._village.setEnabled(bool(villages))
