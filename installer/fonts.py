"""Builds the bundled fonts in resources/fonts from public packages: run once, its result is committed.

Needs fontTools (in the project's environment), ``npm``, ``apt-get`` and ``dpkg-deb``:

    python installer/fonts.py --out resources/fonts

Packages are taken with their ordinary clients (``npm pack``, ``apt-get download``). What is made:

| file | from | change |
|---|---|---|
| FandolFangTTF-Regular.ttf | FandolFang-Regular.otf (texlive-lang-chinese) | cubic to quadratic outlines, renamed |
| DeskTitle-Black.ttf | Noto Serif SC Black | subset, renamed |
| DeskHei-Bold.ttf | Noto Sans SC Bold | subset, renamed |
| DeskKai-Regular.ttf | LXGW WenKai Regular | subset, renamed (its licence reserves the name) |
| NotoSerifSC-Regular.ttf | Noto Serif SC Regular | none |
| HanaMinB.ttf | HanaMinB | none |
| faces.json, coverage.bin | all of them | SHA-256 of each face; one zlib-packed bit per code point |

The subsets hold the 8,105 characters of the 通用规范汉字表 (tgscc8105.txt), GB 2312, punctuation, symbols and Latin.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zlib
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

NPM = ("@expo-google-fonts/noto-serif-sc@0.4.3", "@expo-google-fonts/noto-sans-sc@0.4.3")
DEBIAN = ("fonts-lxgw-wenkai", "fonts-hanazono", "texlive-lang-chinese")
WANTED_FROM_DEBIAN = (
    "FandolFang-Regular.otf",
    "doc/fonts/fandol/COPYING.gz",
    "LXGWWenKai-Regular.ttf",
    "HanaMinB.ttf",
    "fonts-lxgw-wenkai/copyright",
    "fonts-hanazono/copyright",
)
CODE_SPACE = 0x40000
"""Code points that a coverage bitmap spans: planes 0 to 3, which hold every encoded hanzi."""

SYMBOL_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x2B0, 0x2DF),
    (0x391, 0x3C9),
    (0x2000, 0x206F),
    (0x20A0, 0x20BF),
    (0x2100, 0x218F),
    (0x2190, 0x2199),
    (0x2200, 0x22FF),
    (0x2460, 0x257F),
    (0x25A0, 0x2642),
    (0x3000, 0x30FF),
    (0x3105, 0x312F),
    (0x3200, 0x33FF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
)

FANDOL_NOTE = """FandolFangTTF-Regular.ttf is FandolFang-Regular.otf 1.300, (c) 2012-2013 the Fandol team
(Clerk Ma, Jie Su), changed in 2026: its cubic outlines were converted to quadratic ones (CFF to
glyf, largest error one unit of a thousand), its layout tables left out, and the font renamed.
Nothing else was changed.

Licence: GNU General Public License version 3 with the font exception, both below; the changed font keeps both. A
document that embeds the font is not covered by the GPL because of that.

Source: the preferred form for changes is FandolFang-Regular.otf as published in the Fandol distribution
(TeX archive path fonts/fandol; Debian package texlive-lang-chinese, version 2022.20230122), together with the script
installer/fonts.py of this project, which repeats the conversion from it.

"""

Coverage = dict[str, frozenset[int]]


def run(*command: str, cwd: Path) -> None:
    """Runs one ordinary client and stops when it fails."""
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def fetch(work: Path) -> dict[str, Path]:
    """Downloads and unpacks the packages; returns the wanted files by their short name."""
    found: dict[str, Path] = {}
    for package in NPM:
        run("npm", "pack", package, cwd=work)
    for package in DEBIAN:
        run("apt-get", "download", package, cwd=work)
    for archive in sorted(work.glob("*.tgz")):
        with tarfile.open(archive) as tar:
            for member in tar:
                name = Path(member.name).name
                if name in ("NotoSerifSC_400Regular.ttf", "NotoSerifSC_900Black.ttf", "NotoSansSC_700Bold.ttf"):
                    found[name] = take(tar, member, work / name)
                elif name == "LICENSE_FONT":
                    key = "licence-serif" if "serif" in archive.name else "licence-sans"
                    found[key] = take(tar, member, work / key)
    for archive in sorted(work.glob("*.deb")):
        listing = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(archive)], stdout=subprocess.PIPE)
        with tarfile.open(fileobj=listing.stdout, mode="r|") as tar:
            for member in tar:
                for wanted in WANTED_FROM_DEBIAN:
                    if member.isfile() and member.name.endswith(wanted):
                        found[wanted] = take(tar, member, work / wanted.replace("/", "-"))
        if listing.wait() != 0:
            raise SystemExit(f"dpkg-deb failed on {archive.name}")
    return found


def take(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> Path:
    """Writes one member of an archive to ``target``."""
    stream = tar.extractfile(member)
    if stream is None:
        raise SystemExit(f"{member.name} is not a file")
    target.write_bytes(stream.read())
    return target


def rename(font: TTFont, family: str, style: str, note: str) -> None:
    """Gives every name record that shows a font's name the new one; copyright and licence records stay."""
    table = font["name"]
    post_script = f"{family}-{style}" if style != "Regular" else family
    new = {1: f"{family} {style}" if style != "Regular" else family, 2: "Regular", 3: f"{post_script};xinfang-desk"}
    new |= {4: f"{family} {style}".removesuffix(" Regular"), 6: post_script, 10: note}
    for record in list(table.names):
        other_language = record.nameID in new and record.langID != 0x409
        if record.nameID in (16, 17, 18, 20, 21, 22, 25) or record.platformID == 1 or other_language:
            table.removeNames(record.nameID, record.platformID, record.platEncID, record.langID)
    for name_id, text in new.items():
        table.setName(text, name_id, 3, 1, 0x409)
    if "CFF " in font:
        raise SystemExit("rename after conversion")


def convert_fandol(source: Path, target: Path) -> None:
    """FandolFang with TrueType outlines: ReportLab embeds no CFF."""
    font = TTFont(source, recalcTimestamp=False)
    order = font.getGlyphOrder()
    glyph_set = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(glyph_set)
        glyph_set[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    for tag in ("CFF ", "VORG", "GPOS", "GSUB", "BASE", "DSIG"):
        if tag in font:
            del font[tag]
    font["loca"] = newTable("loca")
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    for name in order:
        glyphs[name].recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyphs[name], "xMin", 0))
    maxp = font["maxp"] = newTable("maxp")
    maxp.tableVersion = 0x00010000
    zero = "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements maxSizeOfInstructions"
    for field in (*zero.split(), "maxComponentElements", "maxComponentDepth"):
        setattr(maxp, field, 0)
    for field in ("maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours"):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    maxp.numGlyphs = len(order)
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"
    rename(font, "FandolFangTTF", "Regular", "FandolFang with TrueType outlines; see Fandol-licence.txt")
    font.save(target)


def subset_characters(list_8105: Path) -> set[int]:
    """Code points of the subset faces: 8,105 + GB 2312 + punctuation, symbols, Latin."""
    wanted = {ord(char) for char in list_8105.read_text("utf-8").strip()}
    for lead in range(0xA1, 0xF8):
        for trail in range(0xA1, 0xFF):
            try:
                wanted.add(ord(bytes((lead, trail)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    for first, last in SYMBOL_RANGES:
        wanted.update(range(first, last + 1))
    return wanted


def subset(source: Path, target: Path, wanted: set[int], family: str, style: str) -> None:
    """A smaller face under a name of its own, without layout tables and hints."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    for tag in ("GSUB", "GPOS", "GDEF", "BASE", "DSIG", "VDMX", "STAT"):
        if tag in font:
            del font[tag]
    rename(font, family, style, "A subset with a name of its own; see the licence text beside it")
    font.save(target)


def is_private_use(code: int) -> bool:
    """Private-use code points print something else in every font: they never count as covered."""
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def coverage_of(path: Path) -> set[int]:
    """Code points of a face that have ink, or are a space."""
    font = TTFont(path)
    glyf = font["glyf"]
    covered = set()
    for code, name in font.getBestCmap().items():
        if code >= CODE_SPACE or is_private_use(code) or name == ".notdef" or code < 0x20:
            continue
        if glyf[name].numberOfContours != 0 or code in (0x20, 0xA0, 0x3000):
            covered.add(code)
    return covered


def write_tables(out: Path, files: list[tuple[str, str]]) -> None:
    """faces.json and coverage.bin; ``files`` are (file name, licence text)."""
    faces = []
    bitmaps = bytearray()
    for name, licence in files:
        covered = coverage_of(out / name)
        bits = bytearray(CODE_SPACE // 8)
        for code in covered:
            bits[code >> 3] |= 1 << (code & 7)
        bitmaps += bits
        data = (out / name).read_bytes()
        font = TTFont(out / name)
        faces.append(
            {
                "name": font["name"].getDebugName(6),
                "file": name,
                "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
                "characters": len(covered),
                "licence": licence,
            }
        )
    packed = zlib.compress(bytes(bitmaps), 9)
    (out / "coverage.bin").write_bytes(packed)
    table = {"code_space": CODE_SPACE, "coverage_sha256": hashlib.sha256(packed).hexdigest(), "faces": faces}
    (out / "faces.json").write_text(json.dumps(table, ensure_ascii=False, indent=2) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, required=True, help="resources/fonts; holds tgscc8105.txt already")
    out = parser.parse_args().out.resolve()
    list_8105 = out / "tgscc8105.txt"
    if not list_8105.exists():
        raise SystemExit(f"{list_8105} is missing")
    with tempfile.TemporaryDirectory() as folder:
        found = fetch(Path(folder))
        convert_fandol(found["FandolFang-Regular.otf"], out / "FandolFangTTF-Regular.ttf")
        wanted = subset_characters(list_8105)
        subset(found["NotoSerifSC_900Black.ttf"], out / "DeskTitle-Black.ttf", wanted, "DeskTitle", "Black")
        subset(found["NotoSansSC_700Bold.ttf"], out / "DeskHei-Bold.ttf", wanted, "DeskHei", "Bold")
        subset(found["LXGWWenKai-Regular.ttf"], out / "DeskKai-Regular.ttf", wanted, "DeskKai", "Regular")
        shutil.copyfile(found["NotoSerifSC_400Regular.ttf"], out / "NotoSerifSC-Regular.ttf")
        shutil.copyfile(found["HanaMinB.ttf"], out / "HanaMinB.ttf")
        unpacked = subprocess.run(
            ["gzip", "-dc", str(found["doc/fonts/fandol/COPYING.gz"])], capture_output=True, check=True
        )
        (out / "Fandol-licence.txt").write_text(FANDOL_NOTE + unpacked.stdout.decode("utf-8"), "utf-8")
        shutil.copyfile(found["licence-serif"], out / "NotoSerifSC-licence.txt")
        shutil.copyfile(found["licence-sans"], out / "NotoSansSC-licence.txt")
        shutil.copyfile(found["fonts-lxgw-wenkai/copyright"], out / "LXGWWenKai-licence.txt")
        shutil.copyfile(found["fonts-hanazono/copyright"], out / "Hanazono-licence.txt")
    write_tables(
        out,
        [
            ("FandolFangTTF-Regular.ttf", "Fandol-licence.txt"),
            ("DeskTitle-Black.ttf", "NotoSerifSC-licence.txt"),
            ("DeskHei-Bold.ttf", "NotoSansSC-licence.txt"),
            ("DeskKai-Regular.ttf", "LXGWWenKai-licence.txt"),
            ("NotoSerifSC-Regular.ttf", "NotoSerifSC-licence.txt"),
            ("HanaMinB.ttf", "Hanazono-licence.txt"),
        ],
    )
    total = sum(path.stat().st_size for path in out.iterdir())
    print(f"{total / 1e6:.1f} MB")
    if total > 75_000_000:
        sys.exit("more than 75 MB")


if __name__ == "__main__":
    main()
