"""Formulas: from LaTeX notation to MathML."""

from __future__ import annotations

from latex2mathml.converter import convert
from lxml import etree

from publish.readers.markdown.manuscript import Manuscript

MATHML = "http://www.w3.org/1998/Math/MathML"


def mathml(tex: str, say: str, line: int, manuscript: Manuscript, *, display: bool = False) -> str | None:
    """Return a formula as MathML, or None, with a finding, where its notation cannot be understood.

    Its text alternative (``alttext``) is how the author says it aloud, or else its LaTeX notation.
    """
    try:
        root = etree.fromstring(convert(tex, display="block" if display else "inline"))
    except Exception as error:  # the converter raises many kinds, down to IndexError
        manuscript.report(
            "formula-broken",
            f"The formula “{tex}” cannot be understood ({type(error).__name__}).",
            line,
            harms="Readers get its source instead of the formula.",
            mend="Check its LaTeX notation; write \\$ where a dollar sign is meant.",
        )
        return None
    root.set("alttext", say or tex)
    return etree.tostring(root, encoding="unicode")
