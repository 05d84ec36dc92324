"""审计日封签: a short code over the last link of a day's audit, signed on paper, that proves the chain up to there.

Who could write the file anew could also make its chain whole again; the signed sheet in the safe he cannot change. The
code has 90 bits, so nobody finds a second chain for it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from xinfang_desk.domain import hand_codes
from xinfang_desk.domain.papers import DocumentData, Face, Paragraph, Run, Spacer, office_sheet

LENGTH = 20
BITS = 5 * (LENGTH - hand_codes.CHECK)
_LABEL = "xinfang-desk day seal"
CODE = "SEAL"


@dataclass(frozen=True)
class DaySeal:
    """``seq``: the last link that it covers; ``day`` is an ISO date at +08:00."""

    day: str
    seq: int
    code: str

    def to_json(self) -> dict[str, str | int]:
        return {"day": self.day, "seq": self.seq, "code": self.code}


def seal_code(install_id: str, day: str, seq: int, digest: str) -> str:
    """``XXXX-XXXX-XXXX-XXXX-XXXX`` for one link of the chain of one store."""
    said = f"{_LABEL}\n{install_id}\n{day}\n{seq}\n{digest}".encode()
    body = hand_codes.letters(hashlib.sha256(said).digest()[: LENGTH - hand_codes.CHECK])
    return hand_codes.written(body, _LABEL)


def read_seal(typed: str) -> str | None:
    """The code as it was printed, from what a person typed; None for a slip of the pen."""
    return hand_codes.read(typed, LENGTH, _LABEL)


def seal_sheet(office_name: str, seal: DaySeal, day_text: str, printed_text: str) -> DocumentData:
    """审计日封签单: one page to sign and to lock away."""

    def line(text: str) -> Paragraph:
        return Paragraph((Run(text),), indent=2)

    blocks = (
        line(f"{day_text}的操作记录，到第 {seal.seq} 条为止，封签码是："),
        Spacer(1.0),
        Paragraph((Run(seal.code, Face.HEI),), indent=0, align="center", size=1.3, keep=True),
        Spacer(1.0),
        line("这个码由到这一条为止的全部操作记录算出。以后只要有一条被改、被删、被换，用这张单子一核就能查出来。"),
        line("怎么核：设置—数据—核对操作记录，照单子输入日期和封签码。"),
        line("请负责人签名后锁好，不要和电脑放在一起。"),
        Spacer(2.0),
        Paragraph((Run(f"打印时间：{printed_text}"),), indent=0),
        Paragraph((Run("负责人签名：＿＿＿＿＿＿　日期：＿＿＿年＿＿月＿＿日"),), indent=0),
    )
    return office_sheet(CODE, office_name, "审计日封签单", blocks)
