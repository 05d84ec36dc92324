"""照这样答: what the visitor would take away, in one or two sentences (counter-rules.md 5, 8)."""

from __future__ import annotations

from collections.abc import Mapping

from xinfang_desk.domain.cards.given import Given
from xinfang_desk.domain.screening.result import ScreeningResult
from xinfang_desk.domain.wording.conclusion import leaf_title, taken_in_so

_THEN: Mapping[str, str] = {
    "L05": "请他签一下“是来问的”；他说要解决，马上改为登记。",
    "L06": "装信封给他；内容只进密存。",
    "L07": "替他保密。",
    "L08": "告诉他转给谁研究、向谁要结果。",
    "L09": "要有人具名决定；有新的事实理由，随时可以再提。",
    "L10": "要有人具名决定；生活有困难的告诉他去哪里申请救助。",
    "L11": "把规定讲清楚，告诉他去哪个窗口、有什么期限。",
    "L12": "要有人具名决定；写明谁在办、哪天到期。",
    "L13": "当场给他。写明谁在办、哪天前有结果、找谁问。",
    "L14": "当场给他，报告负责人；原来欠的告知今天补上。",
    "L15": "写明向哪里提、最晚哪天；可以现在就帮他写申请。",
    "L16": "这不是终结：到期前由负责人决定，再书面告知。",
    "L17": "要有人具名决定；告诉他该去哪里、怎么走。",
    "L18": "写明转给了谁、哪天前给他回音。",
    "L19": "写明转给了谁、哪天前给他回音。",
    "L20": "由我们和那几家商量，他不用自己去问。",
    "L21": "写明地址电话，先替他联系好，别让他白跑。",
    "L22": "告诉他去哪里、带什么、有什么期限。",
    "L23": "告诉他去哪里、申请的时效。",
    "L24": "告诉他向哪里申诉、有什么期限。",
    "L25": "告诉他走哪个手续、还要带什么。",
    "L26": "写明谁在办、哪天前答复。",
    "L27": "今天受理，六十日内给处理意见书。",
    "L28": "退回转来的单位；同意之前，告知的期限照算。",
}


def say_so(given: Given, result: ScreeningResult) -> str:
    """The notices to the visitor by their titles, and what to see to; empty while there is no conclusion."""
    if result.leaf is None:
        return ""
    notices = [code for code in result.documents if code in result.remedies and not code.startswith("A")]
    titles = list(dict.fromkeys(given.titles.get(code, "") for code in notices))
    named = "、".join(f"《{title}》" for title in titles if title)
    first = f"出{named}。" if named else f"{leaf_title(given.rules, result.leaf, result.documents)}。"
    return first + _THEN[result.leaf]


def take_in_so(given: Given, result: ScreeningResult) -> str:
    """先收下, said to somebody who is there or on the telephone; empty otherwise."""
    there = given.form in ("visit", "phone") and not given.transferred_in
    return taken_in_so(result) if there and result.leaf is not None else ""
