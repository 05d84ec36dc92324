"""The same page by ReportLab's peers: data to PDF by typst (budget 8) and a DOCX through LibreOffice (budget 60).

Neither is needed by the program. typst comes as the PyPI package ``typst``, LibreOffice as the Debian package
``libreoffice-writer-nogui``; what is not installed is left out with a sentence.
"""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.bench.turns import Times, in_turn, tell, timed
from tests.documents import samples
from xinfang_desk.documents.contents import SERVICE_NOTE, SERVICE_TABLE
from xinfang_desk.documents.renderer import PaperRenderer
from xinfang_desk.domain.papers import DocumentData, Paragraph

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
ROUNDS = 7
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def notices() -> Iterator[DocumentData]:
    """The same notice with another number each time: nothing is the same page twice."""
    for number in count(1):
        yield replace(samples.PROVED, number=f"铜政访告〔2026〕{number}号")


def lines_of(data: DocumentData) -> list[str]:
    return [block.text for block in data.blocks if isinstance(block, Paragraph)]


def ours() -> Callable[[], object]:
    """As issuing does: glyph proof, layout, PDF, read-back."""
    renderer, papers = PaperRenderer(FONTS), notices()

    def make() -> bytes:
        data = next(papers)
        assert not renderer.missing(data)
        paper = renderer.pdf(data)
        assert not renderer.read_back(paper.pdf, data)
        return paper.pdf

    make()
    return make


def typst_source(data: DocumentData) -> str:
    """The page of the notice in typst's own words: the same texts, sizes, faces and table."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    body = "\n\n".join(f"#par(first-line-indent: (amount: 2em, all: true))[#{quoted(one)}]" for one in lines_of(data))
    cells = ", ".join(f"[#{quoted(cell.text)}]" for row in SERVICE_TABLE.rows for cell in row)
    foot = "\n\n".join(f"#text(size: 9pt)[#{quoted(one)}]" for one in data.footer)
    return f"""
#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm))
#set text(font: ("FandolFangTTF", "Noto Serif SC"), size: 16pt, lang: "zh")
#set par(justify: true, leading: 13pt)
#align(center, text(font: "DeskTitle", size: 22pt)[#{quoted(data.issuer_heading)} \\ #{quoted(data.title)}])
#set text(size: 14pt)
#grid(columns: (1fr, auto), [登记编号 {data.register_no}], [#{quoted(data.number or "")}])
#set text(size: 16pt)
#line(length: 100%, stroke: 0.75pt)
#{quoted(data.addressee)}

{body}

#align(right)[#{quoted(data.signers[0])} \\ #{quoted(data.dated)}]
#text(size: 10.5pt)[#{quoted(SERVICE_NOTE)}]
#text(size: 10.5pt)[#table(columns: (68fr, 180fr, 92fr, 146fr), {cells})]
{foot}
"""


def docx(data: DocumentData, path: Path) -> None:
    """The page as a word processor's template filled in would hold it."""

    def para(text: str, points: float, align: str = "both", indent: int = 0) -> str:
        look = f'<w:pPr><w:jc w:val="{align}"/><w:ind w:firstLineChars="{indent * 100}"/></w:pPr>'
        face = '<w:rPr><w:rFonts w:eastAsia="FandolFangTTF" w:ascii="FandolFangTTF"/>'
        return (
            f'<w:p>{look}<w:r>{face}<w:sz w:val="{int(points * 2)}"/></w:rPr>'
            f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        )

    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{para(cell.text, 10.5, 'left')}</w:tc>" for cell in row) + "</w:tr>"
        for row in SERVICE_TABLE.rows
    )
    parts = [
        para(data.issuer_heading, 22, "center"),
        para(data.title, 22, "center"),
        para(f"登记编号 {data.register_no}　　{data.number}", 14),
        para(data.addressee, 16),
        *(para(one, 16, indent=2) for one in lines_of(data)),
        para(data.signers[0], 16, "right"),
        para(data.dated, 16, "right"),
        para(SERVICE_NOTE, 10.5),
        f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr>{cells}</w:tbl>',
        *(para(one, 9, "left") for one in data.footer),
    ]
    margins = '<w:pgMar w:top="2098" w:left="1587" w:right="1474" w:bottom="1984"/>'
    size = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{margins}'
    body = f'<w:document xmlns:w="{WORD}"><w:body>{"".join(parts)}{size}</w:sectPr></w:body></w:document>'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", links)
        archive.writestr("word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?>{body}')


def told(capsys: pytest.CaptureFixture[str], name: str, own: Times, peer: Times, budget: str) -> None:
    tell(
        capsys,
        f"{name}: {own}, {peer}, {peer.least / own.least:.1f} times faster"
        f" (medians {peer.middle / own.middle:.1f}, {budget})",
    )


def test_typst(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    typst = pytest.importorskip("typst", reason="typst is not installed (PyPI package typst)")
    papers = notices()
    source = tmp_path / "notice.typ"

    def one_call() -> object:
        """As its command does it: reads the fonts, then compiles."""
        source.write_text(typst_source(next(papers)), "utf-8")
        return typst.compile(str(source), font_paths=[str(FONTS)], ignore_system_fonts=True)

    body = one_call()
    assert isinstance(body, bytes)
    assert body.startswith(b"%PDF")
    own, peer = in_turn((("proved notice", timed(ours())), ("typst", timed(one_call))), ROUNDS)
    told(capsys, "typst, one call a notice", own, peer, "budget 8")

    compiler = typst.Compiler(str(source), font_paths=[str(FONTS)], ignore_system_fonts=True)

    def warm() -> object:
        """One compiler that has read the fonts; the text changes."""
        source.write_text(typst_source(next(papers)), "utf-8")
        return compiler.compile(input=str(source), format="pdf")

    warm()
    own, peer = in_turn((("proved notice", timed(ours())), ("typst, warm", timed(warm))), ROUNDS)
    told(capsys, "typst, fonts read before", own, peer, "no budget")


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed (Debian package libreoffice-writer-nogui)"
)
def test_libreoffice(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    papers = notices()
    file = tmp_path / "notice.docx"
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]

    def convert() -> None:
        docx(next(papers), file)
        file.with_suffix(".pdf").unlink(missing_ok=True)
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        assert file.with_suffix(".pdf").read_bytes().startswith(b"%PDF")

    convert()  # makes its profile
    own, peer = in_turn((("proved notice", timed(ours())), ("LibreOffice", timed(convert))), 3)
    told(capsys, "DOCX through LibreOffice", own, peer, "budget 60")
