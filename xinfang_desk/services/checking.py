"""核对: whether the store still says what was written into it (audit chain, kept papers)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from xinfang_desk.domain.records import Role
from xinfang_desk.services.context import Desk


@dataclass(frozen=True)
class KeptPapers:
    """``damaged``: the numbers of papers whose kept PDF is gone or has another hash."""

    sound: int
    damaged: tuple[str, ...]


def verify_audit(desk: Desk) -> int:
    """The number of links checked; EnvironmentFault(code='audit_broken') names the first break."""
    desk.require(Role.ADMIN, Role.INSPECTOR)
    with desk.store.read() as uow:
        return uow.audit.verify()


def verify_papers(desk: Desk) -> KeptPapers:
    """Every kept PDF against its hash; a sealed one is compared as it is stored, unopened."""
    desk.require(Role.ADMIN, Role.INSPECTOR)
    sound, damaged = 0, []
    with desk.store.read() as uow:
        for document in uow.documents.all():
            try:
                body = uow.blobs.get(document.pdf_sha256)
            except KeyError:
                body = b""
            if hashlib.sha256(body).hexdigest() == document.pdf_sha256:
                sound += 1
            else:
                damaged.append(document.number)
    return KeptPapers(sound, tuple(damaged))
