"""① of a registered visit: what stands in the record, and 更正, 作废, 补名册, 补写 as the ways to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xinfang_desk.desk.reception.correct_dialog import CorrectDialog, Correction, correctables
from xinfang_desk.desk.reception.dialogs import (
    MatterAnswer,
    MatterDialog,
    ReasonDialog,
    RosterDialog,
    SealedDialog,
    confirm,
)
from xinfang_desk.desk.reception.form_tools import enter_moves_on
from xinfang_desk.desk.reception.link_part import LinkPart
from xinfang_desk.desk.reception.register_form import FormTables
from xinfang_desk.desk.session import DeskSession
from xinfang_desk.desk.texts import opening as opening_text
from xinfang_desk.desk.texts import register as text
from xinfang_desk.desk.texts import safety
from xinfang_desk.desk.texts import screen as screen_text
from xinfang_desk.desk.widgets import Card, Chip, button, clear_layout, label, primary_button, row, scrolled
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.records import SOURCE_LABELS, ItemState, ReceptionState, Source, Visitor
from xinfang_desk.domain.tables import VISITOR_ROLES
from xinfang_desk.services import corrections, issuing, receptions, registration, sealed
from xinfang_desk.services.context import Changed, Desk
from xinfang_desk.services.own_record import print_own_record
from xinfang_desk.services.receptions import ItemView, ReceptionView
from xinfang_desk.services.registration import ItemEntry, RegisteredItem, VisitorEntry
from xinfang_desk.services.sheets import SheetPrint


class RegisteredView(QWidget):
    """Reads one reception.

    Signals:
        go_on_asked: to the step that is next.
        matter_asked: id of an item, to the page of its matter.
        issue_asked: to ③, papers were made void and are owed again.
        opening_asked: id of a sealed item that takes two to open.
    """

    go_on_asked = Signal()
    matter_asked = Signal(str)
    issue_asked = Signal()
    opening_asked = Signal(str)

    def __init__(self, session: DeskSession, tables: FormTables, printer: Callable[[], str] = str) -> None:
        super().__init__()
        self._printer = printer
        self._session, self._tables = session, tables
        self._view: ReceptionView | None = None
        self._answer: MatterAnswer | None = None
        self._people: tuple[VisitorEntry, ...] = ()
        self._target = ""
        self._correction: Correction | None = None
        panel = Card("card", margins=20, spacing=8)
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, 8, 0)
        self._box.setSpacing(8)
        panel.box.addWidget(scrolled(inner, "registered_scroll"), 1)
        self.correct_button = button(text.CORRECT, "correct_button")
        self.visitors_button = button(text.ADD_VISITORS, "add_visitors_button")
        self.split_button = button(screen_text.SPLIT, "add_item_button")
        self.go_button = primary_button(text.GO_ON, "go_on_button")
        panel.box.addLayout(row(self.correct_button, self.visitors_button, self.split_button, 1, self.go_button))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)
        self.correct_button.clicked.connect(self._correct_asked)
        self.visitors_button.clicked.connect(self._visitors_asked)
        self.split_button.clicked.connect(self.ask_split)
        self.go_button.clicked.connect(self.go_on_asked)

    def load(self, view: ReceptionView) -> None:
        self._view = view
        clear_layout(self._box)
        reception = view.reception
        head = row(label(text.REGISTERED_HEAD, "title", wrap=False), 1)
        source = SOURCE_LABELS[Source(reception.source)]
        head.addWidget(Chip(source, "quiet"))
        self._box.addLayout(head)
        words = text.RECEIVED_BY.format(registrar=view.registrar_name, receiver=view.receiver_name or "—")
        counts = text.COUNTS.format(people=reception.people, concerned=reception.concerned)
        self._box.addWidget(label(f"{reception.received_on}　{counts}　{words}", "quiet"))
        people = row(label(text.PEOPLE_HEAD, "section"), 1)
        if any("*" in one.id_number + one.phone for one in view.visitors):
            people.insertWidget(1, self._numbers_button(reception.id))
        self._box.addLayout(people)
        for visitor in view.visitors:
            place = self._tables.divisions.with_place(visitor.division, visitor.address)
            line = row(self._own_button(visitor))
            line.insertWidget(0, label(_visitor_line(visitor, place)), 1)
            self._box.addLayout(line)
        for item in view.items:
            self._add_item(item)
        self._box.addStretch(1)
        open_visit = reception.state != ReceptionState.VOID
        for one in (self.correct_button, self.visitors_button, self.go_button):
            one.setEnabled(open_visit)
        self.split_button.setEnabled(open_visit)

    def _own_button(self, visitor: Visitor) -> QWidget:
        name = f"own_record_{visitor.ordinal}_button"
        made = button(safety.OWN_RECORD, name, "link", tip=safety.OWN_RECORD_TIP)
        made.clicked.connect(
            lambda: self._session.run(
                "own-record", print_own_record, visitor.id, self._printer(), done=self._own_printed
            )
        )
        return made

    def _own_printed(self, done: SheetPrint) -> None:
        self._session.say(done.sentence, "ok" if done.good else "wrong")

    def _numbers_button(self, reception_id: str) -> QWidget:
        made = button(text.SHOW_NUMBERS, "show_numbers_button", "small", tip=text.SHOW_NUMBERS_TIP)
        made.clicked.connect(
            lambda: self._session.run("full-numbers", receptions.full_numbers, reception_id, done=self._show_numbers)
        )
        return made

    def _show_numbers(self, visitors: tuple[Visitor, ...]) -> None:
        if self._view is not None and visitors and visitors[0].reception_id == self._view.reception.id:
            self.load(replace(self._view, visitors=visitors))

    def finish(self) -> None:
        self.go_on_asked.emit()

    def ask_split(self) -> None:
        """拆开, also asked from the cards."""
        if self._view is not None and self._view.reception.state == ReceptionState.CLOSED:
            self._session.say(screen_text.SPLIT_CLOSED, "owed")
            return
        self._ask_split(MatterAnswer(self._like_the_last(), screen_text.SPLIT_REASON_DEFAULT, False), {})

    def _like_the_last(self) -> ItemEntry:
        """Where it is about, what for and which class, as in the matter before; the words are asked anew."""
        open_items = [one.item for one in self._view.items] if self._view is not None else []
        last = next((one for one in reversed(open_items) if one.state != ItemState.VOID and not one.sealed), None)
        if last is None:
            return ItemEntry()
        return ItemEntry(
            purpose=last.purpose,
            content_class=last.content_class,
            place_division=last.place_division or "",
            place=last.place,
        )

    def _add_item(self, view: ItemView) -> None:
        item = view.item
        panel = Card("row", margins=0, spacing=4)
        title = f"{text.REGISTER_NO} {item.register_no}"
        parts: list[QWidget | int] = [label(title, "strong", wrap=False), 1]
        if item.state == ItemState.VOID:
            parts.append(Chip(text.VOIDED, "wrong"))
        elif view.leaf_title:
            parts.append(Chip(view.leaf_title, "done"))
        panel.box.addLayout(row(*parts))
        panel.add(label(f"{text.QUERY_CODE} {item.query_code}", "quiet"))
        empty = not (item.request or item.facts or item.sealed)
        if item.sealed:
            panel.add(label(text.SEALED_ITEM))
        elif empty and item.state != ItemState.VOID:
            panel.add(label(text.WORDS_EMPTY, "hint"))
        for caption, words in (("他要什么", item.request), ("发生了什么", item.facts), ("摘要", item.summary)):
            if words:
                panel.add(label(f"{caption}：{words}"))
        if view.papers:
            papers = "、".join(f"{one.name} {one.copies} 份" for one in view.papers)
            panel.add(label(f"{text.PAPERS_HEAD}：{papers}", "quiet"))
        if item.state != ItemState.VOID:
            acts: list[QWidget | int] = []
            if item.sealed:
                look = button(self._open_words(), f"open_sealed_{item.ordinal}_button", "small")
                look.clicked.connect(lambda _checked=False, row_id=item.id: self._sealed_asked(row_id))
                acts.append(look)
            if empty:
                fill = button(text.WRITE_WORDS, f"fill_item_{item.ordinal}_button", "small")
                fill.clicked.connect(lambda _checked=False, row_id=item.id: self._fill_asked(row_id))
                acts.append(fill)
            if view.screening is not None and not item.sealed:
                follow = button(text.FOLLOW_ITEM, f"follow_item_{item.ordinal}_button", "small")
                follow.clicked.connect(lambda _checked=False, row_id=item.id: self.matter_asked.emit(row_id))
                acts.append(follow)
            if not item.sealed:
                linked = LinkPart(self._session, view)
                panel.add(linked)
                more = button(text.LINK, f"link_item_{item.ordinal}_button", "small")
                more.clicked.connect(linked.ask)
                acts.append(more)
            void = button(text.VOID_ITEM, f"void_item_{item.ordinal}_button", "small")
            void.clicked.connect(lambda _checked=False, row_id=item.id: self._void_asked(row_id))
            panel.box.addLayout(row(*acts, void, 1))
        self._box.addWidget(panel)

    # 更正, 作废

    def _correct_asked(self) -> None:
        self._ask_correct(None, {})

    def _ask_correct(self, before: Correction | None, problems: Mapping[str, str]) -> None:
        view = self._view
        if view is None:
            return
        asked = CorrectDialog.ask(self, self._tables, correctables(view, self._tables), before, problems)
        self._correction = asked
        if asked is not None:
            row = asked.row
            self._session.run(
                "correct",
                receptions.correct_field,
                row.kind,
                row.record_id,
                row.field,
                asked.new,
                asked.reason,
                done=self._corrected,
                failed=self._correct_refused,
            )

    def _correct_refused(self, error: Exception) -> None:
        if isinstance(error, FieldErrors):
            self._ask_correct(self._correction, error.fields)
        else:
            self._session.say(getattr(error, "sentence", ""), "wrong")

    def _corrected(self, result: corrections.Corrected) -> None:
        if result.documents:
            self._session.say(text.CORRECT_PAPERS.format(papers="、".join(result.documents)), "owed")
            # The question waits until everybody has heard of the change.
            QTimer.singleShot(0, self, lambda: self._offer_new_papers(result))
        elif result.screen_again:
            self._session.say(text.CORRECT_SCREEN_AGAIN, "owed")
        else:
            self._session.say(text.CORRECT_DONE, "ok")

    def _offer_new_papers(self, result: corrections.Corrected) -> None:
        ask = text.CORRECT_VOID_ASK.format(papers="、".join(result.documents))
        if self._correction is not None and confirm(self, text.CORRECT_VOID, ask, "void_papers"):
            reason = text.CORRECT_VOID_REASON.format(reason=self._correction.reason)
            self._session.run("void-papers", _void_papers, result.document_ids, reason, done=self._papers_void)

    def _papers_void(self, _changed: Changed) -> None:
        self._session.say("")
        self.issue_asked.emit()

    def _void_asked(self, item_id: str) -> None:
        reason = ReasonDialog.ask(self, text.VOID_TITLE, text.VOID_HELP, text.VOID_REASON, "void_item")
        if reason:
            self._session.run("void-item", receptions.void_item, item_id, reason, done=self._voided)

    def _voided(self, _changed: Changed) -> None:
        self._session.say(text.VOID_DONE, "ok")

    # 开封

    def _open_words(self) -> str:
        """What the button says: the clerk of an open visit reads back, everybody else asks for it to be opened."""
        if self._view is None:
            return opening_text.OPEN
        reception = self._view.reception
        own = reception.registrar_id == self._session.desk.user.id and reception.state == ReceptionState.REGISTERED
        return text.OPEN_SEALED if own else opening_text.OPEN

    def _sealed_asked(self, item_id: str) -> None:
        """The clerk who took it down reads it back at once; for 保密员 it takes two."""
        self._target = item_id
        self._session.run("open-sealed", sealed.open_sealed, item_id, done=self._sealed_read, failed=self._not_alone)

    def _not_alone(self, error: Exception) -> None:
        if isinstance(error, UserError) and error.code == "opening":
            self.opening_asked.emit(self._target)
        else:
            self._session.say(getattr(error, "sentence", ""), "wrong")

    def _sealed_read(self, words: sealed.SealedWords) -> None:
        SealedDialog.show_words(self, words)

    # 补名册, 补写, 拆开: what was typed comes back when it is refused

    def _visitors_asked(self) -> None:
        self._ask_visitors((), {})

    def _ask_visitors(self, entries: tuple[VisitorEntry, ...], problems: dict[str, str]) -> None:
        view = self._view
        if view is None:
            return
        self._people = RosterDialog.ask(self, self._tables, entries, problems)
        if self._people:
            self._session.run(
                "add-visitors",
                registration.add_visitors,
                view.reception.id,
                self._people,
                done=self._visitors_added,
                failed=self._visitors_refused,
            )

    def _visitors_added(self, _changed: Changed) -> None:
        self._people = ()
        self._session.say(text.ADD_VISITORS_DONE, "ok")

    def _visitors_refused(self, error: Exception) -> None:
        if isinstance(error, FieldErrors):
            self._ask_visitors(self._people, error.fields)
        else:
            self._session.say(getattr(error, "sentence", ""), "wrong")

    def _fill_asked(self, item_id: str) -> None:
        self._target = item_id
        held = next((one for one in self._view.items if one.item.id == item_id), None) if self._view else None
        taken = "、".join(f"{one.name} {one.copies} 份" for one in held.papers) if held is not None else ""
        oral = held is None or (held.item.oral and not taken)
        self._ask_fill(MatterAnswer(ItemEntry(oral=oral), "", False, taken), {})

    def _ask_fill(self, before: MatterAnswer, problems: dict[str, str]) -> None:
        self._answer = MatterDialog.ask(self, self._tables, split=False, before=before, problems=problems)
        if self._answer is not None:
            self._session.run(
                "fill-item",
                registration.fill_item,
                self._target,
                self._answer.entry,
                done=self._filled,
                failed=self._fill_refused,
            )

    def _filled(self, _changed: Changed) -> None:
        self._answer = None
        self._session.say(text.WORDS_DONE, "ok")

    def _fill_refused(self, error: Exception) -> None:
        if isinstance(error, FieldErrors) and self._answer is not None:
            self._ask_fill(self._answer, error.fields)
        else:
            self._session.say(getattr(error, "sentence", ""), "wrong")

    def _ask_split(self, before: MatterAnswer, problems: dict[str, str]) -> None:
        view = self._view
        if view is None:
            return
        self._answer = MatterDialog.ask(self, self._tables, split=True, before=before, problems=problems)
        if self._answer is not None:
            self._session.run(
                "split",
                _split,
                view.reception.id,
                self._answer,
                done=self._split_done,
                failed=self._split_refused,
            )

    def _split_done(self, done: RegisteredItem) -> None:
        self._answer = None
        self._session.say(screen_text.SPLIT_DONE.format(number=done.register_no), "ok")
        if self._view is not None:
            self._session.changed.emit(frozenset({f"reception:{self._view.reception.id}", "today"}))

    def _split_refused(self, error: Exception) -> None:
        if isinstance(error, FieldErrors) and self._answer is not None:
            self._ask_split(self._answer, error.fields)
        else:
            self._session.say(getattr(error, "sentence", ""), "wrong")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_moves_on(event):
            super().keyPressEvent(event)


def _split(desk: Desk, reception_id: str, answer: MatterAnswer) -> RegisteredItem:
    return registration.add_item(desk, reception_id, answer.entry, answer.reason, disclosure=answer.disclosure)


def _void_papers(desk: Desk, document_ids: tuple[str, ...], reason: str) -> Changed:
    changed = [issuing.void_paper(desk, document_id, reason) for document_id in document_ids]
    return Changed(frozenset().union(*(one.topics for one in changed)))


def _visitor_line(visitor: Visitor, address: str) -> str:
    name = visitor.name or "（不愿留名）"
    parts = [name, VISITOR_ROLES.get(visitor.role, ""), visitor.id_number, visitor.phone, address]
    return "　".join(part for part in parts if part)
