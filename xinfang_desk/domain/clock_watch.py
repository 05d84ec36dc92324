"""Whether the PC's clock can be right: against the last record, a clock that nobody sets, and reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

TOLERANCE = timedelta(minutes=10)
LONGEST_GAP = timedelta(days=40)  # an office that wrote nothing for so long confirms the date once
BORN = datetime(2026, 1, 1, tzinfo=UTC)  # no record of this program is older

BACK = "电脑的时间是{now}，可是最后的记录是{last}写的，时间退回去了。"
AHEAD = "电脑的时间是{now}，上一次记录还是{last}，隔得太久。"
TURNED = "用着用着，电脑的时间从{last}变成了{now}。"
OLD = "电脑的时间是{now}，这不可能。"
STOPPED = "编号、签收和期限都要用日期，先停住。请改好电脑的时间重新登录；时间确实对的，请在“设置”的“数据”里确认。"

_BEIJING = timezone(timedelta(hours=8))


class ClockWatch:
    """What one open desk knows of its clock.

    ``steady`` are seconds of a clock that nobody sets; None where the machine has none.
    """

    def __init__(self) -> None:
        self._said = ""
        self._start: tuple[datetime, float] | None = None

    def begin(self, now: datetime, steady: float | None, last: datetime | None) -> None:
        """At the log-in: ``last`` is the newest instant on record, of whatever kind."""
        self._start = (now, steady) if steady is not None else None
        self._said = ""
        if last is not None and now < last - TOLERANCE:
            self._said = _words(BACK, now, last)
        elif last is not None and now > last + LONGEST_GAP:
            self._said = _words(AHEAD, now, last)

    def accept(self, now: datetime, steady: float | None) -> None:
        """A person says that it is right."""
        self.begin(now, steady, None)

    def problem(self, now: datetime, steady: float | None) -> str:
        """What is wrong, in a sentence; empty when nothing is. Once it was wrong, it is until somebody confirms."""
        if now < BORN:
            return _words(OLD, now, now)
        if not self._said and self._start is not None and steady is not None:
            wall, begun = self._start
            expected = wall + timedelta(seconds=steady - begun)
            if abs(now - expected) > TOLERANCE:
                self._said = _words(TURNED, now, expected)
        return self._said


def _words(sentence: str, now: datetime, last: datetime) -> str:
    return sentence.format(now=_shown(now), last=_shown(last)) + STOPPED


def _shown(moment: datetime) -> str:
    local = moment.astimezone(_BEIJING)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
