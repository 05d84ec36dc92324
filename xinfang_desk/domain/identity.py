"""Identity numbers of every kind a visitor may show (GB 11643, GB 32100, GA/T 2000.156): shape, date, check digit.

A number is a help, never a condition: whoever has none, or one that does not fit, is registered all the same
(条例 22, 23). The area part is a hint only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xinfang_desk.domain.gb18030 import TRANSLATION


class IdentityKind(StrEnum):
    """Kinds of documents; ``LABELS`` says what the counter calls them."""

    RESIDENT = "resident"
    RESIDENT15 = "resident15"
    HKMT_RESIDENCE = "hkmt_residence"
    FOREIGNER = "foreigner"  # 2023 card, 18 digits
    FOREIGNER_OLD = "foreigner_old"
    HKM_PASS = "hkm_pass"
    TAIWAN_PASS = "taiwan_pass"
    PASSPORT = "passport"
    USCC = "uscc"
    OTHER = "other"


LABELS: dict[IdentityKind, str] = {
    IdentityKind.RESIDENT: "居民身份证",
    IdentityKind.RESIDENT15: "居民身份证（15位旧号）",
    IdentityKind.HKMT_RESIDENCE: "港澳台居民居住证",
    IdentityKind.FOREIGNER: "外国人永久居留身份证",
    IdentityKind.FOREIGNER_OLD: "外国人永久居留证（旧）",
    IdentityKind.HKM_PASS: "港澳居民来往内地通行证",
    IdentityKind.TAIWAN_PASS: "台湾居民来往大陆通行证",
    IdentityKind.PASSPORT: "护照",
    IdentityKind.USCC: "统一社会信用代码",
    IdentityKind.OTHER: "其他证件",
}

# GA/T 2000.156 codes that are confirmed; the rest is left to a province's profile.
GAT_CODES: dict[IdentityKind, str] = {
    IdentityKind.RESIDENT: "111",
    IdentityKind.RESIDENT15: "111",
    IdentityKind.FOREIGNER: "553",
    IdentityKind.FOREIGNER_OLD: "553",
    IdentityKind.HKM_PASS: "516",
    IdentityKind.TAIWAN_PASS: "511",
    IdentityKind.PASSPORT: "414",
}

PERSON_KINDS = tuple(kind for kind in IdentityKind if kind is not IdentityKind.USCC)
ORGANISATION_KINDS = (IdentityKind.USCC, IdentityKind.OTHER)

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
PROVINCES = frozenset(
    str(code)
    for codes in ((11, 16), (21, 24), (31, 38), (41, 47), (50, 55), (61, 66), (71, 72), (81, 84))
    for code in range(*codes)
)
CHECK_DIGIT = "check_digit"
FIRST_BIRTH_YEAR = 1880

_SHAPES: dict[IdentityKind, re.Pattern[str]] = {
    IdentityKind.RESIDENT: re.compile(r"[1-6][0-9]{16}[0-9X]"),
    IdentityKind.RESIDENT15: re.compile(r"[1-6][0-9]{14}"),
    IdentityKind.HKMT_RESIDENCE: re.compile(r"8[123]0000[0-9]{11}[0-9X]"),
    IdentityKind.FOREIGNER: re.compile(r"9[0-9]{16}[0-9X]"),
    IdentityKind.FOREIGNER_OLD: re.compile(r"[A-Z]{3}[0-9]{12}"),
    IdentityKind.HKM_PASS: re.compile(r"[HM][0-9]{8}([0-9]{2})?"),
    IdentityKind.TAIWAN_PASS: re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]"),
    IdentityKind.PASSPORT: re.compile(r"[A-Z0-9]{5,17}"),
    IdentityKind.USCC: re.compile(rf"[{USCC_ALPHABET}]{{18}}"),
    IdentityKind.OTHER: re.compile(r"\S.{0,39}"),
}
_SHAPE_SENTENCES: dict[IdentityKind, str] = {
    IdentityKind.RESIDENT: "身份证号要18位，前17位是数字，请照证件再看一遍。",
    IdentityKind.RESIDENT15: "旧身份证号要15位数字，请照证件再看一遍。",
    IdentityKind.HKMT_RESIDENCE: "港澳台居民居住证号以81、82、83开头，共18位，请再看一遍。",
    IdentityKind.FOREIGNER: "这种证的号码以9开头，共18位，请再看一遍。",
    IdentityKind.FOREIGNER_OLD: "这种证的号码是3个字母加12位数字，请再看一遍。",
    IdentityKind.HKM_PASS: "通行证号是H或M加8位数字，请再看一遍。",
    IdentityKind.TAIWAN_PASS: "通行证号是8位数字，请再看一遍。",
    IdentityKind.PASSPORT: "护照号是字母和数字，请再看一遍。",
    IdentityKind.USCC: "统一社会信用代码要18位，没有字母I、O、S、V、Z，请再看一遍。",
    IdentityKind.OTHER: "证件号码太长，最多40个字。",
}
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_FIXED = re.compile(r"0[0-9]{2,3}-?[2-9][0-9]{6,7}")
_LOCAL = re.compile(r"[2-9][0-9]{6,7}")
_SERVICE = re.compile(r"(400|800)[0-9]{7}|1[02][0-9]{1,4}|9[0-9]{4,5}")


@dataclass(frozen=True)
class IdentityCheck:
    """What a number says. ``problems`` are (code, sentence); ``check_digit`` alone may be kept with a reason.

    ``sex`` is GB/T 2261.1 (1 男, 2 女); ``area`` the six digits of first issue, a hint only.
    """

    number: str
    kind: IdentityKind
    problems: tuple[tuple[str, str], ...]
    birth: date | None = None
    sex: str | None = None
    area: str = ""

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def keepable(self) -> bool:
        """Only the check digit is wrong."""
        return bool(self.problems) and all(code == CHECK_DIGIT for code, _sentence in self.problems)


def normalise_number(text: str) -> str:
    """Half-width, capital letters, no spaces."""
    half = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text.translate(TRANSLATION))
    return "".join(half.split()).upper()


def area_known(area: str) -> bool:
    """Whether the first two digits are a province's (GB/T 2260); counties come and go, so no more is asked."""
    return area[:2] in PROVINCES


def resident_check_digit(first17: str) -> str:
    """MOD 11-2 (GB 11643) over 17 digits."""
    return CHECK_DIGITS[sum(int(d) * w for d, w in zip(first17, WEIGHTS, strict=True)) % 11]


def foreigner_old_check_digit(first14: str) -> str:
    """7-3-1 weighted sum mod 10, letters A=10 … Z=35 (the machine-readable zone's rule)."""
    return str(sum(int(c, 36) * (7, 3, 1)[i % 3] for i, c in enumerate(first14)) % 10)


def uscc_check_digit(first17: str) -> str:
    """GB 32100: weights 3^i mod 31."""
    total = sum(USCC_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(first17))
    return USCC_ALPHABET[(31 - total % 31) % 31]


def check_identity(kind: IdentityKind | str, text: str, today: date | None = None) -> IdentityCheck:
    """Checks one number of one kind. ``today`` lets a birth date in the future be seen."""
    which = IdentityKind(kind)
    number = _without_dashes(text) if which is not IdentityKind.OTHER else " ".join(text.split())
    if not _SHAPES[which].fullmatch(number):
        return IdentityCheck(number, which, (("shape", _SHAPE_SENTENCES[which]),))
    if which in (IdentityKind.RESIDENT, IdentityKind.HKMT_RESIDENCE, IdentityKind.FOREIGNER):
        return _eighteen(which, number, today)
    if which is IdentityKind.RESIDENT15:
        return _dated(which, number, "19" + number[6:12], number[14], number[:6], today)
    if which is IdentityKind.FOREIGNER_OLD:
        wrong = foreigner_old_check_digit(number[:14]) != number[14]
        return IdentityCheck(number, which, (_check_problem(),) if wrong else ())
    if which is IdentityKind.USCC and uscc_check_digit(number[:17]) != number[17]:
        return IdentityCheck(number, which, (_check_problem(),))
    return IdentityCheck(number, which, ())


def detect_kind(text: str) -> IdentityKind | None:
    """The kind that a number's shape and check digit speak for, or None."""
    number = _without_dashes(text)
    for kind in (
        IdentityKind.HKMT_RESIDENCE,
        IdentityKind.RESIDENT,
        IdentityKind.FOREIGNER,
        IdentityKind.USCC,
        IdentityKind.FOREIGNER_OLD,
        IdentityKind.HKM_PASS,
        IdentityKind.RESIDENT15,
        IdentityKind.TAIWAN_PASS,
    ):
        if _SHAPES[kind].fullmatch(number) and check_identity(kind, number).ok:
            return kind
    return None


def _without_dashes(text: str) -> str:
    """431221-19700101-… as some people write it."""
    return normalise_number(text).replace("-", "").replace("—", "")


def normalise_phone(text: str, area: str = "0745") -> str:
    """Digits and at most one dash; a local fixed number gets the area code."""
    number = normalise_number(text).replace("－", "-").replace("—", "-")
    if number.startswith("+86"):
        number = number[3:]
    digits = number.replace("-", "")
    if _MOBILE.fullmatch(digits):
        return digits
    return f"{area}-{digits}" if _LOCAL.fullmatch(digits) and "-" not in number else number


def phone_problem(text: str) -> str:
    """A sentence when this is neither a mobile nor a fixed nor a service number; empty otherwise."""
    number = normalise_phone(text)
    digits = number.replace("-", "")
    if not number or _MOBILE.fullmatch(digits) or _FIXED.fullmatch(number) or _SERVICE.fullmatch(digits):
        return ""
    return "电话号码位数不对，请再看一遍。手机11位，座机要带区号。"


def _eighteen(kind: IdentityKind, number: str, today: date | None) -> IdentityCheck:
    area = number[:6] if kind is not IdentityKind.FOREIGNER else ""
    made = _dated(kind, number, number[6:14], number[16], area, today)
    wrong = resident_check_digit(number[:17]) != number[17]
    problems = (*made.problems, *((_check_problem(),) if wrong else ()))
    return IdentityCheck(number, kind, problems, made.birth, made.sex, area)


def _dated(kind: IdentityKind, number: str, digits: str, order: str, area: str, today: date | None) -> IdentityCheck:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        birth = None
    if birth is None or birth.year < FIRST_BIRTH_YEAR or (today is not None and birth > today):
        return IdentityCheck(number, kind, (("birth", "号码里的出生日期不对，请照证件再看一遍。"),), None, None, area)
    return IdentityCheck(number, kind, (), birth, "1" if int(order) % 2 else "2", area)


def _check_problem() -> tuple[str, str]:
    return (CHECK_DIGIT, "最后一位和前面对不上，请照证件再看一遍；证件上确实是这样的，写明原因可以保留。")
