"""The frame: rail, top line, pages and the sentence bar; it knows no page's work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from xinfang_desk.desk.health_dialog import HealthDialog
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import rules
from xinfang_desk.desk.texts import shell as text
from xinfang_desk.desk.widgets import Card, Chip, ChipButton, SentenceBar, button, label
from xinfang_desk.domain.health import HEALTH_LABELS, Health, HealthLine, worst
from xinfang_desk.domain.office import OfficeProfile
from xinfang_desk.domain.records import ROLE_LABELS, Role
from xinfang_desk.services import approvals, export_periods, office
from xinfang_desk.services.context import Desk
from xinfang_desk.services.self_check import self_check
from xinfang_desk.services.users import mend_ways_in

TOP_MARGIN, TOP_SPACING = 18, 10
HEALTH_EVERY = 20  # minutes


class Page(Protocol):
    """What the frame needs of a page."""

    title: str

    def refresh(self) -> None: ...


@dataclass(frozen=True)
class PageSpec:
    """A page of the rail: its key, its name there and how it is made when first shown."""

    key: str
    title: str
    make: Callable[[], QWidget]
    foot: bool = False  # stands at the foot of the rail


@dataclass(frozen=True)
class Place:
    """A page of the rail and, where the page tells one, the place on it."""

    key: str
    where: object = None


class DeskFrame(QWidget):
    """Everything behind the log-in.

    Signals:
        lock_asked: the clerk locks the desk.
    """

    lock_asked = Signal()

    def __init__(self, session: DeskSession, pages: tuple[PageSpec, ...]) -> None:
        super().__init__()
        self._session = session
        self._specs = {spec.key: spec for spec in pages}
        self._made: dict[str, QWidget] = {}
        self._profile = OfficeProfile()
        self._roles = ""
        self._health: tuple[HealthLine, ...] = ()
        self._minutes = 0
        self._rail_buttons: dict[str, QPushButton] = {}
        self.setProperty("kind", "ground")
        self.stack = QStackedWidget()
        self.sentence_bar = SentenceBar()
        body = QVBoxLayout()
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(10)
        body.addWidget(self.stack, 1)
        body.addWidget(self.sentence_bar)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._top_line())
        right.addLayout(body, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._rail())
        whole.addLayout(right, 1)
        session.said.connect(self.sentence_bar.say)
        session.changed.connect(self._take_news)
        self._refresh_top()
        self._ask_health()
        self.show_page(pages[0].key)
        session.run("ways-in", mend_ways_in, done=self._say_ways_in)
        session.run("export-due", export_periods.due_sentence, done=self._say_due)

    def _say_ways_in(self, sentences: tuple[str, ...]) -> None:
        if sentences:
            self._session.say("".join(sentences), "owed")

    def _say_due(self, sentence: str) -> None:
        if sentence:
            self._session.say(sentence, "owed")

    def show_page(self, key: str) -> QWidget:
        """Shows a page, made when first asked for."""
        page = self._made.get(key)
        if page is None:
            page = self._specs[key].make()
            self._made[key] = page
            self.stack.addWidget(page)
        self._rail_buttons[key].setChecked(True)
        self.stack.setCurrentWidget(page)
        cast(Page, page).refresh()
        return page

    def has_page(self, key: str) -> bool:
        """Whether the rail has this page for who is logged in."""
        return key in self._specs

    def place(self) -> Place:
        """Where the clerk is now, to come back to after the lock."""
        key = next(key for key, page in self._made.items() if page is self.stack.currentWidget())
        where = getattr(self._made[key], "place", None)
        return Place(key, where() if where is not None else None)

    def go_back_to(self, place: Place) -> None:
        """After the same user unlocked."""
        if place.key not in self._specs:
            return
        page = self.show_page(place.key)
        back = getattr(page, "go_back_to", None)
        if back is not None and place.where is not None:
            back(place.where)

    def save_now(self) -> None:
        """Before the desk is left: what stands typed in a page goes into its draft."""
        for page in self._made.values():
            save = getattr(page, "save_now", None)
            if save is not None:
                save()

    def page(self, key: str) -> QWidget | None:
        return self._made.get(key)

    def _rail(self) -> QWidget:
        rail = Card("rail", margins=8, spacing=8, name="rail")
        group = QButtonGroup(rail)
        group.setExclusive(True)
        foot = [spec for spec in self._specs.values() if spec.foot]
        for spec in self._specs.values():
            if not spec.foot:
                rail.box.addWidget(self._rail_button(spec, group))
        rail.box.addStretch(1)
        for spec in foot:
            rail.box.addWidget(self._rail_button(spec, group))
        return rail

    def _rail_button(self, spec: PageSpec, group: QButtonGroup) -> QPushButton:
        made = button(spec.title, f"rail_{spec.key}_button", "rail")
        made.setCheckable(True)
        made.clicked.connect(lambda: self.show_page(spec.key))
        group.addButton(made)
        self._rail_buttons[spec.key] = made
        return made

    def _top_line(self) -> QWidget:
        line = self._top = Card("topline", margins=0, name="topline")
        self.office_label = label("", "big", wrap=False, name="office_label")
        self.date_label = label("", "quiet", wrap=False, name="date_label")
        self.lamp = ChipButton("", "quiet", name="ready_lamp")
        self.lamp.pressed.connect(self.open_health)
        self.clerk = Chip("", "quiet", name="clerk_chip")
        self.lock_button = button(text.LOCK, "lock_button")
        self.lock_button.clicked.connect(self.lock_asked)
        box = QHBoxLayout()
        box.setContentsMargins(TOP_MARGIN, 8, TOP_MARGIN, 8)
        box.setSpacing(TOP_SPACING)
        box.addWidget(self.office_label)
        box.addWidget(self.date_label)
        box.addStretch(1)
        for widget in (self.lamp, self.clerk, self.lock_button):
            box.addWidget(widget)
        line.box.addLayout(box)
        shortcut = QShortcut(QKeySequence("Ctrl+L"), self)
        shortcut.activated.connect(self.lock_asked)
        if "search" in self._specs:
            find = QShortcut(QKeySequence("Ctrl+F"), self)
            find.activated.connect(lambda: self.show_page("search"))
        self._tick = QTimer(self)
        self._tick.setInterval(60_000)
        self._tick.timeout.connect(self._minute)
        self._tick.start()
        return line

    def _minute(self) -> None:
        self._show_date()
        self._minutes += 1
        if self._minutes % HEALTH_EVERY == 0:
            self._ask_health()

    def _take_news(self, topics: frozenset[str]) -> None:
        if "office" in topics:
            self._refresh_top()
        elif "today" in topics:
            self._ask_lamp()
        shown = self.stack.currentWidget()
        if shown is not None and "today" in topics:
            self._show_date()

    def _refresh_top(self) -> None:
        self._session.run("office-profile", office.profile, done=self._show_profile)
        self._ask_lamp()
        user = self._session.desk.user
        self._roles = "、".join(ROLE_LABELS[Role(role)] for role in user.roles.split())
        self._show_date()

    def _ask_lamp(self) -> None:
        self._session.run_latest("lamp", _lamp_of, done=self._show_lamp)

    def _show_profile(self, profile: OfficeProfile) -> None:
        self._profile = profile
        self._fit_top()

    def _ask_health(self) -> None:
        self._session.run_latest("self-check", self_check, done=self._take_health)

    def _take_health(self, lines: tuple[HealthLine, ...]) -> None:
        self._health = lines
        self._ask_lamp()

    def open_health(self) -> None:
        """自检: what stands behind the lamp."""
        dialog = HealthDialog(self.window(), self._session)
        dialog.finished.connect(self._ask_health)
        dialog.open()

    def _show_lamp(self, found: tuple[bool, tuple[str, ...]]) -> None:
        approved, waiting = found
        gaps = self._profile.ready_gaps()
        owed = worst(self._health)
        if owed is not None and owed.state is Health.WRONG:
            self.lamp.show_state(f"{owed.name}{HEALTH_LABELS[owed.state]}", "wrong")
        elif gaps:
            self.lamp.show_state(f"{text.GAPS}：{gaps[0]}", "owed")
        elif not approved:
            self.lamp.show_state(text.NOT_APPROVED, "owed")
        elif waiting:
            self.lamp.show_state(rules.LAMP_WAITS, "owed")
        elif owed is not None:
            self.lamp.show_state(f"{owed.name}{HEALTH_LABELS[owed.state]}", "owed")
        else:
            self.lamp.show_state(f"● {text.READY}", "done")
        self.lamp.setToolTip("\n".join([text.LAMP_TIP, *waiting]))
        self._fit_top()

    def _show_date(self) -> None:
        today = self._session.desk.parts.today()
        self.date_label.setText(date_line(today))
        self._fit_top()

    def _fit_top(self) -> None:
        """With large letters the top line leaves words away rather than cutting them: desk, roles, then the date."""
        office_name = self._profile.name
        name = self._session.desk.user.display_name if self._session.is_open else ""
        for short in range(4):
            self.office_label.setText(office_name if short or not office_name else f"{office_name} · {text.DESK}")
            self.clerk.show_state(name if short > 1 else f"{name} · {self._roles}", "quiet")
            self.date_label.setVisible(short < 3)
            shown = [w for w in self._top_widgets() if not w.isHidden()]
            wanted = sum(w.sizeHint().width() for w in shown) + TOP_SPACING * len(shown) + 2 * TOP_MARGIN
            if wanted <= self._top.width():
                break
        self.clerk.setToolTip(self._roles)

    def _top_widgets(self) -> tuple[QWidget, ...]:
        return (self.office_label, self.date_label, self.lamp, self.clerk, self.lock_button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_top()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_top"):
            self._fit_top()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_top()


def _lamp_of(desk: Desk) -> tuple[bool, tuple[str, ...]]:
    """Whether the built-in wording is approved, and the kinds of requests in use that wait for 核定."""
    return office.approval(desk) is not None, approvals.waiting_in_use(desk)


def date_line(day: date) -> str:
    """2026年11月23日 周一."""
    return f"{day.year}年{day.month}月{day.day}日 {text.WEEKDAYS[day.weekday()]}"
