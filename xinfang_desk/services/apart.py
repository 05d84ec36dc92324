"""Papers that may not be made on one day: 撤回 and 和解 beside help or compensation would be a trade (counter-rules 9).

Which ones is data of the catalogue (``apart``); it holds both ways, for all matters of the visit and for the matter.
"""

from __future__ import annotations

from collections.abc import Iterable

from xinfang_desk.domain.catalogue import DocumentKind
from xinfang_desk.domain.joined import code_for
from xinfang_desk.domain.records import DocumentState, Item
from xinfang_desk.services.context import Desk
from xinfang_desk.services.ports import UnitOfWork


def same_day(desk: Desk, uow: UnitOfWork, kind: DocumentKind, items: tuple[Item, ...]) -> str:
    """Why this paper may not be made today, in one sentence; empty = it may."""
    others = _others(desk, kind)
    if not others:
        return ""
    today = desk.parts.today().isoformat()
    for item in _beside(uow, items):
        for document in uow.document_items.of_item(item.id):
            code = code_for(document, item.id)
            if code in others and document.state == DocumentState.FINAL and document.dated_on == today:
                return _reason(desk, kind, code, done=True)
    return ""


def same_order(desk: Desk, kinds: Iterable[DocumentKind]) -> str:
    """The same for papers that are about to be made in one go."""
    asked = tuple(kinds)
    codes = {kind.code for kind in asked}
    for kind in asked:
        for code in kind.apart:
            if code in codes:
                return _reason(desk, kind, code, done=False)
    return ""


def _others(desk: Desk, kind: DocumentKind) -> frozenset[str]:
    against = {one.code for one in desk.parts.catalogue.kinds.values() if kind.code in one.apart}
    return frozenset(kind.apart) | against


def _beside(uow: UnitOfWork, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items themselves, the others of their visits, and the same matters of other visits."""
    found = {item.id: item for item in items}
    for item in items:
        for other in (*uow.items.where(reception_id=item.reception_id), *uow.items.where(matter_id=item.matter_id)):
            found.setdefault(other.id, other)
    return tuple(found.values())


def _reason(desk: Desk, kind: DocumentKind, code: str, *, done: bool) -> str:
    other = desk.parts.catalogue.title(code)
    head = f"今天已经出过《{other}》" if done else f"《{other}》和它一起勾选了"
    return f"{head}，不能同一天再出《{kind.title}》：撤回、调解不和救助、补偿一起办（防止交换），请改天再办。"
