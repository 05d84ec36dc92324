"""Asks for the two, runs what they are to do, and asks again with the sentence at its field when it is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from xinfang_desk.desk.opening.openers import OpenersDialog
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import opening as text
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.services import opening
from xinfang_desk.services.opening import FIRST, Opener, OpenTerms

Answer = tuple[Opener, Opener, str]


class AskTheTwo(QObject):
    """One question of the kind: ``act(desk, first, second, reason)`` on the worker, its result to ``done``.

    ``given_up``: called when the dialog is left without an answer.
    """

    def __init__(
        self,
        parent: QWidget,
        session: DeskSession,
        title: str,
        help_line: str,
        ok: str,
        name: str,
        act: Callable[..., Any],
        done: Callable[[Any], None],
        given_up: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(parent)
        self._parent, self._session = parent, session
        self._words = (title, help_line, ok, name)
        self._act, self._done, self._given_up = act, done, given_up
        self._terms = OpenTerms(False, False)
        self._answer: Answer = (Opener(), Opener(), "")

    def start(self) -> None:
        self._session.run("opening-terms", opening.terms, done=self._take_terms)

    def _take_terms(self, terms: OpenTerms) -> None:
        self._terms = terms
        keeper = self._session.desk.user
        name = keeper.login_name if "secrecy" in keeper.roles.split() else ""
        self._ask((Opener(name), Opener(), ""), MappingProxyType({}))

    def _ask(self, before: Answer, problems: Mapping[str, str]) -> None:
        title, help_line, ok, name = self._words
        told = text.HELP_ALONE if self._terms.alone and help_line == text.HELP else help_line
        answer = OpenersDialog.ask(self._parent, self._terms, title, told, ok, name, before, problems)
        if answer is None:
            self._forget()
            self._given_up()
            return
        self._answer = answer
        self._session.run(name, self._act, *answer, done=self._finished, failed=self._refused)

    def _finished(self, result: Any) -> None:
        self._forget()
        self._done(result)

    def _refused(self, error: Exception) -> None:
        problems = error.fields if isinstance(error, FieldErrors) else {}
        if isinstance(error, UserError) and error.field and not problems:
            problems = {error.field: error.sentence}
        if not problems:
            self._forget()
            self._session.say(getattr(error, "sentence", ""), "wrong")
            self._given_up()
            return
        first, second, reason = self._answer
        wrong = next(iter(problems))
        if wrong.endswith("_password"):  # the other one need not type again
            first, second = (
                (replace(first, password=""), second)
                if wrong.startswith(FIRST)
                else (first, replace(second, password=""))
            )
        self._ask((first, second, reason), problems)

    def _forget(self) -> None:
        self._answer = (Opener(), Opener(), "")
