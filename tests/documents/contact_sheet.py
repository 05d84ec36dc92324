"""Every paper and variant as a PDF, for a person to look through; a notice with its plain-words page.

``python -m tests.documents.contact_sheet FOLDER`` (``--large``: in large print).
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from tests.unit.catalogue.samples import CASES, catalogue, facts_of, made_of
from xinfang_desk.documents.renderer import PaperRenderer

FONTS = Path(__file__).parents[2] / "resources" / "fonts"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    renderer, pack = PaperRenderer(FONTS), catalogue()
    for case in CASES:
        facts = replace(facts_of(case), large=options.large)
        data, _missing = made_of(case, pack, facts)
        (options.folder / f"{case.id}.pdf").write_bytes(renderer.pdf(data).pdf)


if __name__ == "__main__":
    main()
