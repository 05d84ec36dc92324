"""Dates as people read them: 2026年12月8日（周二）; legal dates are plain dates at +08:00."""

from __future__ import annotations

import re
from datetime import date

_WEEKDAYS = "一二三四五六日"
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LOOSE = re.compile(r"([0-9]{4})(?:[-./年]\s?)([0-9]{1,2})(?:[-./月]\s?)([0-9]{1,2})日?|([0-9]{4})([0-9]{2})([0-9]{2})")
_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF0E: ".", 0xFF0F: "/", 0xFF0D: "-"}

FIRST_YEAR = 1949  # nothing that a desk registers was received before


def parse_date(text: str) -> date | None:
    """A strict ISO date, or None."""
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def typed_date(text: str) -> date | None:
    """A date as typed at the counter (2026-11-23, 2026.11.3, 2026年11月3日, 20261103, full-width digits), or None."""
    found = _LOOSE.fullmatch(text.strip().translate(_FULL_WIDTH))
    if found is None:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def weekday_text(day: date) -> str:
    """周二"""
    return f"周{_WEEKDAYS[day.weekday()]}"


def date_text(day: date) -> str:
    """2026年12月8日"""
    return f"{day.year}年{day.month}月{day.day}日"


def date_weekday_text(day: date) -> str:
    """2026年12月8日（周二）"""
    return f"{date_text(day)}（{weekday_text(day)}）"


def short_date_text(day: date) -> str:
    """12月8日, where the year is plain."""
    return f"{day.month}月{day.day}日"
