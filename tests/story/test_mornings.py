"""The ten mornings of counter-rules.md 11 at the real windows of 铜湾镇, each with its key count.

Key presses and clicks from the finished registration to the papers, typing not counted (measured 2026-11-25):

=====  ==================================  =====  ======  ============================================================
No.    who comes                           today  target  what the rest is
=====  ==================================  =====  ======  ============================================================
—      an ordinary visit, two steps            7      10
—      the same by a row of the directory      6       5  the tick that names who handles it (条例 28.3)
1      eight people about their wages         20      10  two matters, the decision on the report (3), four papers
2      低保, to be handled now                 8       6  the tick (28.3), and whether it was taken in as applied for
3      water from the neighbour                4       4
4      the same matter again                   4       4
5      a disclosure, its envelope              6       3  who decided, how, no interest; our own head or not (4.1)
6      a court has decided                    12       7  the same three, and a refusal is looked at before it prints
7      the other side does not want to         4       4
8      only wants to see the leader            3       3
9      a bundle, taken in for later            1       1
10     a couple, one registration each         6       5  the tick (28.3)
=====  ==================================  =====  ======  ============================================================
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.story.morning import DECIDER, HANDLER, RECEIVER, Clerk, Outcome, open_window, visit, visitor
from xinfang_desk.desk.demo.offices import COURT, HR
from xinfang_desk.desk.demo.steps import Comer, Matter, Visit, decide, digits, enter, expect_card

ORDINARY_CARDS, ORDINARY_KEYS = 4, 10
NO_INTEREST = "无直接利害关系"


@pytest.fixture(scope="module")
def clerk(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    with open_window(qapp, tmp_path_factory.mktemp("mornings")) as made:
        yield made


def accepted(clerk: Clerk) -> Outcome:
    """受理 at the town itself: nothing on card 1, wants it solved, never before, ours, by the petition procedure."""
    enter(clerk)
    digits(clerk, 4, 1, 1, 3)
    clerk.fill(handler=HANDLER, handler_clear=NO_INTEREST)
    return clerk.print_all()


def by_the_directory(clerk: Clerk, words: str) -> Outcome:
    """The five keys of counter-rules.md 11, and the tick without which nobody may be named to handle it (28.3)."""
    enter(clerk)
    digits(clerk, 4, 1)
    clerk.search(words)
    clerk.fill(procedure="村务公开监督", handler=HANDLER, handler_clear=NO_INTEREST)
    return clerk.print_all()


def test_an_ordinary_visit_takes_four_cards_and_ten_keys(clerk: Clerk) -> None:
    clerk.receive(visit(0, "请把水渠补偿算清楚", "修水渠少算了十二米", "农业农村"))
    done = accepted(clerk)
    assert done.cards <= ORDINARY_CARDS
    assert done.keys <= 7
    assert done.carried() == {"A2", "B4"}
    assert "今天不用再跑。" in done.text("B4")
    assert "本单位决定受理" in done.text("B4")


def test_an_ordinary_visit_by_a_row_of_the_directory(clerk: Clerk) -> None:
    clerk.receive(visit(12, "请村里把账贴出来", "两年没贴过账", "农业农村"))
    done = by_the_directory(clerk, "村务")
    assert done.cards <= ORDINARY_CARDS
    assert done.keys <= 6
    assert done.carried() == {"A2", "C1"}


def test_1_eight_people_about_their_wages(clerk: Clerk) -> None:
    clerk.receive(visit(1, "请镇里让老板把工钱结了", "八个人修桥，欠工钱六万", "人力资源和社会保障", count=8))
    digits(clerk, 3, 3, 1)
    clerk.type("representatives_edit", "3")
    enter(clerk)
    expect_card(clerk, "来做什么")
    clerk.split("请查处拖欠工钱", "没签合同")
    digits(clerk, 5, 1)
    clerk.fill(mediator="（示例）调解员", meet_on=clerk.day(1))
    decide(clerk, DECIDER)
    clerk.finish()
    expect_card(clerk, "来做什么")
    digits(clerk, 4, 1, 2)
    enter(clerk)
    clerk.fill(body_name=HR.name, contacted="已电话转告")
    clerk.press(Qt.Key.Key_F9)  # the report and the name on the telephone are still to be written
    clerk.fill(fact_words="8人被拖欠工钱6万元", measures="已请劳动监察到场", main_dept=HR.name)
    clerk.next_paper("B7")
    clerk.fill(contact_person="（示例）丙")
    done = clerk.print_all()
    assert done.keys <= 20
    assert done.carried() == {"A2", "A4", "B6k", "B7"}
    assert "A9" in done.codes()
    assert "共8人" in done.text("A4")
    assert "代表人数不超过5人" in done.text("A4")
    assert "调解不影响起诉" in done.text("B6k")
    assert HR.telephone in done.text("B7")


def test_2_an_old_woman_asks_for_the_allowance_and_applies(clerk: Clerk) -> None:
    clerk.receive(visit(2, "想问低保怎么办", "家里没收入", "民政"))
    enter(clerk)
    digits(clerk, 1, 2, 1, 1)
    clerk.fill(
        procedure="最低生活保障审核确认",
        handler=HANDLER,
        handler_clear=NO_INTEREST,
        limit_text="（示例）30个工作日",
        bring="身份证",
        taken="已作为申请收下",
    )
    done = clerk.print_all()
    assert done.keys <= 8
    assert done.carried() == {"A2", "B5"}
    assert "您今天说的已作为申请（登记）收下，不用另跑。" in done.text("B5")
    assert "最低生活保障审核确认" in done.text("B5")


def mediated(clerk: Clerk, at: int, facts: str, day: int) -> Outcome:
    """只要调解: the mediator is written in; ``day`` 0 where no day is agreed because the other side has to be asked."""
    clerk.receive(visit(at, "请镇里调解漏水的事", facts, "住房和城乡建设"))
    enter(clerk)
    digits(clerk, 5, 1)
    clerk.fill(mediator="（示例）调解员乙", **({"meet_on": clerk.day(day)} if day else {}))
    return clerk.print_all()


def test_3_water_from_the_neighbour(clerk: Clerk) -> None:
    done = mediated(clerk, 3, "楼上漏水两个月", 2)
    assert done.keys <= 4
    assert done.carried() == {"A2", "B6k"}
    assert "调解员：（示例）调解员乙" in done.text("B6k")
    assert "约定的日子：2026年11月25日" in done.text("B6k")


def test_4_the_same_matter_again(clerk: Clerk) -> None:
    """The store lays out what is under way; nobody types its number again."""
    clerk.receive(visit(4, "征地补偿少了", "少算", "自然资源"))
    accepted(clerk)
    clerk.receive(visit(4, "征地补偿怎么还没办", "来催", "自然资源"))
    enter(clerk)
    digits(clerk, 4, 1)
    done = clerk.print_all()
    assert done.keys <= 4
    assert done.carried() == {"A2", "B12"}
    assert "原登记编号431221-2026-LF-" in done.text("B12")
    assert "最晚2027年1月22日" in done.text("B12")


def test_5_a_disclosure_about_the_village(clerk: Clerk) -> None:
    """The envelope goes on sealed; nothing the visitor takes home says what it is about."""
    sealed = Matter("举报村支书账目", "（密）发票不对", "", "纪检监察", papers=(("信封一个", 3),))
    clerk.receive(Visit((Comer(visitor(5)),), sealed, RECEIVER, disclosure=True))
    enter(clerk)
    decide(clerk, HANDLER)
    clerk.fill(accused="不是", sealed_pages="3")
    done = clerk.print_all()
    assert done.keys <= 6
    assert done.carried() == {"A2", "B10"}
    assert "B2m" in done.codes()
    for code in ("A2", "B10", "B2m"):
        assert "村支书" not in done.text(code)
        assert "发票" not in done.text(code)


def test_6_a_court_has_decided(clerk: Clerk) -> None:
    clerk.receive(visit(6, "法院判得不对", "邻居争坪", "政法", "申诉"))
    enter(clerk)
    digits(clerk, 4, 6, 3, 1)
    clerk.type("judged_on_edit", clerk.day(-7))
    clerk.type("case_body_edit", COURT.name)
    clerk.type("case_number_edit", "（示例）（2026）湘1221民初000号")
    enter(clerk)
    decide(clerk, DECIDER)
    clerk.finish()
    clerk.fill(judgment="一审民事", materials="判决书")
    done = clerk.print_all()
    assert done.keys <= 12
    assert done.carried() == {"A2", "B8", "B6a"}
    assert f"决定人：{DECIDER}（当面决定）" in done.text("B8")
    assert "收到判决书之日起15日" in done.text("B6a")
    assert "2026年11月16日收到" in done.text("B6a")


def test_7_the_other_side_does_not_want_to(clerk: Clerk) -> None:
    done = mediated(clerk, 7, "对方不肯来", 0)
    assert done.keys <= 4
    assert done.carried() == {"A2", "B6k"}
    assert "对方愿不愿意，由调解员去问。" in done.text("B6k")


def test_8_only_wants_to_see_the_leader(clerk: Clerk) -> None:
    """The published days of 设置 and the slip go along with the receipt; nothing is asked about the matter."""
    clerk.publish((("2026-11-20", DECIDER, "上午"), ("2026-12-01", DECIDER, "上午9点，一楼接待室")))
    clerk.receive(visit(8, "想见书记", "没说事", "其他"))
    enter(clerk)
    digits(clerk, 6)
    done = clerk.print_all()
    assert done.keys <= 3
    assert done.carried() >= {"A2"}
    assert "2026年12月8日（周二）前书面告知您" in done.text("A2")
    assert "想见书记" in done.text("A2")
    assert f"2026年12月1日（周二）{DECIDER}上午9点，一楼接待室" in done.text("A2")
    assert "2026年11月20日" not in done.text("A2"), "a day that is over"
    assert "预约单" in done.text("A2")
    assert "预约单" not in accepted_receipt(clerk), "nobody else gets a slip"


def accepted_receipt(clerk: Clerk) -> str:
    clerk.receive(visit(13, "请修渠", "渠坏了", "农业农村"))
    return accepted(clerk).text("A2")


def test_9_a_bundle_taken_in_for_later(clerk: Clerk) -> None:
    one = visitor(9)
    clerk.press(Qt.Key.Key_F2)
    clerk.click("source_visit_button")
    clerk.click("disclosure_no_button")
    for name, words in (("visitor_name_edit", one.name), ("id_number_edit", one.id_number), ("phone_edit", one.phone)):
        clerk.type(name, words)
    clerk.pick("town_combo", one.town)
    clerk.pick("village_combo", one.village)
    clerk.type("address_edit", one.address)
    clerk.pick("receiver_combo", RECEIVER)
    clerk.click("paper_add_button")
    clerk.type("paper_name_edit", "材料一册")
    clerk.type("paper_pages_spin", "30")
    clerk.click("later_check")
    clerk.finish()
    clerk.count_from_here()
    clerk.fill(matter="交来材料一册", again_on=clerk.day(1))
    done = clerk.print_all()
    assert done.keys <= 1
    assert done.carried() == {"A2"}
    assert "收到材料一册共30页" in done.text("A2")
    assert "约2026年11月24日（周二）再谈，不来也照办" in done.text("A2")


def test_10_a_couple_with_a_registration_each(clerk: Clerk) -> None:
    for at, facts in ((10, "组里分钱的账没公布"), (11, "公布的账少了一笔")):
        clerk.receive(visit(at, "请镇里叫村里公布组里的账", facts, "农业农村"))
        done = by_the_directory(clerk, "村务")
        assert done.keys <= 6
        assert done.carried() == {"A2", "C1"}
        assert visitor(at).name in done.text("C1")
        assert visitor(21 - at).name not in done.text("C1")
