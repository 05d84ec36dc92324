"""A province's wording over the built-in one: what may differ is told in words, what may not is refused whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.catalogue.samples import catalogue
from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.wording_pack import changed_codes, wording_changes, wording_pack
from xinfang_desk.resources import resource


def raw_of(code: str) -> dict[str, Any]:
    """One built-in paper as its file has it."""
    for path in sorted(resource("templates", "national").glob("*.json")):
        for one in json.loads(path.read_text("utf-8")).get("documents", []):
            if one["code"] == code:
                return dict(one)
    raise KeyError(code)


def pack(*documents: dict[str, Any], **heads: Any) -> bytes:
    head = {"pack": "hunan", "version": "2027.01-hunan", "effective_from": "2027-01-01"} | heads
    return json.dumps({**head, "documents": list(documents)}, ensure_ascii=False, indent=1).encode()


def worded(code: str = "B14", **changes: Any) -> dict[str, Any]:
    return raw_of(code) | changes


def reworded(code: str, old: str, new: str) -> dict[str, Any]:
    text = json.dumps(raw_of(code), ensure_ascii=False)
    assert old in text, (code, old)
    return dict(json.loads(text.replace(old, new)))


def refused(body: bytes) -> str:
    with pytest.raises(UserError) as caught:
        wording_pack(catalogue(), body)
    assert caught.value.code == "pack"
    return caught.value.sentence


def test_a_paper_is_worded_otherwise_and_the_others_stay() -> None:
    base = catalogue()
    new, start = wording_pack(base, pack(reworded("B10", "以上{by_basis}。", "上面说的{by_basis}。")))
    assert start == "2027-01-01"
    assert changed_codes(base, new) == ("B10",)
    assert (new.kind("B10").template_id, new.kind("B10").template_version) == ("hunan", "2027.01-hunan")
    assert new.kind("B14") is base.kind("B14")
    assert new.base is base
    (said,) = wording_changes(base, new)
    assert said.startswith("《检举控告事项接收（转送）告知》：“")
    assert "改成" in said


def test_the_same_words_under_another_version_change_nothing() -> None:
    base = catalogue()
    new, _ = wording_pack(base, pack(worded("B14")))
    assert changed_codes(base, new) == ()
    assert new.sha256 != base.sha256


def test_a_new_field_and_another_title_are_told() -> None:
    base = catalogue()
    more = worded("B14", title="咨询答复单")
    more["fields"] = [*more.get("fields", []), {"key": "ask_room", "label": "去哪个房间", "required": False}]
    more["body"] = [*more["body"], {"p": "请到{ask_room}。"}]
    new, _ = wording_pack(base, pack(more))
    said = wording_changes(base, new)
    assert any("改叫《咨询答复单》" in one for one in said)
    assert any("多了要填的“去哪个房间”" in one for one in said)
    assert any("加上“请到×。”" in one for one in said)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"audience": "body", "plain": None}, "不能改“给谁的”"),
        ({"service_owed": True, "copies": ["来访人", "存卷"]}, ""),
        ({"series": "han"}, "文号类别"),
        ({"who": ["A"]}, "哪种窗口能出"),
        ({"colour": "red"}, "不认识的项“colour”"),
        ({"fields": [{"key": "a", "label": "甲"}]}, "没有地方印"),
        ({"fields": [{"key": "a", "label": "甲"}, {"key": "a", "label": "乙"}]}, "定义了两次"),
        ({"fields": [{"key": "receiver", "label": "甲"}]}, "会填两次"),
        ({"fields": [], "body": [{"p": "您好。{nobody_knows}"}]}, "不认识的占位"),
        ({"body": 7}, "写法不对"),
        ({"copies": ["存卷"]}, "一式两份"),
        ({"remedy": "review", "allowed": ["review"]}, "救济"),
    ],
)
def test_what_a_wording_may_not_change_is_refused_with_its_line(changes: dict[str, Any], reason: str) -> None:
    before = worded("B14")
    if "service_owed" in changes:
        changes = {**changes, "service_owed": not before.get("service_owed", False)}
        reason = "要不要送达"
    sentence = refused(pack(before | changes))
    assert reason in sentence
    assert "行，" in sentence, sentence


def test_a_paper_without_its_elements_is_refused() -> None:
    bare = worded("B14")
    bare["body"] = [{key: value for key, value in one.items() if key != "is"} for one in bare["body"]]
    assert "缺少必备要素F5" in refused(pack(bare))


def test_banned_words_are_refused() -> None:
    bad = worded("B14")
    bad["body"] = [*bad["body"], {"p": "您这样缠访没有用。"}]
    assert "不能写进文书的话" in refused(pack(bad))


def test_the_guards_of_a_paper_stay() -> None:
    """Whether the office's own leadership is accused is asked whatever the province words."""
    letter = worded("B2m")
    letter["fields"] = [one for one in letter["fields"] if one["key"] != "accused"]
    assert "不能去掉" in refused(pack(letter))


def test_the_line_is_that_of_the_paper() -> None:
    body = pack(worded("B14"), worded("B10", audience="body"))
    line = next(n for n, text in enumerate(body.decode().split("\n"), 1) if '"code": "B10"' in text)
    assert f"第 {line} 行" in refused(body)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{\n"pack": "x",\n oops}', "第 3 行"),
        (b"[]", "不是文书模板"),
        (b"\xff\xfe", "UTF-8"),
        (pack(), "没有文书"),
        (pack(worded("B14"), worded("B14")), "定义了两次"),
        (pack(worded("B14"), version=""), "版本"),
        (pack(worded("B14"), effective_from="soon"), "施行日期"),
        (pack(raw_of("B14") | {"code": "Z99"}), "没有编码是“Z99”的文书"),
        (pack(worded("B14"), shared={"end": "x"}), "共用段"),
        (pack(worded("B14"), author="x"), "不认识的项“author”"),
        (b'{"pack": "x", "pack": "y", "documents": []}', "写了两次"),
    ],
)
def test_a_broken_file_is_refused(body: bytes, reason: str) -> None:
    assert reason in refused(body)
