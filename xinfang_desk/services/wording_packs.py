"""A province's wording on its way in: checked, told in words, drawn beside the old one; ``packs`` switches it on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xinfang_desk.domain.catalogue import Catalogue
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.records import Role
from xinfang_desk.domain.wording_pack import changed_codes, wording_changes, wording_pack
from xinfang_desk.services.context import Desk, current_profile
from xinfang_desk.services.ports import PagePixels, UnitOfWork
from xinfang_desk.services.samples import sample_data
from xinfang_desk.services.wording_force import built_in, wording_for

Pages = tuple[PagePixels, ...]


@dataclass(frozen=True)
class WordingReport:
    """``papers``: (code, title) of those that read otherwise; ``changes``: a sentence each."""

    version: str
    effective_from: str
    old_version: str
    papers: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]


@dataclass(frozen=True)
class SamplePair:
    """One paper with the same invented data, as it reads now and as it would."""

    code: str
    old: Pages
    new: Pages


def examine_wording(desk: Desk, uow: UnitOfWork, body: bytes) -> WordingReport:
    """UserError(code='pack') with the line and the reason; each changed paper is composed with sample data as well."""
    old = wording_for(desk.parts, uow, desk.parts.today())
    new, start = wording_pack(built_in(desk.parts.catalogue), body)
    if new.version in (old.version, built_in(desk.parts.catalogue).version):
        raise UserError(f"文书模板没有采用：版本号还是 {new.version}，请改版本号。", code="pack")
    codes = changed_codes(old, new)
    if not codes:
        raise UserError("文书模板没有采用，仍用原来的：和现在用的一模一样。", code="pack")
    profile = current_profile(uow, desk.parts.today())
    parts = replace(desk.parts, catalogue=new)
    for code in codes:
        gaps = desk.parts.paper.missing(sample_data(parts, profile, code))
        if gaps:
            title = new.title(code)
            raise UserError(f"文书模板没有采用，仍用原来的：《{title}》里的“{gaps[0][0]}”字库里没有。", code="pack")
    papers = tuple((code, new.title(code)) for code in codes)
    return WordingReport(new.version, start, old.version, papers, wording_changes(old, new))


def sample_pair(desk: Desk, body: bytes, code: str, scale: float) -> SamplePair:
    """Both pictures of one paper. KeyError for a code that is not in the catalogue."""
    desk.require(Role.ADMIN, Role.REVIEWER)
    with desk.store.read() as uow:
        old = wording_for(desk.parts, uow, desk.parts.today())
        profile = current_profile(uow, desk.parts.today())
    new, _start = wording_pack(built_in(desk.parts.catalogue), body)

    def drawn(catalogue: Catalogue) -> Pages:
        paper = desk.parts.paper
        pdf = paper.pdf(sample_data(replace(desk.parts, catalogue=catalogue), profile, code)).pdf
        return tuple(paper.pixels(pdf, page, scale) for page in range(paper.page_count(pdf)))

    return SamplePair(code, drawn(old), drawn(new))
