"""One line of 报送: how often the office reports, when the next file is due, and (管理员) another period."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import exchange as text
from xinfang_desk.desk.widgets import button, label, set_kind, show_if
from xinfang_desk.domain.moments import date_weekday_text
from xinfang_desk.domain.periods import MOST_DAYS, WEEKDAYS, Every
from xinfang_desk.domain.records import Role
from xinfang_desk.services import export_periods
from xinfang_desk.services.export_periods import ExportPeriod


class PeriodLine(QWidget):
    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("export_period_line")
        self.words = label("", "quiet", name="export_period_label")
        self.kind = QComboBox()
        self.kind.setObjectName("export_every_combo")
        self.kind.setAccessibleName(text.EVERY)
        for key, said in text.EVERY_KINDS.items():
            self.kind.addItem(said, key)
        self.weekday = QComboBox()
        self.weekday.setObjectName("export_weekday_combo")
        self.weekday.setAccessibleName(text.EVERY_WEEKDAY)
        self.weekday.addItems(WEEKDAYS)
        self.number = QSpinBox()
        self.number.setObjectName("export_day_spin")
        self.number.setAccessibleName(text.EVERY_NUMBER)
        self.save_button = button(text.EVERY_SAVE, "export_every_save_button")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        for widget in (self.kind, self.weekday, self.number, self.save_button):
            line.addWidget(widget)
        self.kind.currentIndexChanged.connect(lambda _index: self._fit())
        self.save_button.clicked.connect(self._save)
        self._fit()

    def refresh(self) -> None:
        self._session.run_latest("export-period", export_periods.export_period, done=self._show)

    def _show(self, period: ExportPeriod) -> None:
        every = period.every
        if every is not None:
            self.kind.setCurrentIndex(self.kind.findData(every.kind))
            self.weekday.setCurrentIndex(min(every.at, 7) - 1)
            self.number.setValue(every.at)
        said = [every.words if every is not None else text.EVERY_NONE]
        if period.next_on is not None:
            said.append(text.EVERY_NEXT.format(day=date_weekday_text(period.next_on)))
        if period.open_batches:
            numbers = "、".join(str(number) for number in period.open_batches[-3:])
            said.append(text.EVERY_OPEN.format(numbers=numbers, count=len(period.open_batches)))
        self.words.setText("；".join(said) + "。" + period.sentence)
        set_kind(self.words, "hint" if period.sentence else "quiet")
        self._fit()

    def _fit(self) -> None:
        """Only 管理员 sets the period; the day is asked as it fits the kind."""
        may = self._session.is_open and self._session.desk.has(Role.ADMIN)
        kind = str(self.kind.currentData() or "")
        show_if(self.kind, may)
        show_if(self.save_button, may)
        show_if(self.weekday, may and kind == "week")
        show_if(self.number, may and kind in ("month", "days"))
        self.number.setRange(1, 31 if kind == "month" else MOST_DAYS)
        self.number.setSuffix(" 日" if kind == "month" else " 天")

    def _save(self) -> None:
        kind = str(self.kind.currentData() or "")
        at = self.weekday.currentIndex() + 1 if kind == "week" else self.number.value()
        every = Every(kind, at) if kind else None
        self._session.run("export-every", export_periods.set_period, every, done=lambda _changed: self.refresh())
