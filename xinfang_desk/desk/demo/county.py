"""Two days at 中方县信访局 (role A): a transfer, a confirmed refusal, a disclosure, a suggestion, a letter."""

from __future__ import annotations

from xinfang_desk.desk.demo import people
from xinfang_desk.desk.demo.offices import HR, ROADS, TOWN
from xinfang_desk.desk.demo.script_hands import ScriptHands
from xinfang_desk.desk.demo.steps import (
    Comer,
    Matter,
    Visit,
    adopt,
    decide,
    digits,
    enter,
    expect_card,
    export,
    fill_paper,
    issue,
    next_card,
    open_row,
    register,
    sign,
)

RECEIVER, HEAD = "蒲海棠", "滕文锦"
SEALED_WORDS = "（示例）石桥边采购账上三张发票和送货单对不上"


def first_day(hands: ScriptHands) -> None:
    """Monday, 23 November 2026."""
    transfer(hands)
    refusal(hands)
    disclosure(hands)
    suggestion(hands)
    letter(hands)


def second_day(hands: ScriptHands) -> None:
    """Tuesday: what Monday left open, then the package."""
    hands.picture("接访-第二天早上")
    letter_posted(hands)
    hands.at(16, 50)
    export(hands)


def transfer(hands: ScriptHands) -> None:
    """Wages that the county's labour bureau has to look into: 登记、转送 (条例 22.1)."""
    name = "转送"
    hands.at(8, 50)
    matter = Matter(
        request="请人社局查一查（示例）清溪砂石厂，把欠的三个月工资发给我。",
        facts="2026年7月到9月在（示例）清溪砂石厂开铲车，工资一直没有发，问了两次都说再等等。",
        purpose="求决",
        content="人力资源和社会保障",
        body="（示例）清溪砂石厂",
        where=people.XINJIAN,
        place="（示例）清溪组",
        papers=(("反映材料", 2), ("考勤表复印件", 3)),
    )
    register(hands, Visit((Comer(people.LI),), matter, RECEIVER), name)
    hands.picture(f"{name}-甄别-卡1")
    next_card(hands, "来做什么")
    hands.picture(f"{name}-甄别-卡2")
    digits(hands, 4)
    expect_card(hands, "以前办过")
    hands.picture(f"{name}-甄别-卡3")
    digits(hands, 1)
    expect_card(hands, "归谁管")
    hands.picture(f"{name}-甄别-卡4")
    digits(hands, 1)
    hands.picture(f"{name}-甄别-卡4-答好")
    enter(hands)
    adopt(hands, name)
    fill_paper(hands, name, "B1", to_body=HR.name)
    fill_paper(hands, name, "B2", to_body=HR.name)
    issue(hands, name)
    sign(hands, name)


def refusal(hands: ScriptHands) -> None:
    """N1: the town is handling the same matter within its time; the head confirms (条例 19.3)."""
    name = "不予受理"
    hands.at(9, 35)
    matter = Matter(
        request="要求县里重新处理门前排水沟的事。",
        facts="2026年10月12日向铜湾镇反映过，镇里已经受理，还没有答复，心里着急，今天到县里来问。",
        purpose="求决",
        content="住房和城乡建设",
        body="铜湾镇人民政府",
        where=people.TONGWAN,
        place="（示例）三组",
        papers=(("铜湾镇受理告知书复印件", 1),),
    )
    register(hands, Visit((Comer(people.SHU),), matter, RECEIVER, ways=("read_aloud",)), name)
    next_card(hands, "来做什么")
    digits(hands, 4, 2)
    for same in ("person", "request", "facts"):
        hands.click(f"same_{same}_button")
    hands.click("who_town_button")
    hands.type("body_edit", TOWN.name)
    hands.click("head_yes_button")
    hands.type("accepted_on_edit", "2026-10-12")
    hands.type("due_on_edit", "2026-12-11")
    hands.picture(f"{name}-甄别-卡3-正在办")
    enter(hands)
    decide(hands, HEAD)
    adopt(hands, name)
    issue(hands, name)
    sign(hands, name)


def disclosure(hands: ScriptHands) -> None:
    """F6 first: the words are typed into the sealed fields only (条例 30.3)."""
    name = "举报"
    hands.at(10, 20)
    matter = Matter(
        request="请查（示例）石桥边的采购账。",
        facts=f"{SEALED_WORDS}，材料在信封里。",
        purpose="",
        content="纪检监察",
        papers=(("信封一个", 4),),
    )
    register(hands, Visit((Comer(people.NAMELESS_WORKER),), matter, RECEIVER, disclosure=True), name)
    hands.picture(f"{name}-甄别-卡1")
    enter(hands)
    decide(hands, RECEIVER)
    adopt(hands, name)
    fill_paper(hands, name, "B2m", accused="不是", send_mode="由负责人决定", sealed_pages="4", sealer=RECEIVER)
    issue(hands, name)
    sign(hands, name)


def suggestion(hands: ScriptHands) -> None:
    """A suggestion: received, and sent to who studies it (条例 29.1)."""
    name = "建议"
    hands.at(14, 45)
    matter = Matter(
        request="建议在（示例）正街小学门口加一条斑马线和减速带。",
        facts="放学的时候车多，孩子过马路不安全。",
        purpose="意见建议",
        content="交通运输",
        where=people.HUAQIAO,
        place="（示例）正街",
        papers=(("建议书", 1),),
    )
    register(hands, Visit((Comer(people.TIAN),), matter, RECEIVER), name)
    next_card(hands, "来做什么")
    digits(hands, 2)
    adopt(hands, name)
    fill_paper(hands, name, "B11", study_body=ROADS.name, study_contact="办公室，0745-0000104")
    fill_paper(hands, name, "B2", to_body=ROADS.name)
    issue(hands, name)
    sign(hands, name)


def letter(hands: ScriptHands) -> None:
    """A letter for the town to handle and to report on; its notice is posted on Tuesday (条例 22.1)."""
    name = "来信"
    hands.at(16, 10)
    matter = Matter(
        request="请修好（示例）一组到渡口的水泥路。",
        facts="今年6月涨水冲断了两段，报过村里，一直没有修。",
        purpose="求决",
        content="交通运输",
        body="铜湾镇人民政府",
        where=people.TONGWAN,
        place="（示例）一组",
        papers=(("来信", 2), ("照片", 1)),
    )
    dates = {"postmark_on_edit": "2026-11-20"}
    register(hands, Visit((Comer(people.WRITER),), matter, RECEIVER, source="letter", dates=dates), name)
    next_card(hands, "来做什么")
    digits(hands, 4, 1)
    expect_card(hands, "归谁管")
    digits(hands, 2)
    hands.click("feedback_yes_button")
    hands.picture(f"{name}-甄别-卡4")
    enter(hands)
    adopt(hands, name)
    fill_paper(hands, name, "B1", to_body=TOWN.name)
    fill_paper(hands, name, "B3", to_body=TOWN.name, feedback_on="2027-01-20")
    issue(hands, name)
    hands.click("print_confirm_yes_button")
    hands.get("sign_save_button")
    hands.picture(f"{name}-签收-明天去寄")
    hands.end(f"{name} ④ 出纸")


def letter_posted(hands: ScriptHands) -> None:
    """Tuesday morning: the posted notice, with its number."""
    name = "来信"
    hands.at(8, 40)
    open_row(hands, "0005")
    hands.get("sign_save_button")
    hands.click("way_posted_button")
    hands.type("tracking_no_edit", "XA00000000043")
    hands.picture(f"{name}-签收-邮寄")
    hands.finish()
    hands.get("closed_label")
    hands.end(f"{name} ④ 邮寄")
