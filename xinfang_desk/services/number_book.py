"""Reads and prints the 文号登记簿; both are audited."""

from __future__ import annotations

from dataclasses import dataclass

from xinfang_desk.domain.number_book import Book, book_of, book_sheet
from xinfang_desk.domain.papers import DocumentData
from xinfang_desk.domain.records import NumberSeries, Role
from xinfang_desk.services.context import Desk, current_profile
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.services.sheets import SheetPrint, print_sheet

MAY_READ = (Role.ADMIN, Role.REVIEWER, Role.INSPECTOR, Role.CLERK)


@dataclass(frozen=True)
class BookChoice:
    """One book to open: 铜政访告 2026年."""

    series_id: str
    label: str


def books(desk: Desk) -> tuple[BookChoice, ...]:
    """Every series of every year, the newest first; one that no paper has used yet comes last in its year."""
    desk.require(*MAY_READ)
    with desk.store.read() as uow:
        rows = sorted(uow.series.all(), key=lambda row: (-row.year, row.next_seq == 1, row.word))
        return tuple(BookChoice(row.id, f"{row.word}　{row.year}年") for row in rows)


def read_book(desk: Desk, series_id: str) -> Book:
    """Its numbers in order. UserError(code='role')."""
    desk.require(*MAY_READ)
    with desk.store.write() as uow:
        series = uow.series.get(series_id)
        _noted(desk, uow, series, "numbers.read")
        return _book(uow, series)


def book_data(desk: Desk, series_id: str) -> DocumentData:
    """The book as a paper."""
    desk.require(*MAY_READ)
    with desk.store.read() as uow:
        name = current_profile(uow, desk.parts.today()).name
        book = _book(uow, uow.series.get(series_id))
    return book_sheet(book, name, desk.parts.today().isoformat(), practice=desk.practice)


def print_book(desk: Desk, series_id: str, printer: str = "") -> SheetPrint:
    """One copy on the printer; UserError(code='glyph') for a character that no face has."""
    made = print_sheet(desk, book_data(desk, series_id), printer)
    if made.good:
        with desk.store.write() as uow:
            _noted(desk, uow, uow.series.get(series_id), "numbers.print")
    return made


def _book(uow: UnitOfWork, series: NumberSeries) -> Book:
    documents = uow.documents.where(series_id=series.id, number_year=series.year)
    names = {user.id: user.display_name for user in uow.users.all()}
    wanted = {one.replaced_by for one in documents if one.replaced_by}
    found = (uow.documents.find(document_id) for document_id in wanted)
    return book_of(series, documents, names, {one.id: one.number for one in found if one is not None})


def _noted(desk: Desk, uow: UnitOfWork, series: NumberSeries, action: str) -> None:
    uow.audit.record(
        at=desk.parts.now_text(), actor=desk.user.id, action=action, kind="number_series", record_id=series.id
    )
