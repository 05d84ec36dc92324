"""审计日封签: one code a day that fits as long as nothing of the chain was replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.unit.services.conftest import Office
from xinfang_desk.domain.day_seal import BITS, read_seal, seal_code, seal_sheet
from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors, UserError
from xinfang_desk.services import day_seals
from xinfang_desk.services.day_seals import PrintedSeal
from xinfang_desk.services.registration import complete_registration

DAY = date(2026, 11, 23)


def test_a_code_has_at_least_80_bits_in_groups_of_four() -> None:
    code = seal_code("store", "2026-11-23", 7, "a" * 64)
    assert BITS >= 80
    assert [len(group) for group in code.split("-")] == [4] * 5
    assert code != seal_code("store", "2026-11-23", 8, "a" * 64)
    assert code != seal_code("other", "2026-11-23", 7, "a" * 64)
    assert code != seal_code("store", "2026-11-24", 7, "a" * 64)


def test_a_code_is_read_as_people_copy_it() -> None:
    code = seal_code("store", "2026-11-23", 7, "a" * 64)
    assert read_seal(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == code
    other = "2" if code[0] != "2" else "3"
    assert read_seal(other + code[1:]) is None
    assert read_seal(code[:-1]) is None


def test_the_seal_of_a_day_stays_and_the_one_of_today_grows(paper_office: Office) -> None:
    first = day_seals.day_seal(paper_office.admin)
    complete_registration(paper_office.clerk, paper_office.visit())
    second = day_seals.day_seal(paper_office.admin)
    assert second.seq > first.seq
    assert second.code != first.code
    paper_office.clock.moment += timedelta(days=1)
    with paper_office.store.write() as uow:
        uow.audit.record(at=paper_office.parts.now_text(), actor="x", action="log_in")
    assert day_seals.day_seal(paper_office.admin, DAY) == second
    with pytest.raises(UserError) as caught:
        day_seals.day_seal(paper_office.admin, date(2026, 11, 1))
    assert caught.value.code == "no_audit"


def test_a_printed_seal_fits_until_the_chain_is_another(paper_office: Office) -> None:
    complete_registration(paper_office.clerk, paper_office.visit())
    printed = day_seals.print_seal(paper_office.clerk, None, "")
    assert printed.good
    assert paper_office.printer.sent[-1][2] == "SEAL"
    assert paper_office.actions()[-1] == "seal.print"
    code = day_seals.day_seal(paper_office.admin).code
    complete_registration(paper_office.clerk, paper_office.visit())
    found = day_seals.verify_audit(paper_office.admin, (PrintedSeal("2026-11-23", code.lower()),))
    assert found.seals == ("2026-11-23",)
    assert found.links == len(paper_office.unit.audit.rows) - 1, "the check itself is audited"
    rows = paper_office.unit.audit.rows
    seq = next(row.seq for row in rows.values() if row.action == "seal.print")
    rows[str(seq)] = replace(rows[str(seq)], digest="0" * 64)
    with pytest.raises(EnvironmentFault) as caught:
        day_seals.verify_audit(paper_office.admin, (PrintedSeal("2026-11-23", code),))
    assert caught.value.code == "seal_differs"
    assert "2026年11月23日的封签对不上" in caught.value.sentence


def test_the_first_day_that_does_not_fit_is_named_and_since_when(paper_office: Office) -> None:
    early = day_seals.day_seal(paper_office.admin).code
    wrong = seal_code("another store", "2026-11-24", 9, "b" * 64)
    wrong_too = seal_code("another store", "2026-11-25", 9, "b" * 64)
    seals = (
        PrintedSeal("2026-11-25", wrong_too),
        PrintedSeal("2026-11-24", wrong),
        PrintedSeal("2026-11-23", early),
    )
    with pytest.raises(EnvironmentFault) as caught:
        day_seals.verify_audit(paper_office.admin, seals)
    assert caught.value.sentence.startswith("2026年11月23日的封签对得上，2026年11月24日的封签对不上")


def test_a_slip_of_the_pen_is_no_break(paper_office: Office) -> None:
    with pytest.raises(FieldErrors) as caught:
        day_seals.verify_audit(paper_office.admin, (PrintedSeal("11月23日", "x"), PrintedSeal("2026-11-23", "ABCD")))
    assert set(caught.value.fields) == {"seals.0", "seals.1"}


def test_the_check_is_for_administrators_and_inspectors(paper_office: Office) -> None:
    with pytest.raises(UserError) as caught:
        day_seals.verify_audit(paper_office.clerk)
    assert caught.value.code == "role"


def test_every_character_of_the_sheet_prints(paper_office: Office) -> None:
    seal = day_seals.day_seal(paper_office.admin)
    data = seal_sheet("铜湾镇人民政府", seal, "2026年11月23日", "2026年11月23日 17:30")
    assert paper_office.parts.paper.missing(data) == ()
    pdf = paper_office.parts.paper.pdf(data).pdf
    assert paper_office.parts.paper.read_back(pdf, data) == ()
    assert paper_office.parts.paper.page_count(pdf) == 1
