"""After an upgrade: a number series for the papers that a new catalogue brings, where it is plain which (design.md 4).

A store keeps in each series the codes it serves, as the catalogue stood when the office was set up. A code that no
series serves joins the one series of its class; where the office has split the class, the administrator decides.
"""

from __future__ import annotations

from dataclasses import replace

from xinfang_desk.domain.catalogue import Catalogue
from xinfang_desk.domain.records import NumberSeries
from xinfang_desk.services.ports import UnitOfWork


def serve_new_codes(uow: UnitOfWork, catalogue: Catalogue, *, at: str, actor: str) -> tuple[str, ...]:
    """The codes that joined a series just now; each series that grew is audited."""
    rows = uow.series.all()
    joined: list[str] = []
    for row, codes in _grown(rows, catalogue):
        uow.series.put(replace(row, codes=" ".join((*row.codes.split(), *codes))))
        uow.audit.record(
            at=at,
            actor=actor,
            action="series.extend",
            kind="series",
            record_id=row.id,
            detail={"codes": " ".join(codes), "version": catalogue.version},
        )
        joined += codes
    return tuple(joined)


def _grown(rows: tuple[NumberSeries, ...], catalogue: Catalogue) -> list[tuple[NumberSeries, tuple[str, ...]]]:
    """(newest row of the series, codes that it should serve too), class by class."""
    served = {code for row in rows for code in row.codes.split()}
    found = []
    for codes in catalogue.series_codes().values():
        fresh = tuple(code for code in codes if code not in served)
        own = [row for row in rows if set(row.codes.split()) & set(codes)]
        if fresh and len({row.word for row in own}) == 1:
            found.append((max(own, key=lambda row: row.year), fresh))
    return found
