"""Reads the plain words out of a text, Markdown or Word file that a person picked; nothing in it is trusted."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

from xinfang_desk.domain.errors import UserError

MOST_XML = 32 * 1024 * 1024
_BREAKS = frozenset({"br", "cr"})


def plain_text(body: bytes) -> str:
    """UTF-8 or GB 18030 text, or the paragraphs of a .docx. UserError(code='law') for anything else."""
    if body.startswith(b"PK\x03\x04"):
        return _docx_text(body)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if re.search(r"[\x00-\x08\x0e-\x1f]", text):
            break
        return text
    raise _refused("不是文字文件（可以用 TXT、Markdown、DOCX）。")


def _docx_text(body: bytes) -> str:
    """The paragraphs of word/document.xml in their order, one a line; deleted and hidden words are no text."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as container:
            entry = container.getinfo("word/document.xml")
            if entry.file_size > MOST_XML:
                raise _refused("这份 Word 文件太大。")
            with container.open(entry) as file:
                xml = file.read(MOST_XML + 1)
        if len(xml) > MOST_XML or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
            raise _refused("这份 Word 文件里有不该有的内容。")
        root = ElementTree.fromstring(xml)
    except KeyError as error:
        raise _refused("这不是 Word 文字文件（.docx）。") from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _refused("这份 Word 文件坏了，打不开。") from error
    except (ElementTree.ParseError, ValueError, zlib.error) as error:
        raise _refused("这份 Word 文件坏了，读不出来。") from error
    return "\n".join(_words(node) for node in root.iter() if _name(node) == "p")


def _words(paragraph: ElementTree.Element) -> str:
    out = []
    for node in paragraph.iter():
        name = _name(node)
        if name == "t":
            out.append(node.text or "")
        elif name == "tab":
            out.append("\u3000")
        elif name in _BREAKS:
            out.append("\n")
    return "".join(out)


def _name(node: ElementTree.Element) -> str:
    """The element's name without its namespace; Word's two dialects differ in that alone."""
    return str(node.tag).rpartition("}")[2]


def _refused(reason: str) -> UserError:
    return UserError(f"条例原文没有采用，仍用原来的：{reason}", code="law")
