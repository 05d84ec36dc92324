"""Two days at 铜湾镇人民政府 (role B): eight visits of every kind on Monday, what is left of them on Tuesday."""

from __future__ import annotations

from xinfang_desk.desk.demo import people
from xinfang_desk.desk.demo.offices import CITY, COURT, HR, MEDIATION, RELIEF
from xinfang_desk.desk.demo.script_hands import ScriptHands
from xinfang_desk.desk.demo.steps import (
    Comer,
    Matter,
    Visit,
    adopt,
    compare,
    decide,
    digits,
    enter,
    expect_card,
    export,
    fill_paper,
    issue,
    look_around,
    look_closely,
    next_card,
    open_row,
    register,
    sign,
    split,
    take_in,
    write_words,
)

RECEIVER, MAYOR = "覃小禾", "杨启明"


def first_day(hands: ScriptHands) -> None:
    """Monday, 23 November 2026."""
    acceptance(hands)
    court_case(hands)
    closed_matter(hands)
    group(hands)
    agent(hands)
    oral(hands)
    consultation(hands)
    taken_in(hands)


def second_day(hands: ScriptHands) -> None:
    """Tuesday: who was taken in yesterday, who comes again, then the package."""
    hands.picture("接访-第二天早上")
    told_today(hands)
    return_visit(hands)
    hands.at(16, 40)
    export(hands)


def acceptance(hands: ScriptHands) -> None:
    """The town's own matter, by the petition procedure: B4 (条例 31(六))."""
    name = "受理"
    hands.at(8, 45)
    matter = Matter(
        request="请镇里把（示例）六组那段水渠的补偿算清楚，该给多少给多少。",
        facts="2024年镇里修水渠占了我家地边，说好按长度补，后来少算了十二米。",
        purpose="求决",
        content="农业农村",
        body="铜湾镇人民政府",
        where=people.TONGWAN,
        place="（示例）六组",
        papers=(("申请书", 2), ("丈量单复印件", 1)),
    )
    register(hands, Visit((Comer(people.GONG),), matter, RECEIVER), name)
    next_card(hands, "来做什么")
    digits(hands, 4, 1)
    expect_card(hands, "归谁管")
    digits(hands, 1)
    hands.picture(f"{name}-甄别-卡4")
    digits(hands, 3)
    adopt(hands, name)
    fill_paper(hands, name, "B4", handler="补秋生", handler_clear="无直接利害关系")
    look_closely(hands, name, "B4")
    issue(hands, name)
    sign(hands, name)
    look_around(hands, name)


def court_case(hands: ScriptHands) -> None:
    """N3: a court has decided the same thing; the office has entered the basis (条例 22.2)."""
    name = "涉诉"
    hands.at(9, 20)
    matter = Matter(
        request="法院判得不对，要求镇里出面改过来。",
        facts="和（示例）四组邻居争屋后的晒谷坪，（示例）法院判坪是他的，我不服。",
        purpose="申诉",
        content="政法",
        where=people.SONGPO,
        place="（示例）四组",
        papers=(("（示例）民事判决书复印件", 6),),
    )
    register(hands, Visit((Comer(people.MI),), matter, RECEIVER, ways=("dialect",)), name)
    next_card(hands, "来做什么")
    digits(hands, 4, 6)
    hands.click("case_decided_button")
    hands.click("same_case_yes_button")
    hands.type("judged_on_edit", "2026-11-16")
    hands.type("case_body_edit", COURT.name)
    hands.type("case_number_edit", "（示例）（2026）湘1221民初000号")
    hands.picture(f"{name}-甄别-卡3-法院")
    enter(hands)
    decide(hands, MAYOR)
    adopt(hands, name)
    fill_paper(
        hands,
        name,
        "B6a",
        body_name=COURT.name,
        judgment="一审民事",
        judgment_on="2026-11-16",
        materials="判决书、身份证和上诉状",
    )
    issue(hands, name)
    sign(hands, name, "thumb")


def closed_matter(hands: ScriptHands) -> None:
    """Z1: a final review opinion, the same facts and reasons (条例 36.3)."""
    name = "不再受理"
    hands.at(9, 55)
    matter = Matter(
        request="要求再给一块宅基地。",
        facts="老屋1998年换过地，还想再要一块。镇里、县里、市里都答复过。",
        purpose="求决",
        content="自然资源",
        where=people.SONGPO,
        place="（示例）二组",
        papers=(("（示例）复核意见书复印件", 3),),
    )
    register(hands, Visit((Comer(people.DUAN),), matter, RECEIVER), name)
    next_card(hands, "来做什么")
    digits(hands, 4, 5)
    hands.type("number_edit", "（示例）怀信复核〔2025〕9号")
    hands.click("revoked_no_button")
    compare(hands, 1, "要求再给一块宅基地", "要求再给一块宅基地")
    hands.type("final_body_edit", CITY.name)
    hands.type("final_served_on_edit", "2025-08-20")
    hands.picture(f"{name}-甄别-卡3-复核")
    enter(hands)
    decide(hands, MAYOR)
    adopt(hands, name)
    fill_paper(hands, name, "B9", relief_name=RELIEF.name, relief_phone=RELIEF.telephone)
    issue(hands, name)
    sign(hands, name, "unsigned", witness="（示例）村干部丁一")


def group(hands: ScriptHands) -> None:
    """Eight people, one matter of wages, taken apart into mediation here and inspection there (条例 20.3)."""
    name = "集体访"
    hands.at(10, 30)
    matter = Matter(
        request="请镇里出面，让（示例）八组便民桥的老板把工钱结了。",
        facts="八个人2026年8月到10月修（示例）便民桥，还差工钱六万四千元，老板说等过年。",
        purpose="求决",
        content="人力资源和社会保障",
        body="（示例）便民桥承包人",
        where=people.TONGWAN,
        place="（示例）八组",
        papers=(("八人联名材料", 2), ("记工本复印件", 5)),
    )
    comers = (Comer(people.HU), *(Comer(person) for person in people.WORKMATES))
    register(hands, Visit(comers, matter, RECEIVER, people=8), name)
    digits(hands, 3)
    hands.click("kinds_wages_button")
    hands.click("joint_yes_button")
    hands.type("representatives_edit", "3")
    hands.picture(f"{name}-甄别-卡1")
    next_card(hands, "来做什么")
    split(hands, _inspection(), name)
    digits(hands, 5)
    expect_card(hands, "以前办过")
    digits(hands, 1)
    decide(hands, MAYOR)
    adopt(hands, f"{name}-第一件")
    expect_card(hands, "来做什么")
    digits(hands, 4, 1)
    expect_card(hands, "归谁管")
    digits(hands, 2)
    hands.picture(f"{name}-第二件-甄别-卡4")
    enter(hands)
    adopt(hands, f"{name}-第二件")
    fill_paper(
        hands,
        name,
        "A9",
        fact_kind="多人讨薪",
        fact_words="8人被拖欠2026年8月到10月工钱约6.4万元，今天一起来镇里。",
        measures="已请劳动监察和承包人下午到场，已安排休息和饮水。",
        main_dept=HR.name,
    )
    fill_paper(hands, name, "B6k", body_name=MEDIATION.name, meet_on="2026-11-24", mediator="（示例）调解员甲")
    fill_paper(hands, name, "B7", body_name=HR.name, contacted="已电话转告", contact_person="（示例）劳动监察丙")
    issue(hands, name)
    sign(hands, name)


def _inspection() -> Matter:
    return Matter(
        request="请查处（示例）便民桥承包人拖欠工钱的行为。",
        facts="承包人没有和八个人签合同，工钱记在本子上。",
        purpose="求决",
        content="人力资源和社会保障",
        body="（示例）便民桥承包人",
        where=people.TONGWAN,
        place="（示例）八组",
        papers=(("记工本复印件", 5),),
    )


def agent(hands: ScriptHands) -> None:
    """A son for his mother: A5, and an application that the town itself takes (条例 31(四))."""
    name = "代理"
    hands.at(11, 20)
    matter = Matter(
        request="母亲要申请低保，请把申请收下。",
        facts="母亲八十三岁，一个人住，没有收入，儿子在外面打零工。",
        purpose="求决",
        content="民政",
        where=people.SONGPO,
        place="（示例）五组",
        papers=(("授权委托书", 1), ("户口簿复印件", 2)),
    )
    comers = (Comer(people.QUAN_MOTHER), Comer(people.QUAN_SON, "代理人", "儿子"))
    register(hands, Visit(comers, matter, RECEIVER), name)
    hands.picture(f"{name}-甄别-卡1")
    next_card(hands, "来做什么")
    digits(hands, 4, 1)
    expect_card(hands, "归谁管")
    hands.type("path_search_edit", "低保")
    hands.picture(f"{name}-甄别-卡4-搜一行")
    digits(hands, 1)
    hands.picture(f"{name}-甄别-卡4-选好")
    digits(hands, 1)
    adopt(hands, name)
    fill_paper(hands, name, "A5", until="到这件事办完为止", powers="写明了可以代收文书")
    fill_paper(
        hands,
        name,
        "B5",
        procedure="最低生活保障审核确认",
        handler="补秋生",
        handler_clear="无直接利害关系",
        limit_text="（示例）以民政部门告知的日期为准",
        bring="身份证原件、银行卡复印件",
        taken="已作为申请收下",
    )
    issue(hands, name)
    sign(hands, name, signed_by=people.QUAN_SON.name, relation="儿子，代理人")


def oral(hands: ScriptHands) -> None:
    """Nothing in writing: A3, read aloud; the neighbours are to be brought together (条例 19.2)."""
    name = "口头"
    hands.at(14, 40)
    matter = Matter(
        request="请镇里调解，让楼上把漏水修好。",
        facts="（示例）二组集资楼，楼上卫生间漏水两个多月，说了三次没有修。",
        purpose="求决",
        content="住房和城乡建设",
        where=people.TONGWAN,
        place="（示例）二组",
        own_words="水都滴到床上了，我就想把它修好。",
    )
    register(hands, Visit((Comer(people.ZHANG),), matter, RECEIVER, ways=("read_aloud",)), name)
    next_card(hands, "来做什么")
    digits(hands, 5, 1)
    adopt(hands, name)
    fill_paper(hands, name, "B6k", body_name=MEDIATION.name, meet_on="2026-11-25", mediator="（示例）调解员乙")
    issue(hands, name)
    sign(hands, name)


def consultation(hands: ScriptHands) -> None:
    """Only a question: answered, and not a petition (B14)."""
    name = "咨询"
    hands.at(15, 30)
    matter = Matter(
        request="想知道给老房子翻新要办什么手续。",
        facts="（示例）一组老屋想翻新，不知道先找谁。",
        purpose="咨询",
        content="自然资源",
        where=people.SONGPO,
        place="（示例）一组",
    )
    register(hands, Visit((Comer(people.DENG),), matter, RECEIVER), name)
    next_card(hands, "来做什么")
    digits(hands, 1)
    hands.picture(f"{name}-甄别-卡2-问一句")
    digits(hands, 1)
    adopt(hands, name)
    fill_paper(hands, name, "B14", ask_kind="问怎么办", reply="先向村里提出，再到镇便民服务中心3号窗口领表，带身份证。")
    issue(hands, name)
    sign(hands, name)


def taken_in(hands: ScriptHands) -> None:
    """Late in the afternoon: the name and a bundle are enough, the rest tomorrow (counter-rules.md 4.2)."""
    name = "先收下"
    hands.at(17, 5)
    take_in(hands, people.LONG, RECEIVER, ("材料一册", 26), name)


def told_today(hands: ScriptHands) -> None:
    """Tuesday: the bundle was read; the matter is the town's to look into (C1, 条例 31(五))."""
    name = "先收下"
    matter = Matter(
        request="请镇里查一查（示例）七组的账，该公布的公布。",
        facts="七组2025年卖了一批树，钱怎么用的没有公布过，材料在一册里。",
        purpose="求决",
        content="农业农村",
        where=people.TONGWAN,
        place="（示例）七组",
    )
    hands.at(8, 50)
    open_row(hands, "0008")
    hands.picture(f"{name}-第二天")
    write_words(hands, matter, name)
    hands.end(f"{name} ① 补写")
    hands.click("go_on_button")
    next_card(hands, "来做什么")
    digits(hands, 4, 1)
    expect_card(hands, "归谁管")
    digits(hands, 1, 2)
    adopt(hands, name)
    fill_paper(hands, name, "C1", procedure="村务公开调查核实", handler="补秋生", handler_clear="无直接利害关系")
    issue(hands, name)
    sign(hands, name)


def return_visit(hands: ScriptHands) -> None:
    """The man of Monday's acceptance asks how it stands: the store knows, B12 (条例 19.3)."""
    name = "回访"
    hands.at(10, 15)
    matter = Matter(
        request="来问水渠补偿的事办得怎么样了。",
        facts="昨天交的材料，今天赶集顺路来问。",
        purpose="求决",
        content="农业农村",
        body="铜湾镇人民政府",
        where=people.TONGWAN,
        place="（示例）六组",
        papers=(("受理告知书", 1),),
    )
    register(hands, Visit((Comer(people.GONG),), matter, RECEIVER), name)
    next_card(hands, "来做什么")
    digits(hands, 4)
    expect_card(hands, "以前办过")
    hands.picture(f"{name}-甄别-卡3-库里查到")
    hands.click("still_same_button")
    adopt(hands, name)
    fill_paper(hands, name, "B12")
    issue(hands, name)
    sign(hands, name)
