"""What a line of the roster says of a document: the kinds to choose from, and sex and birth read from a number."""

from __future__ import annotations

from xinfang_desk.domain.identity import LABELS, IdentityKind, check_identity, normalise_number
from xinfang_desk.domain.moments import date_text
from xinfang_desk.domain.tables import SEXES
from xinfang_desk.services.visitor_checks import kinds_of


def kinds_for(visitor_kind: str) -> tuple[tuple[str, str], ...]:
    """(value, shown) of the documents of a person or an organisation, the usual one first."""
    return tuple((kind.value, LABELS[kind]) for kind in kinds_of(visitor_kind))


def facts_of(id_kind: str, number: str) -> str:
    """男，1970年1月1日生 from a number that holds; empty while it is typed and for numbers that say nothing."""
    if not number.strip() or not id_kind:
        return ""
    check = check_identity(IdentityKind(id_kind), number)
    if not check.ok or check.birth is None:
        return ""
    return f"{SEXES[check.sex or '9']}，{date_text(check.birth)}生"


def keepable(id_kind: str, number: str) -> bool:
    """Only the check digit is wrong: a reason keeps the number."""
    return bool(number.strip() and id_kind) and check_identity(IdentityKind(id_kind), number).keepable


def tidy_number(id_kind: str, number: str) -> str:
    """Half-width and capitals, as it will be kept; other documents stay as typed."""
    return number if id_kind in ("", IdentityKind.OTHER) else normalise_number(number)
