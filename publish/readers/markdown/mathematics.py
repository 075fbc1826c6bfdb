"""Formulas: from LaTeX notation to MathML."""

from __future__ import annotations

import re

import msgspec
from latex2mathml.converter import convert
from lxml import etree

from publish.content import Inline, Math
from publish.findings import Severity
from publish.readers.markdown.manuscript import Manuscript

MOST_CHARACTERS = 2_000

# To the converter an unescaped % begins a comment, which would swallow the rest of the formula.
_PERCENT = re.compile(r"(?<!\\)((?:\\\\)*)%")
# The converter knows this environment under its other name only.
_ALIGNED = re.compile(r"\\(begin|end)\{aligned\}")


def mathml(tex: str, say: str, line: int, manuscript: Manuscript, *, display: bool = False) -> str | None:
    """Return a formula as MathML, or None, with a finding, where its notation cannot be understood.

    Its text alternative (``alttext``) is how the author says it aloud, or else its LaTeX notation.
    """
    if len(tex) > MOST_CHARACTERS:
        manuscript.report(
            "formula-broken",
            f"The formula “{tex[:40]}…” is longer than {MOST_CHARACTERS} characters.",
            line,
            harms="Readers get its source instead of the formula.",
            mend="Cut it into several formulas.",
        )
        return None
    notation = _PERCENT.sub(r"\1\\%", _ALIGNED.sub(r"\\\1{align*}", tex))
    try:
        root = etree.fromstring(convert(notation, display="block" if display else "inline"))
    except Exception as error:  # the converter raises many kinds, down to IndexError
        manuscript.report(
            "formula-broken",
            f"The formula “{tex}” cannot be understood ({type(error).__name__}).",
            line,
            harms="Readers get its source instead of the formula.",
            mend="Check its LaTeX notation; write \\$ where a dollar sign is meant.",
        )
        return None
    if problem := _problem(root):
        manuscript.report(
            "formula-broken",
            f"The formula “{tex}” cannot be understood ({problem}).",
            line,
            harms="Readers get its source instead of the formula.",
            mend="Check its LaTeX notation.",
        )
        return None
    root.set("alttext", say or tex)
    return etree.tostring(root, encoding="unicode")


def said_as(content: tuple[Inline, ...], say: str, line: int, manuscript: Manuscript) -> tuple[Inline, ...]:
    """Give the pronunciation of a paragraph to the formula that is all it holds; tell of one that nothing takes."""
    only = content[0] if len(content) == 1 else None
    if say and isinstance(only, Math) and not only.say:
        return (msgspec.structs.replace(only, say=say),)
    if say:
        manuscript.report(
            "attributes-unused",
            "The paragraph has a pronunciation, which only formulas and words in square brackets can have.",
            line,
            severity=Severity.WARNING,
            harms="People who listen hear the text as it is written.",
            mend="Write {say=…} directly after the formula or the brackets, or on the line before a block formula.",
        )
    return content


_CHILDREN = {"mfrac": 2, "msup": 2, "msub": 2, "mroot": 2, "msubsup": 3, "munderover": 3}


def _problem(root: etree._Element) -> str:
    for element in root.iter():
        name = etree.QName(element).localname
        if name in _CHILDREN and len(element) != _CHILDREN[name]:
            return "a part is missing"
        if any(attribute.endswith("href") for attribute in map(str, element.attrib)):
            return "it holds a link"
        if name in ("mi", "mo", "mtext") and str(element.text or "").startswith("\\"):
            return f"{element.text} is not known"
    return ""
