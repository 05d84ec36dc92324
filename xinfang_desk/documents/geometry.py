"""The page in points (1/72 inch), origin at the top left: GB/T 9704-2012, A4, 22 lines of 28 characters."""

from __future__ import annotations

MM = 72 / 25.4

PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
MARGIN_TOP = 37 * MM
MARGIN_LEFT = 28 * MM
MARGIN_BOTTOM = 35 * MM
MARGIN_RIGHT = 26 * MM

TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
"""156 mm."""
TEXT_HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
"""225 mm."""
TEXT_RIGHT = PAGE_WIDTH - MARGIN_RIGHT
TEXT_BOTTOM = PAGE_HEIGHT - MARGIN_BOTTOM

LINES = 22
CHARS = 28
LINE_PITCH = TEXT_HEIGHT / LINES
"""28.99 pt, the pitch of an undisturbed page."""
TIGHT_PITCH = 21.0
"""The closest pitch a page may take so that signature and date stay with their text."""
CHAR_PITCH = TEXT_WIDTH / CHARS
"""15.79 pt."""

BODY_SIZE = 16.0
"""3号."""
TITLE_SIZE = 22.0
"""2号."""
TITLE_PITCH = 33.0
NUMBER_SIZE = 14.0
"""4号: the number line and the page number."""
NUMBER_PITCH = 27.0
SERVICE_SIZE = 10.5
"""5号: the service block."""
NOTE_SIZE = 9.0
"""小5号: footer lines, the mark of the seal's place."""
NOTE_PITCH = 13.0
STRIP_SIZE = 12.0
LARGE = 1.25
"""Large print: addressee, signature and date; the body comes scaled (20 pt)."""
LARGE_STEPS = (0.95, 0.9)
LEAST_LARGE = 1.125
"""18 pt: where large print would spill over, it may come down to this."""
LARGE_STRIP = 18.0
LARGE_SERVICE = 13.0
LARGE_NOTE = 12.0

THIN_RULE = 0.75
TABLE_RULE = 0.5
CELL_PAD_X = 5.0
CELL_PAD_Y = 3.5
CELL_LEADING = 1.45
"""Line pitch in a table, in sizes."""

SEAL_DIAMETER = 42 * MM
DATE_FREE_CHARS = 4
"""Characters kept free right of the date over which a seal is put."""
PAGE_NUMBER_DROP = 7 * MM
"""From the lower edge of the text area to the page number's upper edge."""
FOOT_FREE = 20 * MM
"""Kept free under the text area (beside the page number) for what proves the paper."""

MIDDLE = 0.38
"""Height of a hanzi's middle over the baseline, in sizes."""
