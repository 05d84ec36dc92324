"""Rules of the house that no single module can hold: no word that rates a person, short files, clean locks."""

from __future__ import annotations

import ast
import enum
import importlib
import json
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

import xinfang_desk.domain
from xinfang_desk.domain import records
from xinfang_desk.store.schema import METADATA

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "xinfang_desk"
RESOURCES = ROOT / "resources"
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if not path.name.startswith("ui_"))

# Banned about a person as a column, value, label or header (design 2.7; counter-rules 9).
BANNED = (
    *("扬言", "重点人员", "特殊人员", "异常", "缠访", "闹访", "老访户", "黑名单", "风险等级", "危险等级"),
    *("管控等级", "进京访风险", "政治身份", "信访次数"),
)
# Said of a scene or of a vaccine, never of a person.
ALLOWED_PHRASES = ("未见异常", "预防接种异常反应")
# The same in the English of columns and values.
BANNED_IN_NAMES = {
    *("risk", "score", "rank", "rating", "threat", "danger", "abnormal", "blacklist", "watchlist", "watch"),
    *("troublemaker", "political", "photo", "face", "fingerprint", "visits", "repeat", "repeats", "frequency"),
}
BANNED_PAIRS = ("visit_count", "petition_count", "visits_count", "times_visited", "key_person", "special_person")
# The lists of banned words themselves.
LISTS = (PACKAGE / "domain" / "wording" / "checks.py",)
COUNTS_VISITS = re.compile(r"(第|共|来过|访过)\s*[＿\d]+\s*次")

LONGEST_FILE = 600
NAMESPACES = ("www.w3.org", "json-schema.org")


def _banned_in(text: str) -> list[str]:
    for phrase in ALLOWED_PHRASES:
        text = text.replace(phrase, "")
    return [word for word in BANNED if word in text]


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    """String literals with their lines, docstrings left out; a filled-in value reads ＿."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "＿" for part in node.values)
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def _json_texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _json_texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _json_texts(one)
    elif isinstance(value, str):
        yield value


def _words(name: str) -> set[str]:
    return set(re.split(r"[_\W]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()))


def _enums() -> Iterator[type[enum.Enum]]:
    for module in pkgutil.walk_packages(xinfang_desk.domain.__path__, "xinfang_desk.domain."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, enum.Enum) and value.__module__ == module.name:
                yield value


# ---- nothing rates a person


def test_no_column_rates_a_person() -> None:
    columns = [f"{table.name}.{column.name}" for table in METADATA.tables.values() for column in table.columns]
    assert columns
    assert [name for name in columns if _words(name) & BANNED_IN_NAMES or _banned_in(name)] == []
    assert [name for name in columns if any(pair in name for pair in BANNED_PAIRS)] == []


def test_no_record_rates_a_person() -> None:
    kinds = [kind for kind in vars(records).values() if isinstance(kind, type) and is_dataclass(kind)]
    names = [f"{kind.__name__}.{field.name}" for kind in kinds for field in fields(kind)]
    assert names
    assert [name for name in names if _words(name) & BANNED_IN_NAMES] == []
    assert [name for name in names if any(pair in name for pair in BANNED_PAIRS)] == []


def test_no_value_of_an_enum_rates_a_person() -> None:
    values = [(one.__name__, name, str(member.value)) for one in _enums() for name, member in one.__members__.items()]
    assert values
    assert [value for value in values if _words(value[1]) & BANNED_IN_NAMES or _words(value[2]) & BANNED_IN_NAMES] == []
    assert [value for value in values if _banned_in(value[2])] == []


@pytest.mark.parametrize("path", sorted(RESOURCES.rglob("*.json")), ids=lambda path: path.stem)
def test_no_template_rule_or_export_header_rates_a_person(path: Path) -> None:
    texts = list(_json_texts(json.loads(path.read_text("utf-8"))))
    assert [text for text in texts if _banned_in(text)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "ui").glob("*.ui")), ids=lambda path: path.stem)
def test_no_form_rates_a_person(path: Path) -> None:
    said = "\n".join(ElementTree.parse(path).getroot().itertext())
    assert _banned_in(said) == []
    names = {one.get("name", "") for one in ElementTree.parse(path).iter("widget")}
    assert [name for name in names if _words(name) & BANNED_IN_NAMES] == []


def test_no_sentence_rates_a_person_or_counts_visits() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in SOURCES
        if path not in LISTS
        for line, text in _strings(path)
        if _banned_in(text) or COUNTS_VISITS.search(text)
    ]
    assert found == []


# ---- the shape of the code


def test_files_stay_short_enough_to_read() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in SOURCES if path.read_text("utf-8").strip() and not _opening(path)]
    assert silent == []


def _opening(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""


# ---- what is handed on


def test_locks_carry_hashes_and_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        pinned = re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE)
        blocks = re.split(r"^(?=[A-Za-z0-9_.-]+==)", text, flags=re.MULTILINE)[1:]
        assert pinned
        assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []
        assert re.findall(r"\w+://\S+|^-\S+|\bfile:\S*", text, re.MULTILINE) == []


def test_the_lock_for_tests_holds_the_lock_for_use() -> None:
    pins = [
        set(re.findall(r"^([A-Za-z0-9_.-]+==[^ \\;]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    ]
    assert pins[0] <= pins[1]


def test_the_package_asks_for_what_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = (ROOT / "requirements.in").read_text("utf-8").splitlines()
    wanted = {line for line in lines if line and not line.startswith("#")}
    assert wanted == set(project["dependencies"]) | {"setuptools>=77"}


def test_resources_and_settings_carry_no_address() -> None:
    texts = [path for path in RESOURCES.rglob("*") if path.suffix in {".json", ".csv", ".txt", ".md", ".svg", ".qss"}]
    texts = [path for path in texts if not path.name.endswith("-licence.txt")]
    texts += [ROOT / "pyproject.toml", *(ROOT / "ui").glob("*.ui"), *(ROOT / "installer").glob("*.py"), *SOURCES]
    found = []
    for path in texts:
        for host in re.findall(r"https?://([^\s/\"'<>)]+)", path.read_text("utf-8")):
            if host not in NAMESPACES:
                found.append(str(path.relative_to(ROOT)))
    assert found == []


@pytest.mark.parametrize("path", sorted((RESOURCES / "fonts").glob("*.ttf")), ids=lambda path: path.stem)
def test_every_face_is_named_in_the_notice(path: Path) -> None:
    assert path.name in (ROOT / "NOTICE").read_text("utf-8")
