"""What a wording pack may not break: known placeholders, required elements F1–F15, one remedy, no word that trades
rights away (counter-rules 5; the rule table of the remedies)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xinfang_desk.domain.catalogue import DocumentKind
from xinfang_desk.domain.joined import JOINED
from xinfang_desk.domain.wording.basis import CITABLE, TIAOLI, parse_citation, visitor_may_read
from xinfang_desk.domain.wording.facts import RECORD_KEYS, ROW_KEYS
from xinfang_desk.domain.wording.plain import check_plain, plain_blocks
from xinfang_desk.domain.wording.sentences import FORBIDDEN, NO_BASIS, REQUIRED, WITHOUT_REMEDY
from xinfang_desk.domain.wording.template import (
    PartsBlock,
    TableBlock,
    TemplateError,
    Test,
    Text,
    TextBlock,
    When,
    block_tests,
    block_texts,
    keys_of,
    literal,
)

# Words that trade rights away or belittle: never in a template, never in an open field.
TRADE_WORDS = ("不再信访", "不得上访", "不再上访", "息诉罢访", "息访", "停访", "训诫", "拒不配合", "概括授权")
# Labels of people that no paper carries (design 2.7).
LABEL_WORDS = (
    *("扬言", "重点人员", "特殊人员", "缠访", "闹访", "老访户", "黑名单", "风险等级", "危险等级", "管控等级"),
    *("进京访风险", "政治身份", "信访次数"),
)
# What a province's sheet may ask for all the same: such a column stays empty (counter-rules.md 9).
LABEL_HEADINGS = (*LABEL_WORDS, "异常", "越级", "进京访", "政治面貌", "常住地")
VAGUE_WORDS = ("有关部门",)

_REVIEW = re.compile(r"请求[^。；]{0,30}复查|申请复查[，。；]|可以申请复查")
_FINAL = re.compile(r"请求[^。；]{0,30}复核|可以申请复核")
_RECONSIDER = re.compile(r"可以[^。；]{0,40}申请行政复议|依法申请行政复议")
_SUIT = re.compile(r"可以[^。；]{0,40}(提起[^。；]{0,6}诉讼|起诉)|随时可以[^。；]{0,20}起诉")

# Sentences that a remedy class may not carry.
BANNED_REMEDIES: dict[str, tuple[re.Pattern[str], ...]] = {
    "none": (_REVIEW, _FINAL, _RECONSIDER, _SUIT),
    "statutory_path": (_REVIEW, _FINAL),
    "review": (_RECONSIDER, _SUIT),
    "final_review": (_RECONSIDER, _SUIT),
    "reconsideration_or_suit": (_REVIEW, _FINAL),
}

ALLOWED_REMEDIES: dict[str, tuple[str, ...]] = {
    "B5": ("statutory_path",),
    "A7": ("review", "final_review"),
    "B13": ("review", "final_review"),
    "C2": ("reconsideration_or_suit",),
    "C6": ("review",),
    "D6": ("final_review",),
    **{f"B6{letter}": ("statutory_path",) for letter in "abcdefghijklmn"},
}

PART_KEYS = {"part_no", "part_register"}  # what the line above a part of a joined paper may say

VISITOR_ELEMENTS = ("F5", "F6", "F7", "F8", "F9")
BODY_ELEMENTS = ("F5", "F6", "F7", "F8")


def check_kind(kind: DocumentKind) -> None:
    """TemplateError with the first rule that the document breaks."""
    _check_fields(kind)
    _check_keys(kind)
    _check_words(kind)
    _check_remedy(kind)
    _check_basis(kind)
    _check_elements(kind)
    _check_plain(kind)


def all_texts(kind: DocumentKind) -> list[Text]:
    """Every text that a document may print."""
    texts = [text for block in kind.blocks for text in block_texts(block)]
    texts += [text for _, text, _ in kind.strip]
    texts += list(kind.footer)
    if kind.addressee is not None:
        texts.append(kind.addressee)
    return texts


def own_words(kind: DocumentKind) -> str:
    """Its fixed words, placeholders as ×, one text a line."""
    titles = [kind.title, *(title for _, title in kind.titles)]
    return "\n".join([*titles, *(words(text) for text in all_texts(kind))])


def plain_words(kind: DocumentKind) -> str:
    """The fixed words of its plain-words page, one paragraph a line."""
    return "\n".join(words(block.text) for block in plain_blocks(kind.plain))


def words(text: Text) -> str:
    return re.sub(r"\{[a-z0-9_]+\}", "×", literal(text)).replace("**", "")


def _check_fields(kind: DocumentKind) -> None:
    keys = [rule.spec.key for rule in kind.rules]
    for key in keys:
        if keys.count(key) > 1:
            raise TemplateError(f"字段“{key}”定义了两次。")
        if key in RECORD_KEYS or key == "seal":
            raise TemplateError(f"字段“{key}”和登记里的项重名，会填两次。")
    labels = [rule.spec.label for rule in kind.rules if not rule.when]
    for label in labels:
        if labels.count(label) > 1:
            raise TemplateError(f"“{label}”会填两次。")
    used = _used_keys(kind)
    for rule in kind.rules:
        if (rule.spec.kind == "choice") != bool(rule.spec.choices):
            raise TemplateError(f"字段“{rule.spec.key}”的选项不对。")
        if rule.spec.key not in used and not rule.guard:
            raise TemplateError(f"字段“{rule.spec.key}”填了没有地方印。")


def _used_keys(kind: DocumentKind) -> set[str]:
    used = {key for text in all_texts(kind) for key in keys_of(text)}
    used |= {rule.cite.strip("{}") for rule in kind.basis}
    used |= {test.key for test in _tests(kind)}
    return used | {key.removesuffix(tail) for key in used for tail in ("_short", "_phone") if key.endswith(tail)}


def _tests(kind: DocumentKind) -> Iterable[Test]:
    for when, _ in kind.titles:
        yield from when
    for rule in kind.rules:
        yield from rule.when
    for basis in kind.basis:
        yield from basis.when
    for when in (*kind.variants, *(when for _, _, when in kind.strip)):
        yield from when
    for words_block in plain_blocks(kind.plain):
        yield from words_block.when
    for block in kind.blocks:
        yield from block.when
        if isinstance(block, TableBlock):
            yield from (test for row in block.rows for test in row.when)


def _known_keys(kind: DocumentKind) -> set[str]:
    known = set(RECORD_KEYS)
    for rule in kind.rules:
        known.add(rule.spec.key)
        if rule.spec.kind == "staff":
            known |= {f"{rule.spec.key}_short", f"{rule.spec.key}_phone"}
    return known


def _check_keys(kind: DocumentKind) -> None:
    known = _known_keys(kind)
    for test in _tests(kind):
        _refuse_unknown({test.key}, known)
    for text in (*(text for _, text, _ in kind.strip), *kind.footer, *((kind.addressee,) if kind.addressee else ())):
        _refuse_unknown(keys_of(text), known)
    for rule in kind.rules:
        _refuse_unknown(keys_of(rule.prefill), set(RECORD_KEYS))
    for basis in kind.basis:
        if basis.cite.startswith("{"):
            _refuse_unknown({basis.cite.strip("{}")}, known)
    for words_block in plain_blocks(kind.plain):
        _refuse_unknown(keys_of(words_block.text), known)
    for block in kind.blocks:
        _refuse_unknown(block_tests(block), known)
        if isinstance(block, PartsBlock):
            _refuse_unknown(keys_of(block.head), PART_KEYS)
        if not isinstance(block, TableBlock):
            _refuse_unknown({key for text in block_texts(block) for key in keys_of(text)}, known)
            continue
        for row in block.rows:
            if row.each and row.each not in ROW_KEYS:
                raise TemplateError(f"没有“{row.each}”这个清单。")
            local = known | ROW_KEYS.get(row.each, frozenset())
            _refuse_unknown({key for cell in row.cells for key in keys_of(cell.text)}, local)


def _refuse_unknown(keys: set[str], known: set[str]) -> None:
    strange = sorted(keys - known)
    if strange:
        raise TemplateError(f"不认识的占位“{strange[0]}”。")


def _check_words(kind: DocumentKind) -> None:
    printed = own_words(kind)
    both = f"{printed}\n{plain_words(kind)}"
    asked = "\n".join(f"{rule.spec.label}{dict(rule.spec.choices)}" for rule in kind.rules)
    banned = TRADE_WORDS + LABEL_WORDS + (VAGUE_WORDS if kind.audience == "visitor" else ())
    for word in banned:
        if word in both + asked:
            raise TemplateError(f"有不能写进文书的话“{word}”。")
    for pattern in FORBIDDEN.get(kind.code, ()):
        found = re.search(pattern, both)
        if found:
            raise TemplateError(f"这种文书不能写“{found[0]}”。")
    for pattern in REQUIRED.get(kind.code, ()):
        if re.search(pattern, printed) is None:
            raise TemplateError(f"少了必须有的话“{_plain_words(pattern)}”。")
    if kind.audience == "visitor" and ("你们" in both or re.search(r"[^尊]你[^单]", both)):
        raise TemplateError("给来访人的纸要称“您”。")


def _plain_words(pattern: str) -> str:
    return re.sub(r"[\\?*+()\[\]^$.|]", "", pattern)


def _check_remedy(kind: DocumentKind) -> None:
    allowed = ALLOWED_REMEDIES.get(kind.code, ("none",))
    if kind.remedy not in kind.allowed or set(kind.allowed) != set(allowed):
        raise TemplateError("救济的类别和这种文书不合。")
    if kind.audience == "file":
        return
    for remedy in allowed:
        for pattern in BANNED_REMEDIES[remedy]:
            for block in (*kind.blocks, *plain_blocks(kind.plain)):
                if _under_other_remedy(block.when, remedy):
                    continue
                for text in block_texts(block):
                    found = pattern.search(words(text))
                    if found:
                        raise TemplateError(f"这种文书不能写这样的救济“{found[0]}”。")
    _check_without(kind)
    for remedy, pattern in (("review", _REVIEW), ("final_review", _FINAL)):
        if remedy in allowed and not any(
            pattern.search(words(text)) and not _under_other_remedy(block.when, remedy)
            for block in kind.blocks
            for text in block_texts(block)
        ):
            raise TemplateError("没有写明请求复查（复核）的权利。")


def _check_without(kind: DocumentKind) -> None:
    """The one form that carries no remedy says nothing of any, on the front or on the back."""
    key, form = WITHOUT_REMEDY.get(kind.code, ("", ""))
    if not key:
        return
    for block in (*kind.blocks, *plain_blocks(kind.plain)):
        if any(
            test.key == key and test.values is not None and (form in test.values) == test.negated for test in block.when
        ):
            continue
        for text in block_texts(block):
            found = re.search(r"复议|诉讼|起诉", words(text))
            if found:
                raise TemplateError(f"没有利害关系的那一种不能写“{found[0]}”。")


def _under_other_remedy(when: When, remedy: str) -> bool:
    """Whether a block's condition keeps it off the paper under this remedy class."""
    return any(
        test.key == "remedy" and test.values is not None and (remedy in test.values) == test.negated for test in when
    )


def _check_basis(kind: DocumentKind) -> None:
    for rule in kind.basis:
        if rule.cite == "result" or rule.cite.startswith("{"):
            continue
        citation = parse_citation(rule.cite)
        if citation.law == TIAOLI and citation.short not in CITABLE:
            raise TemplateError(f"依据{citation.short}不在引用表里。")
        if kind.audience == "visitor" and not visitor_may_read(citation):
            raise TemplateError(f"依据{citation.short}不能印给来访人。")
    shown = any("by_basis" in keys_of(text) for text in all_texts(kind))
    if shown != bool(kind.basis) and kind.code not in NO_BASIS:
        raise TemplateError("依据没有写全。")
    if not kind.basis and kind.code not in NO_BASIS:
        raise TemplateError("没有依据。")


def _check_elements(kind: DocumentKind) -> None:
    """F1–F4, F10–F12, F14 come from the composition itself; the template must carry the rest in every variant."""
    if kind.audience == "file" or kind.layout.value == "form":
        return
    wanted = VISITOR_ELEMENTS if kind.audience == "visitor" else BODY_ELEMENTS
    for variant in kind.variants:
        carried: set[str] = set()
        for block in kind.blocks:
            if isinstance(block, PartsBlock) and kind.code != JOINED:
                raise TemplateError("只有合成一张的告知书能分件写。")
            if isinstance(block, PartsBlock):
                carried |= set(VISITOR_ELEMENTS)
            elif isinstance(block, (TextBlock, TableBlock)) and _implied(block.when, variant):
                carried |= block.elements
        lacking = [one for one in wanted if one not in carried and not (one == "F7" and kind.code in NO_BASIS)]
        if lacking:
            raise TemplateError(f"缺少必备要素{'、'.join(lacking)}。")
    if kind.service_owed and len(kind.copies) < 2:
        raise TemplateError("要送达的文书至少一式两份。")
    if kind.audience == "visitor" and "来访人" not in kind.copies:
        raise TemplateError("没有给来访人的一份。")


def _implied(when: When, variant: When) -> bool:
    """Whether every condition of a block is granted by the variant (a narrower set of values grants a wider one)."""
    return all(any(_grants(given, test) for given in variant) for test in when)


def _grants(given: Test, test: Test) -> bool:
    if given == test:
        return True
    if given.key != test.key or given.values is None:
        return False
    if given.negated:
        return False
    if test.values is None:
        return not test.negated
    inside = set(given.values) <= set(test.values)
    outside = not set(given.values) & set(test.values)
    return outside if test.negated else inside


def _check_plain(kind: DocumentKind) -> None:
    """Every visitor's notice has its plain-words page, and no other paper has one."""
    if (kind.audience == "visitor") != bool(kind.plain):
        raise TemplateError("背面的白话只给来访人的纸，每张都要有。")
    if kind.plain:
        check_plain(kind.plain, words)
