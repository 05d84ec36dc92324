"""An invented regulation of the right shape: no word of it is law."""

from __future__ import annotations

import io
import zipfile

from xinfang_desk.domain.wording.basis import CITABLE, chinese_number, parse_citation

TITLE = "信访工作条例"


def invented(articles: int = 50, *, without: int = 0, mark: str = "") -> str:
    """As many articles, each with three 款 and six 项 under the first; ``without`` leaves one article's 款 away."""
    lines = [TITLE, "（示例文本，不是条例原文）", "第一章 （示例）总则", ""]
    for number in range(1, articles + 1):
        if number == 17:
            lines.append("第三章　（示例）提出")
        head = f"第{chinese_number(number)}条"
        lines.append(f"{mark}{head}　（示例）第{number}条的话：")
        if number == without:
            continue
        lines += [f"（{chinese_number(item)}）（示例）第{number}条第{item}项；" for item in range(1, 7)]
        lines += [f"（示例）第{number}条的另一款，{part}。" for part in ("其二", "其三", "其四")]
    return "\n".join(lines)


def docx(text: str, *, name: str = "word/document.xml", head: str = "") -> bytes:
    """The smallest file that Word would open as these paragraphs."""
    space = "urn:word"
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{line[:2]}</w:t></w:r><w:r><w:t>{line[2:]}</w:t></w:r></w:p>" for line in text.split("\n")
    )
    xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{space}"><w:body>{paragraphs}</w:body></w:document>'
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr(name, xml.encode())
    return body.getvalue()


PLACES = tuple(parse_citation(entry) for entry in sorted(CITABLE))
