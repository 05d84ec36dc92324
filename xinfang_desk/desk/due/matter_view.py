"""The page of one matter: its history at the left, what is due and what may be done now beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from xinfang_desk.desk.reception.flow import flow
from xinfang_desk.desk.texts import due as text
from xinfang_desk.desk.widgets import (
    Card,
    Chip,
    button,
    clear_layout,
    label,
    primary_button,
    row,
    scrolled,
)
from xinfang_desk.services.matter import DueRow, MatterView, PaperChoice, TimelineRow


class Overview(QWidget):
    """Draws a MatterView.

    Signals:
        paper_asked: code of a paper.
        event_asked: kind of an event.
        serve_asked: on to the service of what is made.
        made_asked: the papers made so far.
        take_back_asked: id of a recorded event.
    """

    paper_asked = Signal(str)
    event_asked = Signal(str)
    serve_asked = Signal()
    made_asked = Signal()
    take_back_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._may_act = True
        self._shown_why = False
        self._view: MatterView | None = None
        self._times, times = _column("timeline_scroll")
        self._area = times
        self._acts, acts = _column("matter_acts_scroll")
        left, right = Card("card", margins=16), Card("card", margins=16)
        self._left, self._short = left, False
        left.add(label(text.TIMELINE, "section"), times)
        right.add(acts)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addWidget(left, 4)
        columns.addWidget(right, 5)

    def load(self, view: MatterView, *, may_act: bool) -> None:
        self._view, self._may_act = view, may_act
        self._draw()

    def set_short(self, short: bool) -> None:
        """At large letters all stands in one column, the history last."""
        if short != self._short:
            self._short = short
            self._left.setHidden(short)
            if self._view is not None:
                self._draw()

    def _draw(self) -> None:
        clear_layout(self._times)
        self._draw_acts()
        if not self._short:
            self._draw_times(self._times)
            QTimer.singleShot(0, self, self._show_newest)

    def _draw_times(self, box: QVBoxLayout) -> None:
        assert self._view is not None
        for number, one in enumerate(self._view.timeline, 1):
            box.addWidget(self._line(one, number))
        box.addStretch(1)

    def _show_newest(self) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def focus_next(self) -> None:
        """The first thing that can be done."""
        for name in ("serve_button", "ask_paper_"):
            for one in self.findChildren(QWidget):
                if one.objectName().startswith(name) and one.isVisible():
                    one.setFocus(Qt.FocusReason.OtherFocusReason)
                    return

    def _line(self, one: TimelineRow, number: int) -> QWidget:
        card = Card("row", margins=8, spacing=2, name=f"timeline_row_{number}")
        head: list[QWidget | int] = [label(one.on, "quiet", wrap=False), label(one.words, "" if one.gone else "strong")]
        if one.gone:
            head.append(Chip("不再算", "quiet"))
        if one.event_id and self._may_act:
            back = button(text.TAKE_BACK, f"take_back_{number}_button", "small")
            back.clicked.connect(lambda _checked=False, row_id=one.event_id: self.take_back_asked.emit(row_id))
            head.append(back)
        line = row(*head)
        line.setStretch(1, 1)
        card.box.addLayout(line)
        if one.detail:
            card.add(label(one.detail, "quiet"))
        return card

    def _draw_acts(self) -> None:
        view = self._view
        assert view is not None
        clear_layout(self._acts)
        add = self._acts.addWidget
        if view.sealed:
            add(label(text.SEALED, "hint", name="matter_sealed_label"))
            self._acts.addStretch(1)
            return
        if view.title and view.title != view.asked:
            add(label(view.title, "strong", name="matter_title_label"))
        if view.asked:
            add(label(f"{text.ASKED}：{view.asked}"))
        if view.to_serve:
            owed = Card("owed", margins=12, spacing=6)
            owed.add(label(text.SERVE_LINE.format(papers="、".join(f"《{one}》" for one in view.to_serve))))
            if self._may_act:
                serve = primary_button(text.SERVE, "serve_button")
                serve.clicked.connect(self.serve_asked)
                owed.box.addLayout(row(serve, 1))
            add(owed)
        add(label(text.DUE, "section"))
        if not view.due:
            add(label(text.DUE_NONE, "quiet"))
        for one in view.due:
            add(_due(one))
        if self._may_act:
            self._draw_papers(view)
            self._draw_events(view)
        if self._short:
            add(label(text.TIMELINE, "section"))
            self._draw_times(self._acts)
        else:
            self._acts.addStretch(1)

    def _draw_papers(self, view: MatterView) -> None:
        add = self._acts.addWidget
        add(label(text.NOW, "section"))
        allowed = [one for one in view.papers if one.allowed]
        if not allowed:
            add(label(text.NOW_NONE, "quiet"))
        add(flow(*map(self._paper_button, sorted(allowed, key=lambda one: not one.next))))
        made = button(text.PAPERS_MADE, "papers_made_button", "small")
        made.clicked.connect(self.made_asked)
        why = button(text.NOT_NOW_CLOSE if self._shown_why else text.NOT_NOW, "why_not_button", "small")
        why.clicked.connect(self._toggle_why)
        line = QWidget()
        line.setLayout(row(made, why, 1))
        add(line)
        if self._shown_why:
            for one in view.papers:
                if not one.allowed:
                    add(label(f"《{one.title}》：{one.why}", "quiet", name=f"why_not_{one.code}_label"))

    def _paper_button(self, one: PaperChoice) -> QWidget:
        made = button(one.title, f"ask_paper_{one.code}_button", "primary" if one.next else "")
        made.clicked.connect(lambda _checked=False, code=one.code: self.paper_asked.emit(code))
        return made

    def _draw_events(self, view: MatterView) -> None:
        self._acts.addWidget(label(text.RECORD, "section"))
        buttons: list[QWidget] = []
        for one in view.events:
            if one.allowed:
                made = button(one.title, f"record_{one.kind}_button")
                made.clicked.connect(lambda _checked=False, kind=one.kind: self.event_asked.emit(kind))
                buttons.append(made)
        if not buttons:
            self._acts.addWidget(label(text.RECORD_NONE, "quiet"))
        self._acts.addWidget(flow(*buttons))

    def _toggle_why(self) -> None:
        self._shown_why = not self._shown_why
        self._draw_acts()


def _column(name: str) -> tuple[QVBoxLayout, QScrollArea]:
    inner = QWidget()
    box = QVBoxLayout(inner)
    box.setContentsMargins(0, 0, 6, 0)
    box.setSpacing(6)
    return box, scrolled(inner, name)


def _due(one: DueRow) -> QWidget:
    card = Card("row", margins=8, spacing=2, name=f"due_clock_{one.code.strip('@')}")
    words = text.LAST_DAY.format(day=one.due_text) + (f"（{text.PROVISIONAL}）" if one.provisional else "")
    chip = Chip(text.OVERDUE, "wrong") if one.overdue else Chip(one.owner, "quiet")
    head = row(label(one.words, "strong"), chip)
    head.setStretch(0, 1)
    card.box.addLayout(head)
    card.add(label(words), label(one.formula, "quiet"))
    if one.follow:
        card.add(label(one.follow, "hint"))
    return card
