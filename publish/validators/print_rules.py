"""The numbers that each print profile of Publish must keep, with where they come from.

A stylesheet says how a profile looks; this says what it may never fall short of. Nothing else holds these numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

INCH = 72.0
MILLIMETRE = INCH / 25.4


class PrintRules(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for the pages of one profile. Lengths are in pt.

    Attributes:
        source: who asks for it.
        body: the least size of running text.
        smallest: the least size of anything, page numbers and raised signs too.
        headings: the sizes that may stand above the running text; empty for any.
        spacing: the least distance of baselines, as a multiple of the size.
        characters: the most characters in a usual full line; 0 for any number.
        side_margin: the least distance of text from the left and right edge.
        top_margin: the least distance of text from the upper edge.
        contrast: the least contrast of letters with what lies behind them, by WCAG's formula.
        italics: sloping letters are allowed.
        bold: all letters are bold.
        tinted_paper: the page is not white.
    """

    source: str
    body: float
    smallest: float
    headings: tuple[float, ...] = ()
    spacing: float
    characters: int = 0
    side_margin: float = 15 * MILLIMETRE
    top_margin: float = 10 * MILLIMETRE
    contrast: float = 4.5
    italics: bool = False
    bold: bool = False
    tinted_paper: bool = False


# Margins where no source names any: room for the thumb that holds the sheet, and more than printers leave blank.
# Contrast: WCAG 2.2, 1.4.3 (4.5 to 1) and 1.4.6 (7 to 1). Line spacing of 1.5: WCAG 2.2, 1.4.8.
PRINT_RULES: Mapping[str, PrintRules] = {
    # UKAAF G003 and RNIB Clear Print: 12 pt, ideally 14 pt, raised signs and page numbers not smaller; 60 to 70
    # characters a line. 75 is the limit of what a usual line holds, since letters differ in width.
    "clear-print": PrintRules(
        source="RNIB clear print and UKAAF G003", body=12, smallest=12, spacing=1.5, characters=75
    ),
    # UKAAF G003: 16 pt, ideally 18 pt.
    "large-print": PrintRules(
        source="RNIB large print and UKAAF G003", body=18, smallest=16, spacing=1.5, characters=75
    ),
    # ACB Large Print Guidelines (2022): all 18 pt, headings 22 and 20 pt, margins 1 inch at the top and the sides,
    # 1.15 lines of Arial, whose line is 1.15 em.
    "acb-large-print": PrintRules(
        source="the American Council of the Blind's large print guidelines (2022)",
        body=18,
        smallest=18,
        headings=(22, 20),
        spacing=1.15 * 1.15,
        side_margin=INCH,
        top_margin=INCH,
    ),
    # RNIB clear print: bold is easier to read than regular, black on white gives very good contrast.
    "high-contrast": PrintRules(
        source="RNIB clear print and WCAG 2.2, 1.4.6", body=14, smallest=14, spacing=1.5, contrast=7, bold=True
    ),
    # British Dyslexia Association, Dyslexia Style Guide (2023): 12 to 14 pt, 1.5 lines, no italics, paper not white.
    "dyslexia": PrintRules(
        source="the British Dyslexia Association's style guide (2023)",
        body=12,
        smallest=12,
        spacing=1.5,
        characters=75,
        tinted_paper=True,
    ),
}
