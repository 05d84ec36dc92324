"""Nothing rates a person (design 2.7), and each limit on misuse (counter-rules 9) has its test.

``test_house.py`` looks for the banned words in columns, enums, templates, rules, forms and sentences. Here the shapes
are held: what is stored about a person at all, that nothing adds people up, and that the table in
``docs/limits-on-misuse.md`` names for every limit tests that exist.
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Integer

from tests.test_house import BANNED, BANNED_IN_NAMES, RESOURCES, ROOT, SOURCES, _banned_in, _words
from xinfang_desk.domain import records as r
from xinfang_desk.services.registration_form import VisitorEntry
from xinfang_desk.store import schema

LIMITS = ROOT / "docs" / "limits-on-misuse.md"

# All that is stored about a person, and why each is needed for the registration or its papers.
ABOUT_A_PERSON = {
    "id reception_id ordinal kind role anonymous": "which line of which visit",
    "name id_kind id_number id_note phone division address": "条例 19, 22: who, and where the answer goes",
    "sex born_on nationality post relation": "the national record's own fields, read from the document or asked",
}

# Columns that point to a line of the roster: papers name whom they are for. Nothing else hangs on a person.
POINTS_TO_A_PERSON = {"recipient.visitor_id"}

# Signatures are recorded as what happened, without a column to judge who did not sign.
SERVICE_FIELDS = {
    *("id", "recipient_id", "way", "on_date", "signed_by", "relation", "witness", "server", "read_aloud"),
    *("tracking_no", "note", "attachment_sha256", "at", "by", "replaced"),
}

NEVER_TAKEN = {"photo", "fingerprint", "face", "nation", "ethnic", "party", "household", "religion", "health", "minzu"}


def test_what_is_stored_about_a_person_is_this_and_nothing_more() -> None:
    allowed = {name for names in ABOUT_A_PERSON for name in names.split()}
    assert {field.name for field in fields(r.Visitor)} == allowed
    assert {column.name for column in schema.VISITOR.columns} == allowed | {"pos"}
    assert {field.name for field in fields(VisitorEntry)} <= allowed | {"draft_id"}


def test_no_number_is_kept_about_a_person() -> None:
    """No score can hide in a column that holds no number."""
    numbers = {column.name for column in schema.VISITOR.columns if isinstance(column.type, Integer)}
    marks = {column.name for column in schema.VISITOR.columns if isinstance(column.type, Boolean)}
    assert numbers - marks == {"pos", "ordinal"}
    assert marks == {"anonymous"}


def test_nothing_hangs_on_a_person_but_the_papers_addressed_to_them() -> None:
    found = {
        f"{table.name}.{key.parent.name}"
        for table in schema.METADATA.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "visitor"
    }
    assert found == POINTS_TO_A_PERSON


def test_no_table_is_a_table_of_people() -> None:
    """A person is a line of one reception; no number or name occurs once, so nothing merges lines into a profile."""
    for table in schema.METADATA.tables.values():
        unique = {
            column.name
            for one in [*table.constraints, *table.indexes]
            if getattr(one, "unique", False) or type(one).__name__ == "UniqueConstraint"
            for column in one.columns  # type: ignore[union-attr]
        }
        assert not unique & {"id_number", "name", "phone", "visitor_id"}, table.name
        names = {column.name for column in table.columns}
        assert "id_number" not in names or table.name == "visitor", table.name


def test_a_card_reader_s_surplus_is_stored_nowhere() -> None:
    columns = {f"{table.name}.{column.name}" for table in schema.METADATA.tables.values() for column in table.columns}
    assert [name for name in columns if _words(name) & NEVER_TAKEN] == []


def test_a_signature_has_no_column_for_judging_who_did_not_sign() -> None:
    assert {field.name for field in fields(r.Service)} == SERVICE_FIELDS


def test_no_function_counts_what_a_number_did_before() -> None:
    """Earlier matters are shown as lines; nothing takes their length, ranks them or sums them up."""
    counted = re.compile(
        r"(len|sum|max|Counter|enumerate)\((?:list\(|tuple\()?[^()\n]*(of_identity|seen_before|earlier_items)\("
    )
    found = [str(path.relative_to(ROOT)) for path in SOURCES if counted.search(path.read_text("utf-8"))]
    assert found == []


def test_no_name_of_the_program_itself_rates_a_person() -> None:
    """Functions, classes, fields and arguments of every module, beside the columns and enums of the house test."""
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node, "name", None) or getattr(node, "arg", None)
            if isinstance(name, str) and _words(name) & (BANNED_IN_NAMES - ALLOWED_IN_CODE):
                found.append(f"{path.relative_to(ROOT)}:{name}")
    assert found == []


# Of a visit's scene (``danger_on_site``), a glyph's face, a key's fingerprint, a paper's rank, a second print.
ALLOWED_IN_CODE = {"danger", "face", "fingerprint", "rank", "repeat", "repeats", "watch", "abnormal"}


@pytest.mark.parametrize("path", sorted((RESOURCES / "profiles").glob("*.json")), ids=lambda path: path.stem)
def test_columns_that_label_people_are_left_empty_in_every_profile(path: Path) -> None:
    raw = json.loads(path.read_text("utf-8"))
    said = json.dumps(raw, ensure_ascii=False)
    assert _banned_in(said) == []
    assert "danger_on_site" not in said


def test_the_banned_words_are_those_of_the_design() -> None:
    assert set(BANNED) == {
        *("扬言", "重点人员", "特殊人员", "异常", "缠访", "闹访", "老访户", "黑名单", "风险等级", "危险等级"),
        *("管控等级", "进京访风险", "政治身份", "信访次数"),
    }


# ---- the limits and their tests


def rows() -> list[tuple[str, list[str]]]:
    """(limit, tests) of the table."""
    found = []
    for line in LIMITS.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and "::" in cells[2]:
            found.append((cells[0], re.findall(r"`([^`]+::[^`]+)`", cells[2])))
    return found


def names_in(path: Path) -> set[str]:
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


@pytest.mark.parametrize("limit", rows(), ids=lambda limit: limit[0])
def test_each_limit_on_misuse_has_its_test(limit: tuple[str, list[str]]) -> None:
    assert limit[1]
    for named in limit[1]:
        path, _, name = named.partition("::")
        assert (ROOT / path).is_file(), path
        assert name in names_in(ROOT / path), named


def test_every_limit_stands_in_the_table() -> None:
    assert len(rows()) >= 18
