"""送达回证 and every way of service: what each needs, what proves a day, and the slip that says it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.services.conftest import Office
from xinfang_desk.domain.errors import FieldErrors, UserError
from xinfang_desk.domain.records import Service
from xinfang_desk.domain.service_ways import UNPROVEN, proves, well_witnessed
from xinfang_desk.domain.wording.template import TICKED, UNTICKED
from xinfang_desk.services import issuing, serving
from xinfang_desk.services.issuing import PaperOrder
from xinfang_desk.services.registration import complete_registration
from xinfang_desk.services.return_slip import issue_return_slip
from xinfang_desk.services.serving import RecordService


def told(office: Office) -> tuple[str, str]:
    """(reception, document) of a notice that came out of the printer."""
    done = complete_registration(office.clerk, office.visit())
    office.conclude(done.items[0].item_id)
    key = next(one.key for one in issuing.owed_papers(office.clerk, done.reception_id) if one.code == "B4")
    values = {"handler": "陈站长", "handler_clear": "yes"}
    made = issuing.issue_papers(office.clerk, (PaperOrder(done.reception_id, key, values),)).papers[0]
    office.print_out(done.reception_id, office.unit.documents.get(made.document_id))
    return done.reception_id, made.document_id


def recipient(office: Office, document_id: str) -> str:
    return str(office.unit.recipients.where(document_id=document_id)[0].id)


def row(way: str, **more: Any) -> Service:
    plain: dict[str, Any] = dict.fromkeys(("signed_by", "relation", "witness", "server", "tracking_no", "note"), "")
    plain |= {"id": "s", "recipient_id": "r", "way": way, "on_date": "2026-11-23", "read_aloud": False}
    plain |= {"attachment_sha256": None, "at": "", "by": "", "replaced": False}
    return Service(**plain | more)


@pytest.mark.parametrize(
    ("service", "proved"),
    [
        (row("signed"), True),
        (row("family", relation="妻子"), True),
        (row("agent"), True),
        (row("agent", note=UNPROVEN), False),
        (row("left", witness="石某、杨某"), True),
        (row("post_received"), True),
        (row("electronic"), True),
        (row("posted"), False),
        (row("refused", witness="石某、杨某"), False),
        (row("unsigned", witness="石某"), False),
        (row("unsigned", witness="石某 杨某"), True),
        (row("unsigned", witness="石某", note="录像存办公室电脑"), True),
        (row("not_wanted"), False),
    ],
)
def test_only_proof_starts_a_limit(service: Service, proved: bool) -> None:
    assert proves(service) is proved


def test_two_names_are_two_witnesses() -> None:
    assert well_witnessed("石某，杨某", "")
    assert not well_witnessed("石某、", "")


@pytest.mark.parametrize(
    ("way", "given", "fields"),
    [
        ("family", {}, {"signed_by", "relation"}),
        ("agent", {}, {"signed_by"}),
        ("left", {"witness": "石某"}, {"witness"}),
        ("refused", {}, {"witness"}),
        ("post_received", {}, {"tracking_no"}),
        ("electronic", {}, {"note"}),
    ],
)
def test_each_way_asks_for_its_own(paper_office: Office, way: str, given: dict[str, str], fields: set[str]) -> None:
    _reception, document_id = told(paper_office)
    before = paper_office.unit.everything()
    order = RecordService((recipient(paper_office, document_id),), way, **given)  # type: ignore[arg-type]
    with pytest.raises(FieldErrors) as caught:
        serving.record_service(paper_office.clerk, order)
    assert set(caught.value.fields) == fields
    assert paper_office.unit.everything() == before


def test_what_does_not_prove_the_day_is_served_again(paper_office: Office) -> None:
    reception, document_id = told(paper_office)
    to = recipient(paper_office, document_id)
    serving.record_service(paper_office.clerk, RecordService((to,), "refused", witness="石某"))

    def line() -> serving.ServiceLine:
        found = serving.service_round(paper_office.clerk, reception)
        return next(one for one in found if one.recipient_id == to)

    assert (line().way, line().proved) == ("refused", False)
    serving.record_service(paper_office.clerk, RecordService((to,), "post_received", tracking_no="EX123"))
    assert (line().way, line().proved) == ("post_received", True)
    assert [one.replaced for one in paper_office.unit.services.where(recipient_id=to)] == [True, False]


def test_an_agent_s_receipt_without_the_grant_proves_nothing(paper_office: Office) -> None:
    _reception, document_id = told(paper_office)
    to = recipient(paper_office, document_id)
    serving.record_service(paper_office.clerk, RecordService((to,), "agent", signed_by="杨某"))
    assert not proves(paper_office.unit.services.all()[-1])


def test_the_slip_says_what_was_recorded(paper_office: Office) -> None:
    _reception, document_id = told(paper_office)
    to = recipient(paper_office, document_id)
    order = RecordService((to,), "left", witness="石某、杨某", server="周小兰", note="本人在家，不肯签")
    serving.record_service(paper_office.clerk, order)
    made = issue_return_slip(paper_office.clerk, to).papers[0]
    document = paper_office.unit.documents.get(made.document_id)
    assert (document.code, document.title) == ("C10", "送达回证")
    assert document.number.startswith("铜政访登")
    said = json.loads(document.data_json)
    cells = [cell["text"] for block in said["blocks"] for line in block.get("rows", ()) for cell in line]
    assert any("信访事项受理告知书》　铜政访告〔2026〕1号" in text for text in cells)
    assert any(f"{TICKED}留置" in text and f"{UNTICKED}当面签名" in text for text in cells)
    assert any("石某、杨某" in text for text in cells)
    assert "本人在家，不肯签" in cells
    again = issue_return_slip(paper_office.clerk, to).papers[0]
    assert again.document_id == made.document_id


def test_before_service_it_is_the_form_to_take_along(paper_office: Office) -> None:
    _reception, document_id = told(paper_office)
    made = issue_return_slip(paper_office.clerk, recipient(paper_office, document_id)).papers[0]
    said = paper_office.unit.documents.get(made.document_id).data_json
    assert TICKED not in said
    assert "李𬀩明" in said


def test_a_void_paper_has_no_slip(paper_office: Office) -> None:
    _reception, document_id = told(paper_office)
    to = recipient(paper_office, document_id)
    issuing.void_paper(paper_office.clerk, document_id, "写错了")
    with pytest.raises(UserError) as caught:
        issue_return_slip(paper_office.clerk, to)
    assert caught.value.code == "void"
