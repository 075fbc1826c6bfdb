"""Formulas as drawings: signs are outlines, so no font is needed; sizes are in em, so that they grow with the text.

A formula is drawn from its LaTeX notation, where brackets grow with what they hold, or from its MathML where the
drawing library does not know the notation. What it would draw with gaps is not drawn at all.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator

import mathra
import msgspec
from lxml import etree

from publish.content import Math, MathBlock
from publish.findings import Finding, Severity

TALLEST_ON_A_LINE = 20.0  # em
LARGEST = 10_000.0  # em; beyond it a command for room was misused
_SVG = "{http://www.w3.org/2000/svg}"
_NOT_DRAWN = (f"{_SVG}title", f"{_SVG}metadata", f"{_SVG}style", f"{_SVG}text")


class Drawing(msgspec.Struct, frozen=True):
    """A formula that is drawn.

    Attributes:
        address: a ``data:`` address that holds an SVG.
        style: CSS that gives it its size and stands it on the line.
    """

    address: str
    style: str


def draw(formula: Math | MathBlock) -> Drawing | None:
    """Draw a formula, or return None where that would lose a part of it."""
    return next(_attempts(formula), None)


def cannot_be_drawn(formula: Math | MathBlock) -> Finding:
    """Tell of a formula that is printed as it stands in its MathML."""
    return Finding(
        rule="formula-flat",
        message=f"The formula “{_shortened(formula)}” cannot be drawn in the PDF; it is printed on one line.",
        severity=Severity.WARNING,
        location=formula.location,
        harms="Only brackets tell a fraction or a root, so people who see it may take it for another formula.",
        mend="Use more usual commands, cut it into shorter formulas, or set words of other scripts beside it.",
    )


def drawn_smaller(formula: Math | MathBlock) -> Finding:
    """Tell of a formula that is wider than a line."""
    return Finding(
        rule="formula-too-wide",
        message=f"The formula “{_shortened(formula)}” is wider than the page, so the PDF draws it smaller.",
        severity=Severity.WARNING,
        location=formula.location,
        harms="People who need large print get it in small print.",
        mend="Break it over several lines between \\begin{align*} and \\end{align*}.",
    )


def _shortened(formula: Math | MathBlock) -> str:
    words = " ".join(formula.tex.split())
    return words if len(words) <= 60 else f"{words[:60]}…"


def _attempts(formula: Math | MathBlock) -> Iterator[Drawing]:
    display = isinstance(formula, MathBlock)
    for source, notation in ((formula.tex, "latex"), (formula.mathml, "mathml")):
        try:
            result = mathra.render(source, display=display, strict=True, input=notation)
        except ValueError:
            continue
        if source and not result["warnings"] and (drawing := _drawing(result["svg"], on_a_line=not display)):
            yield drawing


def _drawing(svg: str, *, on_a_line: bool) -> Drawing | None:
    root = etree.fromstring(svg.encode())
    for element in list(root.iterchildren(*_NOT_DRAWN)):
        root.remove(element)
    size = {
        name: str(root.attrib.pop(name, "")) for name in ("width", "height", "style", "role", "aria-labelledby", "lang")
    }
    etree.cleanup_namespaces(root)
    width, height = (float(size[side].removesuffix("em")) for side in ("width", "height"))
    if not (0 < width < LARGEST and 0 < height < LARGEST):
        return None
    # A drawing that the page makes smaller would hang too low if it kept its depth.
    lowered = on_a_line and height < TALLEST_ON_A_LINE
    return Drawing(
        address=f"data:image/svg+xml;base64,{base64.b64encode(etree.tostring(root)).decode('ascii')}",
        style=f"width: {size['width']}; height: auto" + (f"; {size['style']}" if lowered else ""),
    )
