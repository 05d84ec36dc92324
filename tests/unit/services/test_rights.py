"""Who may do what (issue 5, 4): every use-case that a window can ask either wants a role or says why it wants none.

Each is called by a desk that holds one role alone, with arguments that mean nothing: whoever may not is told so before
anything is looked at; whoever may gets past that.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

import xinfang_desk.services
from tests.unit.services.conftest import Office
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.records import Role
from xinfang_desk.services import (
    due_board,
    exporting,
    issuing,
    matter,
    receptions,
    sealed,
)
from xinfang_desk.services.registration import complete_registration

LETTERS = {
    "A": Role.ADMIN,
    "C": Role.CLERK,
    "R": Role.REVIEWER,
    "S": Role.SECRECY,
    "I": Role.INSPECTOR,
}

# Each use-case with the roles that may ask it: A 管理员, C 接访员, R 审核人, S 保密员, I 查阅.
RIGHTS: dict[str, str] = {
    "approvals.confirm_path": "AR",
    "calendar_years.settle_year": "A",
    "cards.answer": "CRS",
    "cards.card_view": "CRS",
    "cards.choose": "CRS",
    "cards.go_back": "CRS",
    "cards.go_on": "CRS",
    "cards.keep_cards": "CRS",
    "cards.outcome": "CRS",
    "cards.start_cards": "CRS",
    "cards.unsure": "CRS",
    "checking.verify_papers": "AI",
    "copying.copy_sheet": "C",
    "copying.typed_back": "AC",
    "corrections.correct_field": "C",
    "day_seals.day_seal": "ACRSI",
    "day_seals.print_seal": "ACRSI",
    "day_seals.verify_audit": "AI",
    "drafts.discard_draft": "CRS",
    "drafts.open_drafts": "CRSI",
    "drafts.save_draft": "CRS",
    "drafts.save_registration_draft": "CRS",
    "due_board.due_board": "CRSI",
    "exchange_board.exchange_board": "ACI",
    "exchange_board.exchange_states": "ACI",
    "exchange_board.find_states": "ACI",
    "export_periods.export_period": "ACI",
    "export_periods.print_cover": "AC",
    "export_periods.set_period": "A",
    "exporting.batch_lines": "ACI",
    "exporting.batches": "ACI",
    "exporting.export_again": "C",
    "exporting.preview_export": "C",
    "exporting.write_package": "C",
    "issuing.asked_papers": "CRSI",
    "issuing.draft_paper": "CRS",
    "issuing.issue_papers": "CS",
    "issuing.joined_paper": "CRSI",
    "issuing.kept_pdf": "CRSI",
    "issuing.owed_papers": "CRSI",
    "issuing.paper_pdf": "CRSI",
    "issuing.void_paper": "CS",
    "law_text.examine_law": "AR",
    "law_text.take_law": "AR",
    "linking.confirm_content_class": "CR",
    "linking.link": "CR",
    "linking.part": "CR",
    "matter.find_matter": "CRSI",
    "matter.matter_page": "CRSI",
    "matter.record_event": "CR",
    "matter.take_back_event": "CR",
    "number_book.book_data": "ACRI",
    "number_book.books": "ACRI",
    "number_book.print_book": "ACRI",
    "number_book.read_book": "ACRI",
    "office.add_user": "A",
    "office.approve_templates": "AR",
    "office.change_password": "A",  # another's; one's own: test_office
    "office.save_authorities": "AC",
    "office.save_profile": "A",
    "office.save_series": "A",
    "office.save_staff": "A",
    "office.set_user_roles": "A",
    "office.users": "AI",
    "opening.new_codes": "AS",
    "opening.open_item": "S",
    "opening.print_codes": "AS",
    "opening.rewrap": "AS",
    "opening.sealed_state": "AS",
    "opening.take_sheets": "AS",
    "own_record.own_record_data": "CS",
    "own_record.print_own_record": "CS",
    "packs.examine": "AR",
    "packs.examine_file": "AR",
    "packs.switch_on": "AR",
    "printing.confirm_papers": "CS",
    "printing.follow_jobs": "CRS",
    "printing.print_papers": "CS",
    "printing.unconfirmed_jobs": "CRSI",
    "profiles.confirm_profile": "AR",
    "profiles.edit_profile": "AR",
    "profiles.examine_profile": "AR",
    "profiles.look_at": "AR",
    "profiles.profile_lines": "AR",
    "profiles.switch_profile": "AR",
    "province_list.read_province_list": "C",
    "province_list.take_province_list": "C",
    "proving.look_up": "ACRSI",
    "proving.verify_pdf": "ACRSI",
    "receipts.read_receipt": "AC",
    "receipts.take_receipt": "AC",
    "receptions.close_if_done": "CS",
    "receptions.full_numbers": "CRS",
    "receptions.reception_view": "CRSI",
    "receptions.today_board": "CRSI",
    "receptions.void_item": "C",
    "registration.add_item": "C",
    "registration.add_visitors": "C",
    "registration.check_registration": "C",
    "registration.complete_registration": "C",
    "registration.fill_item": "C",
    "registration.seen_before": "C",
    "restoring.newer_than": "A",
    "retention.destroy": "AR",
    "retention.plan": "AR",
    "retention.save_rule": "A",
    "return_slip.issue_return_slip": "CS",
    "screening.conclude": "CRS",
    "screening.conclusion": "CRS",
    "screening.find_paths": "CRSI",
    "screening.record": "CRS",
    "sealed.open_sealed": "CRS",
    "search.search": "CRSI",
    "search.settle": "CRSI",
    "serving.attachment": "CRSI",
    "serving.record_service": "CS",
    "serving.service_round": "CRSI",
    "users.print_recovery": "A",
    "users.renew_recovery": "A",
    "wording_packs.sample_pair": "AR",
}

# What wants no role, and why.
FREE: dict[str, str] = {
    "apart.same_order": "a rule over what the caller holds already",
    "approvals.path_rows": "the rules' own table, nothing of a visitor",
    "approvals.waiting_in_use": "the rules' own table, nothing of a visitor",
    "backup_proof.prove_copy": "compares a copy with what it was made from and shows nothing of either",
    "calendar_years.calendar_years": "the arrangement of holidays, public",
    "calibrating.print_calibration": "a ruler on a sheet, nothing of anybody",
    "clock_guard.check": "the machine's own clock",
    "clock_guard.confirm": "whoever is there says that the clock is right, which is recorded",
    "clock_guard.problem": "the machine's own clock",
    "clock_guard.steady": "the machine's own clock",
    "conclusions.provisional_refusal": "a rule over what the caller holds already",
    "conclusions.review_due": "a rule over what the caller holds already",
    "direct_channel.direct_channels": "where to go with a disclosure, public",
    "export_periods.due_sentence": "one sentence about the office's own date; empty for whom it does not concern",
    "joining.join_planned": "a rule over papers that the caller holds already",
    "joining.partners": "a rule over papers that the caller holds already",
    "joining.why_apart": "a rule over papers that the caller holds already",
    "law_text.law_state": "which edition of the law is loaded",
    "office.approval": "who approved the built-in wording; the lamp of everybody",
    "office.authorities": "the directory of bodies, public on every notice",
    "office.log_out": "everybody leaves",
    "office.profile": "the office's own address, public on every notice",
    "office.series": "the runs of numbers, nothing of a visitor",
    "office.staff": "who receives, named on every notice",
    "opening.terms": "how many it takes to open, nothing of what is sealed",
    "packs.packs": "which rules are in force, nothing of a visitor",
    "paper_asks.main_notice": "a rule over what the caller holds already",
    "printing.default_printer": "the machine's own printers",
    "printing.printers": "the machine's own printers",
    "receptions.may_see_sealed": "the rule itself",
    "registration_checks.normalised": "tidies what is being typed",
    "sealed_keys.settle": "moves boxes of keys that nobody reads by it",
    "self_check.self_check": "how the machine and the office stand",
    "sheets.print_sheet": "draws what the caller holds already",
    "sheets.sheet_pdf": "draws what the caller holds already",
    "users.mend_ways_in": "nothing but for 管理员, at whose log-in it runs",
    "visitor_checks.visitor_notes": "notes on what is being typed",
}

# What 查阅 may ask besides reading: nothing that changes a record, only what is audited or kept apart from it.
INSPECTOR_READS = frozenset(
    {
        *("checking.verify_papers", "day_seals.day_seal", "day_seals.print_seal", "day_seals.verify_audit"),
        *("drafts.open_drafts", "due_board.due_board", "exchange_board.exchange_board"),
        *("exchange_board.exchange_states", "exchange_board.find_states", "export_periods.export_period"),
        *("exporting.batch_lines", "exporting.batches", "issuing.asked_papers", "issuing.joined_paper"),
        *("issuing.kept_pdf", "issuing.owed_papers", "issuing.paper_pdf", "matter.find_matter", "matter.matter_page"),
        *("office.users", "printing.unconfirmed_jobs", "receptions.reception_view", "receptions.today_board"),
        *("proving.look_up", "proving.verify_pdf", "screening.find_paths"),
        *("number_book.books", "number_book.read_book", "number_book.book_data", "number_book.print_book"),
        *("search.search", "search.settle", "serving.attachment", "serving.service_round"),
    }
)

# What shows or writes what visitors said, asked or are called: never for 管理员 by that role alone.
OPEN_TO_ADMIN = frozenset(name for name, letters in RIGHTS.items() if "A" in letters)


def use_cases() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the services that a window could hand to the session: ``desk`` first and no unit."""
    for found in pkgutil.iter_modules(xinfang_desk.services.__path__):
        module = importlib.import_module(f"xinfang_desk.services.{found.name}")
        for name, value in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(value) or value.__module__ != module.__name__:
                continue
            names = list(inspect.signature(value).parameters)
            if names[:1] == ["desk"] and "uow" not in names:
                yield f"{found.name}.{name}", value


USE_CASES = dict(use_cases())


def told_no(office: Office, use_case: Callable[..., Any], role: Role | None) -> bool:
    """Whether a desk with this role alone is refused for its role, whatever it asks for."""
    desk = office.desk_of(replace(office.clerk.user, login_name="somebody", roles=role.value if role else ""))
    wanted = [p for p in inspect.signature(use_case).parameters.values() if p.default is p.empty][1:]
    plain = [object() for p in wanted if p.kind is not p.KEYWORD_ONLY]
    named = {p.name: object() for p in wanted if p.kind is p.KEYWORD_ONLY}
    try:
        use_case(desk, *plain, **named)
    except UserError as error:
        return error.code == "role"
    except Exception:  # noqa: BLE001  past the door; what it makes of nonsense is not asked here
        return False
    return False


def test_every_use_case_is_on_one_of_the_two_lists() -> None:
    assert set(USE_CASES) == set(RIGHTS) | set(FREE)
    assert not set(RIGHTS) & set(FREE)


@pytest.mark.parametrize("name", sorted(RIGHTS))
def test_only_who_may_gets_past_the_door(desk_office: Office, name: str) -> None:
    may = "".join(letter for letter, role in LETTERS.items() if not told_no(desk_office, USE_CASES[name], role))
    assert may == "".join(letter for letter in LETTERS if letter in RIGHTS[name])
    assert told_no(desk_office, USE_CASES[name], None), "somebody without a role"


def test_the_inspector_only_reads() -> None:
    assert {name for name, letters in RIGHTS.items() if "I" in letters} == INSPECTOR_READS


SECRET = ("吴举", "查处村支书", "侵占征地款")


def disclosure(office: Office) -> str:
    form = office.visit(disclosure=True)
    visitor = replace(form.visitors[0], name=SECRET[0], id_number="")
    item = replace(form.items[0], request=SECRET[1], facts=SECRET[2])
    return complete_registration(office.clerk, replace(form, visitors=(visitor,), items=(item,))).reception_id


def test_the_inspector_sees_counts_of_disclosures_only(paper_office: Office) -> None:
    reception_id = disclosure(paper_office)
    item_id = paper_office.unit.items.all()[0].id
    who = paper_office.desk_of(replace(paper_office.clerk.user, roles=Role.INSPECTOR.value))
    seen = (
        receptions.today_board(who),
        receptions.reception_view(who, reception_id),
        due_board.due_board(who),
        exporting.batch_lines(who),
    )
    said = repr(seen)
    assert [word for word in SECRET if word in said] == []
    for ask in (
        lambda: sealed.open_sealed(who, item_id),
        lambda: receptions.full_numbers(who, reception_id),
    ):
        with pytest.raises(UserError):
            ask()
    page = repr(matter.matter_page(who, item_id))
    assert [word for word in SECRET if word in page] == []


def test_an_administrator_alone_sees_no_contents(paper_office: Office) -> None:
    registered = complete_registration(paper_office.clerk, paper_office.visit())
    item_id = registered.items[0].item_id
    who = paper_office.desk_of(replace(paper_office.clerk.user, roles=Role.ADMIN.value))
    for ask in (
        lambda: receptions.today_board(who),
        lambda: receptions.reception_view(who, registered.reception_id),
        lambda: receptions.full_numbers(who, registered.reception_id),
        lambda: matter.matter_page(who, item_id),
        lambda: issuing.owed_papers(who, registered.reception_id),
    ):
        with pytest.raises(UserError) as caught:
            ask()
        assert caught.value.code == "role"
    row = paper_office.unit.items.get(item_id)
    said = repr(exporting.batch_lines(who))
    assert row.request not in said
    assert row.facts not in said
    assert paper_office.unit.visitors.all()[0].name not in said
