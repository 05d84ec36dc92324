"""A profile learnt from a province's template, and two profiles compared in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from xinfang_desk.domain.errors import UserError
from xinfang_desk.domain.packages import ProfileEdit
from xinfang_desk.domain.packages import ProfileField as ShownField
from xinfang_desk.exchange.profile import RECORDS, Profile, ProfileField, labels_a_person, read_profile
from xinfang_desk.exchange.xlsx_rows import SheetError, first_sheet

MOST_COLUMNS = 200
RECORD_WORDS = {"xfj": "信访件", "xfr": "信访人", "blfs": "办理方式"}
UNIT_WORDS = {"characters": "字", "utf8": "字节（UTF-8）", "gb18030": "字节（GB18030）"}

_FIXED = frozenset({"xfjid", "xfrid", "blfsid", "djbh", "rev"})

# What provinces' templates call the same thing (record, field).
_ALSO: dict[str, tuple[str, str]] = {
    "身份证号": ("xfr", "zjhm"),
    "身份证号码": ("xfr", "zjhm"),
    "手机号码": ("xfr", "sjh"),
    "联系电话": ("xfr", "sjh"),
    "性别": ("xfr", "xbmc"),
    "信访人姓名": ("xfr", "xm"),
    "信访形式": ("xfj", "xfxsmc"),
    "信访目的": ("xfj", "xfmdmc"),
    "内容分类": ("xfj", "nrflmc"),
    "问题发生地": ("xfj", "wtsdmc"),
    "登记日期": ("xfj", "djsj"),
    "登记单位": ("xfj", "djjgmc"),
    "登记机构": ("xfj", "djjgmc"),
    "限办时间": ("xfj", "xbjzsj"),
    "概况": ("xfj", "gkxx"),
    "信访内容": ("xfj", "tsnr"),
    "联名信或集体访": ("xfj", "lmbzmc"),
    "办理方式": ("blfs", "blfsmc"),
    "转往处": ("blfs", "qxjg"),
    "本机构登记号": ("xfj", "djbh"),
    "登记号": ("xfj", "djbh"),
}


def learn(base: Mapping[str, Any], headings: Sequence[str], version: str) -> dict[str, Any]:
    """The base profile with the columns of a template's first row, in its order; what is not known stays blank.

    A column that keeps our own number is put first where the template has none: receipts are matched by it.
    UserError(code='profile') for a row that is no heading.
    """
    heads = [" ".join(one.split()) for one in headings]
    while heads and not heads[-1]:
        heads.pop()
    if not heads or len(heads) > MOST_COLUMNS or not all(heads):
        raise UserError("第一行不是栏目名（有空格或者太多），没有采用；请用省里发的空白表格。", code="profile")
    if len(set(heads)) != len(heads):
        raise UserError("有两栏的名字一样，没有采用；请核对省里的表格。", code="profile")
    known = _known(base)
    columns = [_column(head, known) for head in heads]
    if not any(column.get("field") for column in columns):
        raise UserError("表格里没有一栏是认得的，没有采用；请核对是不是省里的上报表。", code="profile")
    if not any(column.get("field") == "djbh" for column in columns):
        columns.insert(0, {"heading": "登记编号", "record": "xfj", "field": "djbh"})
    sheet = dict(base["sheet"]) | {
        "columns": columns,
        "locked": [c["heading"] for c in columns if c.get("field") == "djbh"],
    }
    learnt = dict(base) | {"sheet": sheet, "version": version, "confirmed": False}
    learnt["id"] = str(base["id"]).removesuffix("-learnt") + "-learnt"
    learnt["title"] = str(base["title"]).split("，")[0] + "，按省里的表格"
    return learnt


def learn_template(base: bytes, template: bytes, version: str) -> bytes:
    """The base profile with the columns of an XLSX template. UserError(code='profile')."""
    try:
        headings = next(first_sheet(template), [])
    except SheetError as error:
        raise UserError(f"表格没有采用：{error.args[0]}", code="profile") from error
    return to_bytes(learn(json.loads(base), headings, version))


def edited(base: bytes, edits: Sequence[ProfileEdit], version: str) -> bytes:
    """The base profile with some fields changed; checked like any other when it is used. UserError(code='profile')."""
    raw = json.loads(base)
    specs = {f"{record}.{spec['field']}": spec for record in RECORDS for spec in raw["records"][record]}
    for edit in edits:
        spec = specs.get(edit.key)
        if spec is None or not edit.heading.strip() or edit.width < 0:
            raise UserError("有一项的名称空着，或者最长写得不对，请核对。", code="profile")
        spec |= {"heading": edit.heading.strip(), "required": edit.required, "width": edit.width}
        spec |= {"unit": edit.unit, "dates": edit.dates}
    made = to_bytes(raw | {"version": version, "confirmed": False})
    read_profile(made)
    return made


def shown_fields(profile: Profile) -> tuple[ShownField, ...]:
    """The fields as a person may change them; what keeps records apart is not among them."""
    return tuple(
        ShownField(
            f"{record}.{spec.field}",
            RECORD_WORDS[record],
            spec.heading,
            spec.required,
            spec.width,
            spec.unit,
            spec.dates,
        )
        for record in RECORDS
        for spec in profile.records[record]
        if spec.field not in _FIXED
    )


def unknown_columns(profile: Profile) -> tuple[str, ...]:
    """Headings that nothing of ours goes into, and that are no labels of persons."""
    return tuple(c.heading for c in profile.columns if not c.field and not labels_a_person(c.heading))


def changes(old: Profile, new: Profile) -> tuple[str, ...]:
    """What another profile changes, a sentence each; empty = the same in every point."""
    return tuple(_changes(old, new))


def to_bytes(raw: Mapping[str, Any]) -> bytes:
    return json.dumps(raw, ensure_ascii=False, indent=1).encode()


def _known(base: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    names = {
        (record, name)
        for record in RECORDS
        for spec in base["records"][record]
        for name in (spec["field"], spec.get("name_field", ""))
        if name
    }
    found = {head: at for head, at in _ALSO.items() if at in names}
    for record in reversed(RECORDS):
        for spec in base["records"][record]:
            found[str(spec["heading"])] = (record, str(spec.get("name_field") or spec["field"]))
    found |= {
        str(one["heading"]): (one["record"], one["field"]) for one in base["sheet"]["columns"] if one.get("field")
    }
    return found


def _column(head: str, known: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    at = None if labels_a_person(head) else known.get(head)
    return {"heading": head} if at is None else {"heading": head, "record": at[0], "field": at[1]}


def _changes(old: Profile, new: Profile) -> Iterator[str]:
    if (old.id, old.title) != (new.id, new.title):
        yield f"口径从“{old.title}”换成“{new.title}”。"
    if old.csv_encoding != new.csv_encoding:
        yield f"CSV 文件的编码从 {old.csv_encoding} 改成 {new.csv_encoding}。"
    before, after = ([column.heading for column in one.columns] for one in (old, new))
    yield from _lists("表格多了一栏：", (head for head in after if head not in before))
    yield from _lists("表格少了一栏：", (head for head in before if head not in after))
    kept = [head for head in before if head in after]
    if kept != [head for head in after if head in before]:
        yield "表格的栏目换了次序。"
    sources = {column.heading: (column.record, column.field) for column in old.columns}
    for column in new.columns:
        if column.heading in sources and sources[column.heading] != (column.record, column.field):
            yield f"“{column.heading}”改为填另一项内容。"
    for record in RECORDS:
        yield from _field_changes(record, old, new)
    for name in sorted(old.tables.keys() | new.tables.keys()):
        yield from _table_changes(name, old, new)


def _lists(words: str, heads: Iterable[str]) -> Iterator[str]:
    for head in heads:
        yield f"{words}{head}。"


def _field_changes(record: str, old: Profile, new: Profile) -> Iterator[str]:
    before = {spec.field: spec for spec in old.records[record]}
    after = {spec.field: spec for spec in new.records[record]}
    where = RECORD_WORDS[record]
    for key in before.keys() - after.keys():
        yield f"{where}不再报“{before[key].heading}”。"
    for key, spec in after.items():
        if key not in before:
            yield f"{where}增加“{spec.heading}”。"
        else:
            yield from _spec_changes(f"{where}“{spec.heading}”", before[key], spec)


def _spec_changes(what: str, old: ProfileField, new: ProfileField) -> Iterator[str]:
    if old.heading != new.heading:
        yield f"{what}原来叫“{old.heading}”。"
    if old.required != new.required:
        yield f"{what}{'改为必填' if new.required else '改为可以不填'}。"
    if (old.width, old.unit) != (new.width, new.unit):
        yield f"{what}最长从{_width(old)}改为{_width(new)}。"
    if old.dates != new.dates:
        yield f"{what}的日期改用“{new.dates}”分隔。"
    if old.fallback != new.fallback:
        yield f"{what}空着时填的值改了。"
    if (old.table, old.name_field) != (new.table, new.name_field):
        yield f"{what}换了代码表。"


def _width(spec: ProfileField) -> str:
    return f" {spec.width} {UNIT_WORDS[spec.unit]}" if spec.width else "不限"


def _table_changes(name: str, old: Profile, new: Profile) -> Iterator[str]:
    before, after = old.tables.get(name, {}), new.tables.get(name, {})
    for key in sorted(before.keys() | after.keys()):
        left, right = before.get(key), after.get(key)
        if left == right:
            continue
        if right is None:
            yield f"代码表 {name} 去掉了“{left.name if left else key}”。"
        elif left is None:
            yield f"代码表 {name} 增加“{right.name}”（{right.code}）。"
        else:
            yield f"代码表 {name} 的“{left.name}”（{left.code}）改为“{right.name}”（{right.code}）。"
