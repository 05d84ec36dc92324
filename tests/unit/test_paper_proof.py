"""The 校验码: keyed, over every word of the paper, typed by any scanner, telling nothing of anybody."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields, replace
from typing import Any

import pytest

from tests.documents import samples
from xinfang_desk.domain.canonical import canonical
from xinfang_desk.domain.frozen_papers import read_frozen
from xinfang_desk.domain.paper_proof import (
    BITS,
    ProofText,
    Typed,
    code_of,
    office_tag,
    paper_code,
    printed_code,
    proof_key,
    read_typed,
)

KEY = proof_key(b"secret of this store")
CODE = paper_code(KEY, asdict(samples.NOTICE))
PROOF = ProofText(office_tag("install-1"), 2026, 12, "20261123", CODE)


def test_the_code_is_long_enough_and_says_nothing_of_anybody() -> None:
    assert BITS >= 80
    assert re.fullmatch(r"XF1\.[0-9A-Z]{4}\.2026-12\.20261123\.[0-9A-Z]{20}", PROOF.text)
    assert "install" not in PROOF.text.lower()
    assert code_of(PROOF.text) == CODE
    assert code_of("") == code_of(PROOF.text[:-1]) == ""


OTHERS: dict[str, Any] = {
    "addressee": "王二：",
    "number": "铜政访告〔2026〕13号",
    "dated": "2026年11月24日",
    "blocks": samples.NOTICE.blocks[1:],
    "signers": ("别的机关",),
    "large": True,
    "code": "B4",
}


@pytest.mark.parametrize("name", list(OTHERS))
def test_another_word_or_another_key_is_another_code(name: str) -> None:
    assert paper_code(KEY, asdict(replace(samples.NOTICE, **{name: OTHERS[name]}))) != CODE
    assert paper_code(proof_key(b"another store"), asdict(samples.NOTICE)) != CODE


def test_the_code_does_not_hang_on_itself_and_holds_over_what_was_kept() -> None:
    with_code = replace(samples.NOTICE, proof=PROOF.text)
    assert paper_code(KEY, asdict(with_code)) == CODE
    assert paper_code(KEY, json.loads(canonical(asdict(with_code)))) == CODE


@pytest.mark.parametrize(
    "typed",
    [
        PROOF.text,
        PROOF.text.lower(),
        f"  {PROOF.text}\r\n",
        PROOF.text.translate(str.maketrans("XF1.-", "ＸＦ１．－")),
        PROOF.text.replace(".", "。"),
    ],
)
def test_a_scanner_is_understood_however_it_types(typed: str) -> None:
    assert read_typed(typed, 2026) == Typed(PROOF, CODE)


@pytest.mark.parametrize("typed", [CODE, CODE.replace("-", " ").lower(), f"校验码 {CODE}", f"校验码：{CODE}"])
def test_a_code_alone_is_understood(typed: str) -> None:
    assert read_typed(typed, 2026) == Typed(code=CODE)


def test_a_number_is_understood() -> None:
    assert read_typed("2025-12", 2026) == Typed(year=2025, seq=12)
    assert read_typed(" 7 ", 2026) == Typed(year=2026, seq=7)


@pytest.mark.parametrize(
    "typed", ["", "李𬀩明", CODE[:-1], PROOF.text[:-1], PROOF.text[:-1] + "0" * 2, "XF2" + PROOF.text[3:]]
)
def test_what_is_none_of_these_is_refused(typed: str) -> None:
    assert read_typed(typed, 2026) is None


def test_a_slip_in_one_letter_is_told_from_another_paper() -> None:
    letter = "A" if CODE[0] != "A" else "B"
    assert read_typed(letter + CODE[1:], 2026) is None


def test_the_code_is_found_in_the_text_of_a_pdf() -> None:
    assert printed_code(f"…〔2026〕12号\n校验码 {CODE}到出具") == CODE
    assert printed_code("没有") == ""


@pytest.mark.parametrize("name", list(samples.SAMPLES))
def test_what_was_frozen_reads_back_as_it_was(name: str) -> None:
    data = samples.SAMPLES[name]
    assert read_frozen(canonical(asdict(data))) == data


def test_papers_of_other_programs_are_read_as_far_as_this_one_knows_them() -> None:
    raw = json.loads(canonical(asdict(samples.NOTICE)))
    del raw["proof"], raw["annex"]
    assert read_frozen(json.dumps(raw | {"later": 1})) == samples.NOTICE
    assert {"proof", "annex"} <= {field.name for field in fields(samples.NOTICE)}
    for broken in ("{}", "[]", '{"layout": "notice"}'):
        with pytest.raises(ValueError, match="not the data of a paper"):
            read_frozen(broken)
