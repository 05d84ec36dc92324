"""本人信息单: what is stored about one visitor, for that person (个人信息保护法 44、45)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xinfang_desk.domain.papers import DocumentData, Face, Paragraph, Run, Spacer, office_sheet

CODE = "OWN"
OPENING = "下面是本单位的信访登记里存着的、关于您的全部内容。您可以要一份，也可以要求改正写错的。"
CLOSING = "没有写在上面的，本单位没有存。不存照片、指纹，不给人打分、贴标签，也不记来了几回。"


@dataclass(frozen=True)
class OwnPart:
    """One heading with its lines, each a name and what is stored."""

    heading: str
    lines: tuple[tuple[str, str], ...]


def own_record(office_name: str, dated: str, parts: Sequence[OwnPart]) -> DocumentData:
    """A form for the person to take away."""
    blocks: list[Paragraph | Spacer] = [Paragraph((Run(OPENING),), indent=2)]
    for part in parts:
        blocks.append(Spacer(0.5))
        blocks.append(Paragraph((Run(part.heading, Face.HEI),), indent=0, keep=True))
        for name, value in part.lines:
            blocks.append(Paragraph((Run(f"{name}：{value}"),), indent=2))
    blocks.append(Spacer(1.0))
    blocks.append(Paragraph((Run(CLOSING),), indent=2))
    blocks.append(Paragraph((Run("本人签收：＿＿＿＿＿＿　日期：＿＿＿年＿＿月＿＿日"),), indent=0))
    return office_sheet(CODE, office_name, "本人信息单", tuple(blocks), dated=dated, signers=(office_name,))
