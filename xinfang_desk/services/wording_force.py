"""Which wording of the papers holds: the built-in one, or a province's pack over it that the office switched on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from xinfang_desk.domain.catalogue import Catalogue
from xinfang_desk.domain.errors import EnvironmentFault, UserError
from xinfang_desk.domain.wording_pack import wording_pack
from xinfang_desk.services.context import Parts
from xinfang_desk.services.in_force import BUILT_IN, Loaded, switched_for
from xinfang_desk.services.ports import Store, UnitOfWork

WORDING = "wording_pack"
"""Kind of the approvals and of the blobs."""


def _damaged() -> EnvironmentFault:
    return EnvironmentFault("本单位装入的文书模板存件已经损坏，请从备份里取回。", code="pack_damaged")


def built_in(catalogue: Catalogue) -> Catalogue:
    """What the program brings along, whatever lies over it."""
    return catalogue.base or catalogue


def wording_for(parts: Parts, uow: UnitOfWork, on: date) -> Catalogue:
    """The catalogue that holds on a day. UserError(code='pack') for a pack that a newer program refuses."""
    base = built_in(parts.catalogue)
    found = switched_for(uow, WORDING, on)
    if found is None or found.sha256 == BUILT_IN:
        return base
    return Loaded(lambda body: wording_pack(base, body)[0], _damaged).get(uow, found.sha256)


def with_office_wording(parts: Parts, store: Store) -> Parts:
    """The parts with the wording that holds today.

    A pack that a newer program refuses is left out, and the version says so: it is one that nobody has approved, so the
    lamp stays on 文书未核定 until somebody has looked.
    """
    with store.read() as uow:
        found = switched_for(uow, WORDING, parts.today())
        if found is None:
            return parts
        try:
            return replace(parts, catalogue=wording_for(parts, uow, parts.today()))
        except UserError:
            base = built_in(parts.catalogue)
            unfit = f"{base.version}，本单位的模板 {found.version} 和新程序不合、没有用上"
            return replace(parts, catalogue=replace(base, version=unfit))
