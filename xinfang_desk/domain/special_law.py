"""The special law of a statutory path as it may stand on a paper (条例 31; counter-rules.md 10).

A row of the directory names its laws in short, 劳动保障监察条例9、11(六); a paper writes them out. What a row does not
say for certain (条号未核, a law that was changed) is left out rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xinfang_desk.domain.paths import PathRow
from xinfang_desk.domain.records import Authority
from xinfang_desk.domain.wording.basis import TIAOLI

ASK_THERE = "请当面问受理机关"
"""What a paper says instead of a limit that nobody has confirmed."""

_YEAR = re.compile(r"（[0-9]{4}修[订正]）")
_NAME = re.compile(r"[\u3400-\u9fff]+(?:法典|法|条例|办法|规定|规则|细则)")
_PLACE = re.compile(
    r"(?P<article>[1-9][0-9]{0,3})(?:第(?P<paragraph>[一二三四五六七八九十])款)?(?P<items>(?:\([一二三四五六七八九十]+\))*)"
)
_ITEM = re.compile(r"\(([一二三四五六七八九十]+)\)")
_CITED = re.compile(r"（[\u3400-\u9fff]{0,8}[0-9]+(?:第.款)?(?:\([^()]+\))?）")
_LONG_REMARK = re.compile(r"（[^（）]{13,}）")
_TIME = re.compile("[0-9一二三四五六七八九十半](?:年|个?月|日|天|个?工作日)")
_UNSURE = ("同上", "未核", "凭记忆", "预判", "存储", "〔", "—", "／", "××", "＿")
_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")

# A law of procedure belongs to its own road; on the paper for another road it would mislead.
_ROADS: tuple[tuple[str, tuple[tuple[int, str | None], ...]], ...] = (
    ("行政复议法", ((4, "reconsideration"),)),
    ("行政诉讼法", ((1, "court"),)),
    ("民事诉讼法", ((1, "court"), (1, "procuratorate"))),
    ("劳动争议调解仲裁法", ((2, "labour_arbitration"),)),
    ("农村土地承包经营纠纷调解仲裁法", ((2, "land_arbitration"),)),
    ("仲裁法", ((2, "commercial_arbitration"),)),
    ("劳动保障监察条例", ((5, None),)),
    ("人民调解法", ((1, "mediation"),)),
)

# How bodies are called in the directory of paths, and in the names on their doors.
_CALLED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("人社", ("人社", "人力资源")),
    ("民政", ("民政",)),
    ("自然资源", ("自然资源",)),
    ("住建", ("住建", "住房和城乡建设", "住房城乡建设")),
    ("农业农村", ("农业农村",)),
    ("医保", ("医保", "医疗保障")),
    ("卫健", ("卫健", "卫生健康")),
    ("教育", ("教育",)),
    ("市场监管", ("市场监管", "市场监督管理")),
    ("生态环境", ("生态环境",)),
    ("林业", ("林业",)),
    ("水利", ("水利",)),
    ("交通", ("交通运输",)),
    ("财政", ("财政",)),
    ("退役军人", ("退役军人",)),
    ("司法局", ("司法局",)),
    ("税务", ("税务",)),
    ("公安", ("公安",)),
    ("法院", ("法院",)),
    ("检察院", ("检察院",)),
    ("公积金", ("公积金",)),
    ("土地承包仲裁", ("土地承包仲裁",)),
    ("残联", ("残联", "残疾人联合会")),
    ("妇联", ("妇联", "妇女联合会")),
)


@dataclass(frozen=True)
class PathPrint:
    """What a paper may take from the chosen row.

    Attributes:
        settled: the row is sure of itself or the office has confirmed it; otherwise the two texts are empty.
        special_law: 《劳动合同法》第八十二条, empty where the row does not say it for certain.
        limit: the time hint, or empty.
        bodies: who is competent, in the words of the row.
    """

    path_id: str
    asks: str
    settled: bool
    special_law: str
    limit: str
    bodies: str


def article_number(number: int) -> str:
    """1–9999: 二十二, 一百零五, 一千一百九十九."""
    text, gap = "", False
    digits = [int(digit) for digit in str(number)]
    for place, digit in enumerate(digits):
        unit = _UNITS[len(digits) - 1 - place]
        if not digit:
            gap = True
            continue
        text += ("零" if gap and text else "") + _DIGITS[digit] + unit
        gap = False
    return text.removeprefix("一") if 10 <= number < 20 else text


def special_law(basis: str, road: tuple[int, str | None] | None = None) -> str:
    """The laws of a row's 依据 written out; empty where none of them is certain.

    ``road``: the chosen pair; laws of procedure of another road are left out where something else remains.
    """
    parts = [part for segment in re.split("[；;]", basis) if (part := _segment(segment)) is not None]
    kept = [(law, places) for law, places in parts if law != TIAOLI]
    if road is not None:
        of_road = [(law, places) for law, places in kept if _fits(law, road)]
        kept = of_road or kept
    return "、".join(f"《{law}》{places}" for law, places in kept)


def _segment(text: str) -> tuple[str, str] | None:
    """(law, places) of one 劳动合同法46、47; None for anything that is not plainly that."""
    plain = _YEAR.sub("", text.strip())
    name = _NAME.match(plain)
    if name is None:
        return None
    places = []
    for part in plain[name.end() :].split("、"):
        place = _PLACE.fullmatch(part)
        if place is None:
            return None
        head = f"第{article_number(int(place['article']))}条"
        if place["paragraph"]:
            head += f"第{place['paragraph']}款"
        items = _ITEM.findall(place["items"])
        places.append(head + "、".join(f"第（{item}）项" for item in items))
    return name.group(), "、".join(places)


def _fits(law: str, road: tuple[int, str | None]) -> bool:
    return all(road in roads for name, roads in _ROADS if law == name)


def limit_words(hint: str) -> str:
    """A row's 时效提示 without the articles it cites; empty where it is no time that a visitor could go by.

    What hangs on a road (60日／6个月) or on a judgement of the case is left to the clerk.
    """
    words = _CITED.sub("", hint).strip("；。 ")
    if any(mark in words for mark in _UNSURE) or _LONG_REMARK.search(words) or not _TIME.search(words):
        return ""
    return words


def is_settled(row: PathRow) -> bool:
    """Whether a row prints by itself: checked word for word against the law in force."""
    return row.verified and row.confidence == "A"


def body_in(bodies: str, directory: Iterable[Authority]) -> str:
    """The one body of the office's directory that a row speaks of; empty where it is none or several."""
    wanted = [words for called, words in _CALLED if called in bodies]
    found = [row.name for row in directory if any(word in row.name for words in wanted for word in words)]
    return found[0] if len(found) == 1 else ""
