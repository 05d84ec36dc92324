"""条例原文: an office loads its own text; from then on it stands beside the gist."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.law_samples import docx, invented
from tests.unit.services.conftest import Office
from tests.unit.services.test_packs import rule_file
from xinfang_desk.domain.cards.view import LawNote
from xinfang_desk.domain.errors import EnvironmentFault, FieldErrors, UserError
from xinfang_desk.domain.papers import Cell, Paragraph, Run, Table
from xinfang_desk.domain.paths import load_paths
from xinfang_desk.domain.wording.annex import cited_places
from xinfang_desk.domain.wording.basis import parse_citation
from xinfang_desk.resources import resource
from xinfang_desk.services import issuing, law_text, packs, registration, screening
from xinfang_desk.services.law_file import plain_text


@pytest.fixture
def office(paper_office: Office) -> Office:
    parts = replace(paper_office.parts, paths=load_paths(resource("rules", "statutory_paths.json").read_bytes()))
    for desk in ("clerk", "keeper", "admin"):
        setattr(paper_office, desk, replace(getattr(paper_office, desk), parts=parts))
    paper_office.parts = parts
    return paper_office


def loaded(office: Office, text: str = "") -> None:
    law_text.take_law(office.admin, text or invented(), "陈站长")


@pytest.mark.parametrize("suffix", ["txt", "gb.txt", "md", "docx"])
def test_a_file_of_each_kind(office: Office, tmp_path: Path, suffix: str) -> None:
    bodies = {
        "txt": b"\xef\xbb\xbf" + invented().encode(),
        "gb.txt": invented().encode("gb18030"),
        "md": invented(mark="## ").encode(),
        "docx": docx(invented()),
    }
    file = tmp_path / f"law.{suffix}"
    file.write_bytes(bodies[suffix])
    report = law_text.examine_law(office.admin, file)
    assert len(report.law.articles) == 50
    assert report.places > 45
    assert not office.unit.blobs.rows


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"\x00\x01\x02", "不是文字文件"),
        (b"PK\x03\x04 nothing", "坏了"),
        (docx(invented(), name="word/other.xml"), "Word"),
        (docx(invented(), head='<!DOCTYPE x [<!ENTITY a "b">]>'), "不该有"),
        (docx("x & y"), "读不出来"),
        (invented(30).encode(), "缺了要用的"),
        (docx(invented(without=26)), "第二十六条"),
    ],
)
def test_a_file_that_is_refused_whole(office: Office, tmp_path: Path, body: bytes, words: str) -> None:
    loaded(office)
    file = tmp_path / "law.docx"
    file.write_bytes(body)
    with pytest.raises(UserError) as refused:
        law_text.examine_law(office.admin, file)
    assert words in refused.value.sentence
    state = law_text.law_state(office.admin)
    assert state.law is not None
    assert len(state.law.articles) == 50


def test_it_stands_beside_the_gist(office: Office) -> None:
    note = LawNote("《信访工作条例》第三十一条第（四）项", "（示例）要点")
    with office.store.read() as uow:
        assert law_text.with_words(uow, (note,)) == (note,)
        assert law_text.words_of(uow, [parse_citation("23.1")]) == ""
    loaded(office)
    with office.store.read() as uow:
        (shown,) = law_text.with_words(uow, (note,))
        basis = law_text.words_of(uow, [parse_citation("23.2"), parse_citation("人民调解法")])
    assert shown.gist == note.gist
    assert shown.words == "第三十一条第（四）项\n（示例）第31条的话：\n（四）（示例）第31条第4项；"
    assert basis == "第二十三条第二款\n（示例）第23条的另一款，其二。"


def test_cards_and_conclusion_carry_it(office: Office) -> None:
    loaded(office)
    done = registration.complete_registration(office.clerk, office.visit())
    state = screening.start_cards(office.clerk, done.items[0].item_id)
    view = screening.card_view(office.clerk, state)
    assert view is not None
    assert any("（示例）" in note.words for note in view.law)
    for _ in range(12):
        view = screening.card_view(office.clerk, state)
        if view is None:
            break
        wanted = {"2": "4", "3": "1", "4": "1"}.get(str(view.number))
        option = next((one.id for one in view.options if wanted and one.key == int(wanted)), "")
        state = screening.choose(office.clerk, state, option) if option else state
        if view.number == 4:
            state = screening.answer(office.clerk, state, "road", "petition")
        state = screening.go_on(office.clerk, state)
    conclusion = screening.conclusion(office.clerk, state)
    assert conclusion.result.leaf == "L27"
    assert "（示例）第23条" in conclusion.basis_words


def test_a_notice_takes_an_annex_of_what_it_cites(office: Office) -> None:
    done = registration.complete_registration(office.clerk, office.visit())
    office.conclude(done.items[0].item_id)

    def owed(code: str) -> issuing.OwedPaper:
        return next(one for one in issuing.owed_papers(office.clerk, done.reception_id) if one.code == code)

    def order(*, annex: bool) -> issuing.PaperOrder:
        values = owed("B4").values | {"handler": "陈站长", "handler_clear": "yes"}
        return issuing.PaperOrder(done.reception_id, owed("B4").key, values, annex=annex)

    assert not owed("B4").annexable
    plain = issuing.draft_paper(office.clerk, order(annex=True))
    assert plain.data.annex == ()
    loaded(office)
    assert owed("B4").annexable
    assert not owed("A1").annexable
    drafted = issuing.draft_paper(office.clerk, order(annex=True))
    text = "".join(block.text for block in drafted.data.annex if isinstance(block, Paragraph))
    assert text.startswith("附：所引条文《信访工作条例》第二十三条")
    assert "（示例）第23条" in text
    pages = office.parts.paper.page_count
    assert pages(drafted.pdf) == pages(plain.pdf) + 1
    assert issuing.draft_paper(office.clerk, order(annex=False)).data.annex == ()
    made = issuing.issue_papers(office.clerk, (order(annex=True),)).papers[0]
    assert made.pages == pages(drafted.pdf)
    assert "附：所引条文" in office.unit.documents.get(made.document_id).data_json


def test_an_annex_never_shows_what_a_visitor_may_not_read() -> None:
    words = Paragraph(
        (Run("依据《信访工作条例》第二十三条第一款、第四十五条、第四十七条第二款，"), Run("这件事这样办。"))
    )
    table = Table((1.0,), ((Cell("《信访工作条例》第三十一条第（四）项"),),))
    assert [place.short for place in cited_places((words, table))] == ["23.1", "31.1(4)"]


def test_a_new_pack_may_only_cite_what_the_text_has(office: Office) -> None:
    loaded(office)

    def cite(raw: dict[str, object]) -> None:
        raw["basis"]["L21"]["*"] = ["19.9"]  # type: ignore[index]
        raw["articles"]["19"] = 9  # type: ignore[index]

    assert json.loads(rule_file(cite))["articles"]["19"] == 9
    with pytest.raises(UserError) as refused:
        packs.examine(office.admin, rule_file(cite))
    assert "第十九条第九款" in refused.value.sentence


def test_who_answers_for_it(office: Office) -> None:
    with pytest.raises(FieldErrors) as refused:
        law_text.take_law(office.admin, invented(), " ")
    assert set(refused.value.fields) == {"name"}
    with pytest.raises(UserError) as refused_role:
        law_text.take_law(office.clerk, invented(), "陈站长")
    assert refused_role.value.code == "role"
    loaded(office)
    state = law_text.law_state(office.clerk)
    assert (state.name, state.at) == ("陈站长", office.parts.now_text())
    assert "law.take" in office.actions()


def test_a_damaged_text_keeps_nobody_from_screening(office: Office) -> None:
    loaded(office, invented(49))
    sha256 = office.unit.approvals.where(kind="law_text")[-1].version
    office.unit.blobs.rows[sha256] = b"x"
    note = LawNote("《信访工作条例》第二十三条", "（示例）要点")
    with office.store.read() as uow:
        assert law_text.with_words(uow, (note,)) == (note,)
    with pytest.raises(EnvironmentFault) as fault:
        law_text.law_state(office.clerk)
    assert fault.value.code == "law_damaged"


def test_word_keeps_its_tabs_and_breaks() -> None:
    assert plain_text(docx("第一条\n\n（一）子")) == "第一条\n\n（一）子"
    assert plain_text(docx("第一</w:t><w:tab/><w:br/><w:t>条")) == "第一\u3000\n条"
