"""打印校准: what a clerk measured on a calibration page, and by how much a printer's sheets are shifted for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from xinfang_desk.domain.errors import FieldErrors

EDGE_MM = 20.0
"""Where the two long rules of the page should lie, from the left and from the upper edge of the paper."""
BAR_MM = 100.0
BAR_TOLERANCE_MM = 0.5
MOST_MM = 15.0
"""A rule further off than this was measured wrongly, or the printer turns the page."""

_FIELDS = {"left": "左边距", "top": "上边距", "bar": "横条长度"}


@dataclass(frozen=True)
class Shift:
    """How far the sheets of a printer are moved right and down; ``bar_mm``: how long 100 mm came out."""

    x_mm: float = 0.0
    y_mm: float = 0.0
    bar_mm: float = BAR_MM

    @property
    def moves(self) -> bool:
        return bool(self.x_mm or self.y_mm)

    @property
    def keeps_size(self) -> bool:
        return abs(self.bar_mm - BAR_MM) <= BAR_TOLERANCE_MM


def measured(typed: Mapping[str, str], before: Shift) -> Shift:
    """The shift that brings the rules to their places, from ``left``, ``top`` and ``bar`` as typed, in millimetres.

    The page was printed with the shift of before, so what is left over is added to it. FieldErrors by field.
    """
    wrong: dict[str, str] = {}
    found: dict[str, float] = {}
    for name, label in _FIELDS.items():
        wanted = BAR_MM if name == "bar" else EDGE_MM
        value = _millimetres(typed.get(name, ""))
        if value is None:
            wrong[name] = f"{label}请填毫米数，可以带一位小数。"
        elif not abs(value - wanted) <= MOST_MM:  # what is no number is not within either
            wrong[name] = f"{label}应在 {wanted:.0f} 毫米上下，请再量一遍。"
        else:
            found[name] = value
    if wrong:
        raise FieldErrors(wrong)
    x, y = (round(was + EDGE_MM - found[name], 1) for was, name in ((before.x_mm, "left"), (before.y_mm, "top")))
    return Shift(x, y, found["bar"])


def size_sentence(shift: Shift) -> str:
    """What to do about a printer that does not keep the size; a shift cannot mend that."""
    if shift.keeps_size:
        return ""
    word = "放大" if shift.bar_mm > BAR_MM else "缩小"
    told = f"100 毫米印成了 {shift.bar_mm:.1f} 毫米，打印机把纸{word}了。"
    return f"{told}请在打印机属性里选“实际大小（100%）”，再印一张校准页。"


def read_shifts(text: str) -> dict[str, Shift]:
    """By queue name; what cannot be read is as if it had never been measured."""
    try:
        raw = json.loads(text) if text else {}
        return {str(name): Shift(**{key: float(value) for key, value in one.items()}) for name, one in raw.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def write_shifts(shifts: Mapping[str, Shift]) -> str:
    return json.dumps({name: asdict(one) for name, one in shifts.items()}, ensure_ascii=False, sort_keys=True)


def _millimetres(typed: str) -> float | None:
    try:
        return float(typed.strip().replace("，", ".").replace("。", ".").replace("．", ".").removesuffix("毫米"))
    except ValueError:
        return None
