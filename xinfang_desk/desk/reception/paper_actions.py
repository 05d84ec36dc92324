"""What can be done with the paper at hand in ③, and the line that says what it still wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from xinfang_desk.desk.texts import issue as text
from xinfang_desk.desk.widgets import Chip, button, clear_layout, label
from xinfang_desk.domain.joined import BETWEEN
from xinfang_desk.domain.names import spelled
from xinfang_desk.services.issuing import OwedPaper, PaperDraft

VISITOR = "来访人"  # among the copies of a paper
Act = Callable[[], None]


@dataclass(frozen=True)
class Acts:
    """What the buttons do. ``join``: the keys of the papers for one sheet; ``part``: the key of a sheet
    and the papers that stay together."""

    give: Act
    hold_back: Act
    large: Act
    annex: Act
    reprint: Act
    void: Act
    join: Callable[[tuple[str, ...]], None]
    part: Callable[[str, tuple[str, ...]], None]


def action_buttons(
    paper: OwedPaper, acts: Acts, *, goes: bool, fillable: bool, large: bool, annexed: bool
) -> list[QPushButton]:
    """``goes``: an optional paper that is made this time; ``fillable``: its fields are open."""
    made: list[QPushButton] = []
    if paper.state == "optional" and not goes:
        words = text.GIVE if VISITOR in paper.copies else text.WRITE if paper.code == "D1" else text.FILE
        made.append(_button(words, "give_now_button", acts.give))
    if paper.along and goes:
        made.append(_button(text.HOLD_BACK, "hold_back_button", acts.hold_back))
    if not paper.document_id and fillable and VISITOR in paper.copies:
        made.append(_switch(text.LARGE, "large_print_button", acts.large, large, text.LARGE_TIP))
    if not paper.document_id and fillable and paper.annexable:
        made.append(_switch(text.ANNEX, "annex_button", acts.annex, annexed, text.ANNEX_TIP))
    if fillable:
        made += _joining(paper, acts)
    if paper.document_id and paper.state != "void":
        made.append(_button(text.REPRINT, "reprint_button", acts.reprint))
        made.append(_button(text.VOID, "void_paper_button", acts.void))
    return made


def state_line(
    draft: PaperDraft,
    count: int,
    fields_with: Callable[[str], Sequence[str]],
    write_by_hand: Callable[[str], None],
) -> list[QWidget]:
    """``count``: fields that still want an answer; ``fields_with``: the fields in which a character stands."""
    made: list[QWidget] = []
    if draft.missing and not count:
        # What is missing stands in the registration, not on this form.
        made += [label(sentence, "problem") for sentence in draft.missing.values()]
    words = text.MISSING.format(count=count) if count else text.MISSING_NONE
    made.append(Chip(words, "owed" if count else "done", name="missing_chip"))
    if not draft.gaps:
        made.append(Chip(text.GLYPHS_OK, "done", name="glyph_chip"))
    for character in dict.fromkeys(character for character, _where in draft.gaps):
        where = "、".join(fields_with(character)) or text.GLYPH_ELSEWHERE
        made.append(label(text.GLYPH_GAP.format(character=spelled(character), where=where), "problem"))
        words = f"{text.HAND_WRITE} {character}"
        made.append(_button(words, "hand_write_button", partial(write_by_hand, character)))
    return made


def first_to_show(
    papers: Sequence[OwedPaper], to_issue: Sequence[OwedPaper], wanting: Callable[[OwedPaper], int]
) -> str:
    """The key of the paper to open first: one that wants something, then a notice, then what the visitor gets."""
    given = [paper for paper in to_issue if VISITOR in paper.copies]
    notices = [paper for paper in given if not paper.code.startswith("A")]
    asking = [paper for paper in to_issue if wanting(paper)]
    return next((paper.key for paper in (*asking, *notices, *given, *to_issue, *papers)), "")


def refill(holder: QWidget, widgets: Sequence[QWidget]) -> None:
    """Puts these in the place of what a flow held."""
    layout = holder.layout()
    assert layout is not None
    clear_layout(layout)
    for widget in widgets:
        layout.addWidget(widget)


def _joining(paper: OwedPaper, acts: Acts) -> list[QPushButton]:
    """合成一张 where others may stand on the same sheet, and the way back for what stands on one."""
    if paper.joins:
        join = _button(text.JOIN, "join_button", partial(acts.join, tuple(paper.joins.split(BETWEEN))))
        join.setToolTip(text.JOIN_TIP)
        return [join]
    if not paper.parts:
        return []
    made = [_button(text.PART, "part_button", partial(acts.part, paper.key, ()))]
    for key, whose in paper.parts if len(paper.parts) > 2 else ():
        rest = tuple(other for other, _ in paper.parts if other != key)
        words = text.PART_ONE.format(whose=whose)
        made.append(_button(words, f"part_button_{len(made)}", partial(acts.part, paper.key, rest)))
    return made


def _button(words: str, name: str, act: Act) -> QPushButton:
    made = button(words, name, "small")
    made.clicked.connect(lambda _on=False: act())
    return made


def _switch(words: str, name: str, act: Act, on: bool, tip: str) -> QPushButton:
    made = _button(words, name, act)
    made.setCheckable(True)
    made.setChecked(on)
    made.setToolTip(tip)
    return made
