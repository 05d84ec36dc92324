"""The window's one road to the use-cases: a single store worker, results on the main thread, news of what changed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from xinfang_desk.domain.errors import EnvironmentFault, UserError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from xinfang_desk.services.context import Desk, Parts

LOG = logging.getLogger("desk")


@dataclass
class _Job:
    name: str
    key: str
    token: int
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    result: Any = None
    error: BaseException | None = None


class DeskSession(QObject):
    """Runs use-cases one after another on the store worker.

    Attributes:
        desk: the open desk.

    The parts are built by the first job on the worker, so that the log-in window does not wait for them.

    Signals:
        changed: a frozenset of topics after a use-case that changed something.
        said: a sentence and its tone (ok | owed | wrong) for the sentence bar.
        idle: nothing is under way any more.
        broke: an unexpected exception, for the recorder; the main thread shows it.
    """

    changed = Signal(object)
    said = Signal(str, str)
    idle = Signal()
    broke = Signal(object)
    _finished = Signal(object)

    def __init__(self, build_parts: Callable[[], Parts], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._build_parts = build_parts
        self._parts: Parts | None = None
        self._desk: Desk | None = None
        self._is_shut = False
        self._pending = 0
        self._tokens: dict[str, int] = {}
        self._finished.connect(self._deliver)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """The store worker; made for the first job, as the log-in window needs none."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(1, thread_name_prefix="store")

    @property
    def desk(self) -> Desk:
        """The open desk; only pages behind the log-in ask for it."""
        if self._desk is None:
            raise RuntimeError("no desk is open")
        return self._desk

    @property
    def is_open(self) -> bool:
        return self._desk is not None

    def open(self, desk: Desk) -> None:
        self._desk = desk

    def run(
        self,
        name: str,
        use_case: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """``use_case(desk, *args)`` on the worker. ``failed`` gets UserError and EnvironmentFault; without it the
        sentence is said. What a page asks while it goes, after the desk was left, is dropped."""
        if self._desk is None:
            return
        self._submit(name, use_case, (self.desk, *args), done, failed)

    def run_parts(
        self,
        name: str,
        use_case: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Before log-in: ``use_case(parts, *args)``."""

        def with_parts(*rest: Any) -> Any:
            return use_case(self._ready_parts(), *rest)

        self._submit(name, with_parts, args, done, failed)

    def run_latest(
        self,
        name: str,
        use_case: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Like ``run``; an earlier call of the same name by the same widget that has not been delivered is dropped."""
        if self._desk is None:
            return
        key = _key(name, done)
        self._tokens[key] = self._tokens.get(key, 0) + 1
        self._submit(name, use_case, (self.desk, *args), done, failed, self._tokens[key])

    def prepare(self) -> None:
        """Builds the parts on the worker, ahead of the first use."""
        if not self._is_shut:
            self.run_parts("prepare", lambda _parts: None)

    def is_idle(self) -> bool:
        return self._pending == 0

    def say(self, sentence: str, tone: str = "ok") -> None:
        self.said.emit(sentence, tone)

    def built_parts(self) -> Parts:
        """The parts, for the little that the main thread itself asks of them (pixels, a plain print)."""
        return self._pool.submit(self._ready_parts).result()

    def leave(self) -> None:
        """Finishes what is under way and closes the store on the thread that used it."""
        desk, self._desk = self._desk, None
        if desk is not None:
            self._pool.submit(_log_out, desk).result()

    def shut(self) -> None:
        self._is_shut = True
        self.leave()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _ready_parts(self) -> Parts:
        if self._parts is None:
            self._parts = self._build_parts()
        return self._parts

    def _submit(
        self,
        name: str,
        use_case: Callable[..., Any],
        args: tuple[Any, ...],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        token: int = 0,
    ) -> None:
        job = _Job(name, _key(name, done), token, done, failed)
        self._pending += 1
        self._pool.submit(self._work, job, use_case, args)

    def _work(self, job: _Job, use_case: Callable[..., Any], args: tuple[Any, ...]) -> None:
        if not job.token or job.token == self._tokens.get(job.key):
            try:
                job.result = use_case(*args)
            except BaseException as error:  # noqa: BLE001  carried to the main thread, never swallowed
                job.error = error
        self._finished.emit(job)

    def _deliver(self, job: _Job) -> None:
        self._pending -= 1
        try:
            if not job.token or job.token == self._tokens.get(job.key):
                self._hand_over(job)
        finally:
            if self._pending == 0:
                self.idle.emit()

    def _hand_over(self, job: _Job) -> None:
        from xinfang_desk.services.context import Changed

        if job.error is not None:
            self._hand_over_error(job)
            return
        news = job.result if isinstance(job.result, Changed) else getattr(job.result, "changed", None)
        if job.done is not None and _alive(job.done):
            job.done(job.result)
        if isinstance(news, Changed) and news.topics:
            self.changed.emit(news.topics)

    def _hand_over_error(self, job: _Job) -> None:
        if isinstance(job.error, UserError | EnvironmentFault):
            if job.failed is None:
                self.said.emit(job.error.sentence, "wrong")
            elif _alive(job.failed):
                job.failed(job.error)
            return
        LOG.error("use-case failed: %s", job.name)
        self.broke.emit(job.error)


def _log_out(desk: Desk) -> None:
    """The desk is left whatever the disk says; what could not be written about it is not worth keeping it open."""
    from xinfang_desk.services import office

    try:
        office.log_out(desk)
    except EnvironmentFault:
        desk.store.close()


def _key(name: str, done: Callable[[Any], None] | None) -> str:
    """A name and whose it is: two pages may ask the same question at once."""
    owner = getattr(done, "__self__", None)
    return name if owner is None else f"{name}#{id(owner)}"


def _alive(call: Callable[..., Any]) -> bool:
    """A callback into a widget that is gone is dropped."""
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
