"""Palette and style sheet from one table, for light and dark, at any font scale: no page names a colour or a size."""

from __future__ import annotations

import os
from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from xinfang_desk.resources import resource

FAMILIES = ["Microsoft YaHei UI", "Noto Sans CJK SC", "PingFang SC", "Source Han Sans SC", "WenQuanYi Micro Hei"]
STYLE = "Fusion"
STYLE_BY_ENVIRONMENT = "QT_STYLE_OVERRIDE"
SCALES = (0.9, 1.0, 1.15, 1.3, 1.6, 2.0)


@dataclass(frozen=True)
class Tokens:
    """The colours of look.md; ``*_tint`` is the ground under the colour of the same name."""

    ground: str
    card: str
    line: str
    ink: str
    quiet: str
    rail: str
    rail_chosen: str
    rail_ink: str
    next: str
    next_ink: str
    next_tint: str
    owed: str
    owed_tint: str
    done: str
    done_tint: str
    wrong: str
    wrong_tint: str
    law: str
    law_ground: str
    field: str


LIGHT = Tokens(
    ground="#f3f5f8", card="#ffffff", line="#dde3ea", ink="#1d2733", quiet="#5b6877",
    rail="#17324f", rail_chosen="#28527d", rail_ink="#e7edf3",
    next="#1f5fa8", next_ink="#ffffff", next_tint="#e8f1fb",
    owed="#8a4b08", owed_tint="#fdf0e1", done="#1c6b35", done_tint="#e6f4ea",
    wrong="#a4262c", wrong_tint="#fdecec", law="#b08d3e", law_ground="#faf8f2", field="#b9c3cf",
)  # fmt: skip
DARK = Tokens(
    ground="#14191f", card="#1d242c", line="#323c47", ink="#e7edf3", quiet="#a3b0bd",
    rail="#17324f", rail_chosen="#28527d", rail_ink="#e7edf3",
    next="#6aa5e8", next_ink="#10161d", next_tint="#1d3350",
    owed="#f0b878", owed_tint="#3a2a17", done="#86d39c", done_tint="#173323",
    wrong="#f0989c", wrong_tint="#3c1c1e", law="#b08d3e", law_ground="#2a261b", field="#4a5663",
)  # fmt: skip

BODY_PT, QUIET_PT, TITLE_PT, SECTION_PT, BIG_PT = 11.0, 9.5, 17.0, 11.0, 14.0


def tokens(dark: bool = False) -> Tokens:
    return DARK if dark else LIGHT


def body_font(scale: float) -> QFont:
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPointSizeF(BODY_PT * scale)
    return font


def choose_style() -> None:
    """Before the application is made: asked for later, Qt hands out the style and with it hundreds of enums to load."""
    os.environ[STYLE_BY_ENVIRONMENT] = STYLE


def apply_theme(app: QApplication, scale: float = 1.0, dark: bool = False) -> None:
    """Sets the application's font, palette and style sheet. ``scale`` 0.9–2.0."""
    table = tokens(dark)
    if os.environ.get(STYLE_BY_ENVIRONMENT) != STYLE:
        app.setStyle(STYLE)
    app.setFont(body_font(scale))
    app.setPalette(_palette(table))
    screen = app.primaryScreen()
    dots = screen.logicalDotsPerInch() if screen is not None else 96.0
    app.setStyleSheet(style_sheet(table, scale, dots, "dark" if dark else "light"))


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: t.ground,
        QPalette.ColorRole.WindowText: t.ink,
        QPalette.ColorRole.Base: t.card,
        QPalette.ColorRole.AlternateBase: t.ground,
        QPalette.ColorRole.Text: t.ink,
        QPalette.ColorRole.Button: t.card,
        QPalette.ColorRole.ButtonText: t.ink,
        QPalette.ColorRole.Highlight: t.next,
        QPalette.ColorRole.HighlightedText: t.next_ink,
        QPalette.ColorRole.Link: t.next,
        QPalette.ColorRole.Mid: t.line,
        QPalette.ColorRole.ToolTipBase: t.card,
        QPalette.ColorRole.ToolTipText: t.ink,
        QPalette.ColorRole.PlaceholderText: t.quiet,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.quiet))
    return palette


def style_sheet(t: Tokens, scale: float, dots: float = 96.0, shade: str = "light") -> str:
    """The one style sheet, thought in points times the scale; ``dots`` per inch of the screen.

    WORKAROUND: Qt's style sheets take points for fonts only and read every other length in ``pt`` as nothing, so
    lengths are turned into the screen's pixels here.
    """

    hair, thick = 0.75, 1.5

    def font(value: float) -> str:
        return f"font-size: {value * scale:.2f}pt"

    def pt(value: float) -> str:
        return f"{max(1, round(value * scale * dots / 72))}px"

    def line(width: float) -> int:
        return max(1, round(width * max(scale, 1.0) * dots / 72))

    def edge(width: float, colour: str) -> str:
        return f"border: {line(width)}px solid {colour}"

    def pad(down: float, across: float, border: float = 0.0) -> str:
        """Padding that leaves the size as it is with a hair line whatever ``border`` there is."""
        extra = line(border) - line(0.75) if border else 0
        sides = (max(0, round(side * scale * dots / 72) - extra) for side in (down, across))
        return "padding: " + " ".join(f"{side}px" for side in sides)

    def thick_edge(colour: str, down: float, across: float) -> str:
        return f"{edge(thick, colour)}; {pad(down, across, thick)}"

    def framed(width: float, colour: str, down: float, across: float) -> str:
        """A border on what has none otherwise; the padding gives way to it."""
        sides = (max(0, round(side * scale * dots / 72) - line(width)) for side in (down, across))
        return f"{edge(width, colour)}; padding: " + " ".join(f"{side}px" for side in sides)

    def chip(ink: str, ground: str) -> str:
        shape = f"border-radius: {pt(5)}; padding: {pt(3)} {pt(8)}; {font(9.5)};"
        return f"color: {ink}; background: {ground}; {shape}"

    def mark(name: str) -> str:
        return f"image: url({resource('style', f'{name}-{shade}.svg').as_posix()})"

    return f"""
QMainWindow, QDialog, QWizard, QWidget[kind="ground"] {{ background: {t.ground}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QFrame[kind="card"] {{ background: {t.card}; {edge(hair, t.line)}; border-radius: {pt(7.5)}; }}
QFrame[kind="plain"] {{ background: transparent; border: none; }}
QFrame[kind="law"] {{ background: {t.law_ground}; border: none; border-left: {pt(2.2)} solid {t.law}; }}
QFrame[kind="store"] {{ background: {t.next_tint}; border: none; border-left: {pt(2.2)} solid {t.next}; }}
QFrame[kind="owed"] {{ background: {t.owed_tint}; border: none; border-left: {pt(2.2)} solid {t.owed}; }}
QFrame[kind="wrong"] {{ background: {t.wrong_tint}; border: none; border-left: {pt(2.2)} solid {t.wrong}; }}
QFrame[kind="done"] {{ background: {t.done_tint}; border: none; border-left: {pt(2.2)} solid {t.done}; }}
QFrame[kind="row"] {{ background: {t.card}; border: none; border-radius: {pt(4.5)}; }}
QFrame[kind="row"][chosen="true"] {{ background: {t.next_tint}; }}
QFrame[kind="topline"] {{ background: {t.card}; border: none; border-bottom: {pt(hair)} solid {t.line}; }}
QFrame[kind="rail"] {{ background: {t.rail}; border: none; }}
QLabel {{ color: {t.ink}; background: transparent; }}
QLabel[kind="title"] {{ {font(TITLE_PT)}; font-weight: 600; }}
QLabel[kind="section"] {{ {font(SECTION_PT)}; font-weight: 600; }}
QLabel[kind="strong"] {{ font-weight: 600; }}
QLabel[kind="big"] {{ {font(BIG_PT)}; font-weight: 600; }}
QLabel[kind="quiet"] {{ {font(QUIET_PT)}; color: {t.quiet}; }}
QLabel[kind="problem"] {{ {font(QUIET_PT)}; color: {t.wrong}; }}
QLabel[kind="hint"] {{ {font(QUIET_PT)}; color: {t.owed}; }}
QLabel[kind="chip-owed"] {{ {chip(t.owed, t.owed_tint)} }}
QLabel[kind="chip-done"] {{ {chip(t.done, t.done_tint)} }}
QLabel[kind="chip-next"] {{ {chip(t.next, t.next_tint)} }}
QLabel[kind="chip-wrong"] {{ {chip(t.wrong, t.wrong_tint)} }}
QLabel[kind="chip-quiet"] {{ {chip(t.quiet, t.ground)} }}
QPushButton {{ background: {t.card}; color: {t.ink}; {edge(hair, t.field)}; border-radius: {pt(5)};
  {pad(5, 10)}; min-height: {pt(18)}; }}
QPushButton:hover {{ border-color: {t.next}; }}
QPushButton:focus {{ {thick_edge(t.next, 5, 10)}; }}
QPushButton:disabled {{ color: {t.quiet}; border-color: {t.field}; border-style: dashed; background: {t.ground}; }}
QPushButton[kind="primary"] {{ background: {t.next}; color: {t.next_ink}; {edge(hair, t.next)};
  font-weight: 600; {pad(5, 14)}; }}
QPushButton[kind="primary"]:focus {{ {thick_edge(t.ink, 5, 14)}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.line}; color: {t.quiet}; border-color: {t.field}; }}
QPushButton[kind="choice"] {{ text-align: left; {pad(5, 12)}; min-height: {pt(19)}; }}
QPushButton[kind="choice"]:focus {{ {thick_edge(t.next, 5, 12)}; }}
QPushButton[kind="choice"]:checked {{ background: {t.next_tint}; {thick_edge(t.next, 5, 12)}; font-weight: 600; }}
QPushButton[kind="small"] {{ {pad(4, 8)}; min-height: {pt(20)}; {font(10)}; }}
QPushButton[kind="small"]:focus {{ {thick_edge(t.next, 4, 8)}; }}
QPushButton[kind="small"]:checked {{ background: {t.next_tint}; {thick_edge(t.next, 4, 8)}; font-weight: 600; }}
QPushButton[kind="link"] {{ border: none; background: transparent; color: {t.next}; text-align: left;
  {pad(4, 2)}; min-height: {pt(20)}; }}
QPushButton[kind="link"]:focus {{ {framed(hair, t.next, 4, 2)}; }}
QPushButton[kind="step"] {{ border: none; background: {t.line}; color: {t.quiet}; border-radius: {pt(12)};
  {pad(4, 14)}; min-height: {pt(16)}; }}
QPushButton[kind="step"][state="done"] {{ background: {t.next_tint}; color: {t.next}; }}
QPushButton[kind="step"][state="now"] {{ background: {t.next}; color: {t.next_ink}; font-weight: 600; }}
QPushButton[kind="step"]:focus {{ {framed(thick, t.ink, 4, 14)}; }}
QPushButton[kind="rail"] {{ border: none; background: transparent; color: {t.rail_ink}; border-radius: {pt(5)};
  {pad(7, 12)}; min-height: {pt(18)}; }}
QPushButton[kind="rail"]:checked {{ background: {t.rail_chosen}; font-weight: 600; }}
QPushButton[kind="rail"]:focus {{ {framed(hair, t.rail_ink, 7, 12)}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {{ background: {t.card}; color: {t.ink};
  {edge(hair, t.field)}; border-radius: {pt(4)}; {pad(4, 6)};
  selection-background-color: {t.next}; selection-color: {t.next_ink}; }}
QLineEdit, QComboBox, QSpinBox, QDateEdit {{ min-height: {pt(20)}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {{
  {thick_edge(t.next, 4, 6)}; }}
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"], QSpinBox[problem="true"] {{
  {thick_edge(t.wrong, 4, 6)}; }}
QPushButton[problem="true"] {{ {edge(thick, t.wrong)}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{ background: {t.ground};
  color: {t.quiet}; }}
QComboBox, QComboBox:focus, QComboBox[problem="true"] {{ padding-right: {pt(16)}; }}
QComboBox::drop-down {{ border: none; width: {pt(16)}; }}
QComboBox::down-arrow {{ {mark("down")}; width: {pt(8)}; height: {pt(8)}; }}
QComboBox QAbstractItemView {{ background: {t.card}; color: {t.ink}; {edge(hair, t.field)}; outline: none;
  selection-background-color: {t.next_tint}; selection-color: {t.ink}; }}
QComboBox QAbstractItemView::item {{ min-height: {pt(22)}; }}
QSpinBox, QSpinBox:focus, QSpinBox[problem="true"] {{ padding-right: {pt(16)}; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: none; background: transparent; width: {pt(16)}; }}
QSpinBox::up-arrow {{ {mark("up")}; width: {pt(7)}; height: {pt(7)}; }}
QSpinBox::down-arrow {{ {mark("down")}; width: {pt(7)}; height: {pt(7)}; }}
QCheckBox, QRadioButton {{ spacing: {pt(6)}; min-height: {pt(22)}; color: {t.ink}; }}
QCheckBox:focus, QRadioButton:focus {{ background: {t.next_tint}; }}
QCheckBox:disabled {{ color: {t.quiet}; }}
QCheckBox[problem="true"]::indicator {{ {edge(thick, t.wrong)}; }}
QCheckBox::indicator, QTableView::indicator {{ {edge(hair, t.quiet)}; border-radius: {pt(2.5)};
  width: {pt(12)}; height: {pt(12)}; background: {t.card}; }}
QCheckBox::indicator:focus {{ {edge(thick, t.next)}; }}
QCheckBox::indicator:checked, QTableView::indicator:checked {{ background: {t.next}; border-color: {t.next};
  {mark("tick")}; }}
QCheckBox::indicator:disabled {{ background: {t.ground}; border-color: {t.field}; }}
QTableView, QListView, QTreeView {{ background: {t.card}; {edge(hair, t.line)}; border-radius: {pt(4)};
  gridline-color: {t.line}; selection-background-color: {t.next_tint}; selection-color: {t.ink}; outline: none; }}
QListView::item {{ min-height: {pt(24)}; padding: 0px {pt(6)}; }}
QListView::item:selected {{ background: {t.next_tint}; color: {t.ink}; }}
QTableView::item {{ padding: {pt(2)} {pt(6)}; }}
QTableView QLineEdit, QTableView QComboBox {{ border-radius: 0px; }}
QHeaderView::section {{ background: {t.ground}; color: {t.quiet}; border: none; padding: {pt(4)} {pt(6)};
  {font(9.5)}; }}
QTabWidget::pane {{ border: none; }}
QTabBar::tab {{ background: {t.ground}; color: {t.quiet}; padding: {pt(5)} {pt(12)}; border-radius: {pt(4)};
  margin-right: {pt(3)}; }}
QTabBar::tab:selected {{ background: {t.next_tint}; color: {t.next}; font-weight: 600; }}
QToolTip {{ background: {t.card}; color: {t.ink}; {edge(hair, t.line)}; padding: {pt(3)}; }}
QScrollBar:vertical {{ background: transparent; width: {pt(7)}; margin: 0; }}
QScrollBar::handle:vertical {{ background: {t.field}; border-radius: {pt(3)}; min-height: {pt(20)}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {pt(7)}; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {t.field}; border-radius: {pt(3)}; min-width: {pt(20)}; }}
"""
