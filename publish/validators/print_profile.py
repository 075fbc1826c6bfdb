"""The check of a finished PDF against the numbers of its print profile: size, spacing, alignment, margins, contrast.

It reads the file alone, so it sees what is printed and not what a stylesheet meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from statistics import median

import msgspec
from pypdfium2 import PdfiumError

from publish.findings import Finding, Severity
from publish.validators.contrast import contrast_ratio
from publish.validators.print_rules import MILLIMETRE, PRINT_RULES, PrintRules
from publish.validators.printed_lines import Block, blocks, lines
from publish.validators.printed_text import WHITE, PrintedPage, Run, read_pages

_TOLERANCE = 0.1
_SPACING_TOLERANCE = 0.02
_USUAL_LINES = 8
# Lines of ragged text may end at one place by chance, in a few blocks.
_CHANCE = 0.25


class _Sheet(msgspec.Struct, frozen=True):
    """A page with its blocks."""

    page: PrintedPage
    blocks: tuple[Block, ...]


class _Fault(msgspec.Struct, frozen=True):
    rule: str
    message: str
    harms: str
    severity: Severity = Severity.WARNING
    mend: str = "Mend the stylesheet of the profile, or give a profile of your own a name of its own."


def check_print_profile(data: bytes, profile: str) -> list[Finding]:
    """Return where the pages of a PDF fall short of their profile, one finding a rule.

    A profile that Publish does not know is held against no numbers: only text that runs off the page is told.

    Args:
        data: the whole file.
        profile: the name of the profile, such as ``clear-print``.
    """
    try:
        sheets = [_Sheet(page, tuple(blocks(lines(page.runs)))) for page in read_pages(data)]
    except PdfiumError as error:
        mend = "Build it again; if that does not help, report it to the project."
        return [
            Finding(
                rule="pdf-unreadable",
                message=f"The PDF cannot be read back: {error}.",
                harms="Nobody can rely on being able to open it.",
                mend=mend,
            )
        ]
    faults = list(_off_page(sheets))
    if rules := PRINT_RULES.get(profile):
        body = _body_size(sheets)
        for check in _CHECKS:
            faults.extend(check(sheets, rules, body))
    return [
        Finding(rule=fault.rule, message=fault.message, severity=fault.severity, harms=fault.harms, mend=fault.mend)
        for fault in faults
    ]


def _runs(sheets: Sequence[_Sheet]) -> Iterator[tuple[int, Run]]:
    return ((sheet.page.number, run) for sheet in sheets for run in sheet.page.runs)


def _body_size(sheets: Sequence[_Sheet]) -> float:
    """Return the size, in pt, in which most letters are set; 0 for pages without text."""
    sizes: Counter[float] = Counter()
    for _, run in _runs(sheets):
        sizes[round(run.size, 1)] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _quote(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= 40 else words[:37] + '…'}”"


def _off_page(sheets: Sequence[_Sheet]) -> Iterator[_Fault]:
    for sheet in sheets:
        page = sheet.page
        for run in page.runs:
            if run.left < 0 or run.right > page.width or run.baseline < 0 or run.top > page.height:
                yield _Fault(
                    "print-off-page",
                    f"Text runs off page {page.number} of the PDF: {_quote(run.text)}.",
                    "Readers of the paper lose the words that are cut off.",
                    Severity.ERROR,
                    "Give a wide table fewer columns or shorter cells, or print it in a profile with smaller letters.",
                )
                return


def _small(sheets: Sequence[_Sheet], rules: PrintRules, body: float) -> Iterator[_Fault]:
    harms = "People with low vision cannot read it."
    if body and body < rules.body - _TOLERANCE:
        message = f"The running text has {body:g} pt; {rules.source} asks for {rules.body:g} pt at least."
        yield _Fault("print-size-small", message, harms)
        return
    for number, run in _runs(sheets):
        if run.size < rules.smallest - _TOLERANCE:
            yield _Fault(
                "print-size-small",
                f"{_quote(run.text)} on page {number} has {run.size:.1f} pt; "
                f"{rules.source} asks for {rules.smallest:g} pt at least.",
                harms,
            )
            return


def _headings(sheets: Sequence[_Sheet], rules: PrintRules, body: float) -> Iterator[_Fault]:
    allowed = ", ".join(f"{size:g}" for size in rules.headings)
    for number, run in _runs(sheets):
        larger = rules.headings and run.size > body + _TOLERANCE
        if larger and not any(abs(run.size - size) <= _TOLERANCE for size in rules.headings):
            yield _Fault(
                "print-heading-size",
                f"{_quote(run.text)} on page {number} has {run.size:.1f} pt; {rules.source} asks for {allowed} pt.",
                "Readers who know the pattern miss which heading is above which.",
            )
            return


def _spacing(sheets: Sequence[_Sheet], rules: PrintRules, body: float) -> Iterator[_Fault]:
    for sheet in sheets:
        for block in sheet.blocks:
            spacing = block.spacing if abs(block.lines[0].main.size - body) < _TOLERANCE else None
            if spacing is not None and spacing < rules.spacing - _SPACING_TOLERANCE:
                yield _Fault(
                    "print-spacing-tight",
                    f"The lines from {_quote(block.lines[0].text)} on page {sheet.page.number} lie {spacing:.2f} "
                    f"times the size apart; {rules.source} asks for {rules.spacing:.2f}.",
                    "Eyes that tremble or tire slip into the line above or below.",
                )
                return


def _justified(sheets: Sequence[_Sheet], rules: PrintRules, _body: float) -> Iterator[_Fault]:
    eligible = [(sheet.page.number, block) for sheet in sheets for block in sheet.blocks if block.shows_alignment]
    justified = [(number, block) for number, block in eligible if block.justified]
    if len(justified) > _CHANCE * len(eligible):
        number, block = justified[0]
        yield _Fault(
            "print-justified",
            f"The text from {_quote(block.lines[0].text)} on page {number} is justified; "
            f"{rules.source} asks for a ragged edge.",
            "Uneven spaces between words make reading harder, and lines are easier to lose.",
        )


def _margins(sheets: Sequence[_Sheet], rules: PrintRules, _body: float) -> Iterator[_Fault]:
    for sheet in sheets:
        page = sheet.page
        if not page.runs:
            continue
        side = min(min(run.left for run in page.runs), page.width - max(run.right for run in page.runs))
        top = page.height - max(run.top for run in page.runs)
        for measured, least, edge in ((side, rules.side_margin, "side"), (top, rules.top_margin, "upper")):
            if measured < least - 1:
                yield _Fault(
                    "print-margin-narrow",
                    f"Text comes within {measured / MILLIMETRE:.0f} mm of the {edge} edge of page {page.number}; "
                    f"{least / MILLIMETRE:.0f} mm are the least.",
                    "A thumb, a punch or a printer's edge covers the words.",
                )
                return


def _line_length(sheets: Sequence[_Sheet], rules: PrintRules, body: float) -> Iterator[_Fault]:
    full = [
        line.characters
        for sheet in sheets
        for block in sheet.blocks
        for line in block.lines[:-1]
        if line.rightwards and abs(line.main.size - body) < _TOLERANCE
    ]
    longest = sorted(full)[len(full) // 2 :]
    if rules.characters and len(full) >= _USUAL_LINES and median(longest) > rules.characters:
        yield _Fault(
            "print-lines-long",
            f"Full lines hold about {median(longest):.0f} characters; {rules.source} asks for 60 to 70.",
            "At the end of a long line the eye does not find the next one.",
        )


def _letters(sheets: Sequence[_Sheet], rules: PrintRules, _body: float) -> Iterator[_Fault]:
    tests: tuple[tuple[str, Callable[[Run], bool], str], ...] = (
        ("print-italic", lambda run: run.italic and not rules.italics, "slopes"),
        ("print-serif", lambda run: run.serif, "has serifs"),
        ("print-weight-light", lambda run: rules.bold and not run.bold, "is not bold"),
    )
    for rule, fails, what in tests:
        found = next(((number, run) for number, run in _runs(sheets) if fails(run)), None)
        if found:
            yield _Fault(
                rule,
                f"{_quote(found[1].text)} on page {found[0]} {what} ({found[1].font}); {rules.source} asks otherwise.",
                "The shapes of the letters are harder to tell apart.",
            )


def _colours(sheets: Sequence[_Sheet], rules: PrintRules, _body: float) -> Iterator[_Fault]:
    for number, run in _runs(sheets):
        contrast = contrast_ratio(run.colour, run.background)
        if contrast < rules.contrast:
            yield _Fault(
                "print-contrast-low",
                f"{_quote(run.text)} on page {number} has a contrast of {contrast:.1f} to 1; "
                f"{rules.contrast:g} to 1 is the least.",
                "People with low vision, and copiers, lose the words.",
            )
            break
    white = next((sheet.page.number for sheet in sheets if sheet.page.paper == WHITE), None)
    if rules.tinted_paper and white:
        yield _Fault(
            "print-paper-white",
            f"Page {white} is white; {rules.source} asks for a soft colour.",
            "White paper dazzles some readers.",
        )


_CHECKS: tuple[Callable[[Sequence[_Sheet], PrintRules, float], Iterator[_Fault]], ...] = (
    _small,
    _headings,
    _spacing,
    _justified,
    _margins,
    _line_length,
    _letters,
    _colours,
)
