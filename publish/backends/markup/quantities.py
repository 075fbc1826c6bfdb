"""Quantities, kept on one line and one page: a number, its range and its unit, though they stand in several nodes.

A dose whose unit has slipped onto the next line is read wrongly. A no-break space is spoken and searched like any
space. Where a sign would let a line end after it, as in “5–10” and “mg/kg”, and before the number of a note, a word
joiner (U+2060) forbids that. It is used on paper only: it is drawn with nothing, and kept out of the text of the PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from publish.content import Abbreviation, Node, NoteReference, Term, Text

NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"
_SOMETHING_ELSE = "\ufffc"
_NOTE_REFERENCE = "\ufff9"
_BEFORE_NOTE = re.compile(rf"[^\s{_SOMETHING_ELSE}{_NOTE_REFERENCE}](?={_NOTE_REFERENCE})")
_SPACE = "[ \u00a0\u202f]"
# Every repetition is bounded, so that a long row of numbers is looked through in a time that grows with its length.
_NUMBER = r"(?:\d{1,12}(?:[.,٫\u2009\u202f]\d{1,12}){0,4}[½¼¾⅓⅔⅛]?|[½¼¾⅓⅔⅛])"
_BETWEEN = "to|or|and|bis|oder|und|à|ou|et|a|o|إلى|أو"
_UNIT = "|".join(
    (
        "mg|g|kg|mcg|µg|μg|ng|mL|ml|L|l|dL|dl|cL|cl|mm|cm|m|km|mm²|cm²|m²|cm³|m³|mmHg|kPa|mmol|µmol|μmol|mol|mEq|IU",
        "kcal|kJ|cal|°C|°F|°|%|‰|h|min|s|ms|lb|oz|st|ft|am|pm|bpm",
        r"units?|tablets?|capsules?|drops?|puffs?|sachets?|patch(?:es)?|doses?|times|cups?|glass(?:es)?|spoonfuls?",
        r"teaspoons?|tablespoons?|micrograms?|milligrams?|grams?|kilograms?|millilitres?|milliliters?|litres?|liters?",
        r"seconds?|minutes?|hours?|days?|weeks?|months?|years?|metres?|meters?|centimetres?|kilometres?|degrees?",
        "ملغ|مغ|مجم|ملجم|مكغ|غ|غم|جم|كغ|كجم|مل|لتر|غرام|جرام|سم|ثانية|ثوان|دقيقة|دقائق|ساعة|ساعات|يوم|يومًا|أيام",
        "أسبوع|أسابيع|شهر|أشهر|سنة|سنوات|مرة|مرات|قرص|أقراص|نقطة|نقاط|جرعة|جرعات",
    )
)
_QUANTITY = re.compile(
    rf"(?:[<>≤≥±≈~]{_SPACE}?)?(?<![\w.,]){_NUMBER}"
    rf"(?:{_SPACE}?[-–−‐/]{_SPACE}?{_NUMBER}|{_SPACE}(?:{_BETWEEN}){_SPACE}{_NUMBER}){{0,3}}"
    rf"(?:{_SPACE}?|-)(?:{_UNIT})(?!\w)"
    rf"(?:{_SPACE}?/{_SPACE}?(?:{_NUMBER}{_SPACE}?)?[^\W\d_]{{1,12}}[²³]?(?!\w)){{0,3}}"
)
_BREAKS_AFTER = frozenset("-–−‐/")


def keep_quantities(nodes: Iterable[Node], *, joiners: bool) -> tuple[Node, ...]:
    """Return the inline nodes of a sentence with its quantities kept together.

    Args:
        nodes: they may nest; a quantity may begin in one and end in another.
        joiners: also forbid a line to end after the dash of a range, the stroke of a unit, or before a note.
    """
    nodes = tuple(nodes)
    texts = [text for node in nodes for text in _texts(node)]
    kept = _keep("".join(texts), joiners)
    if kept is None:
        return nodes
    characters = iter(kept)
    renewed = iter(["".join(next(characters) for _ in text) for text in texts])
    return tuple(_with_texts(node, renewed) for node in nodes)


def keep_quantities_of(text: str, *, joiners: bool) -> str:
    """Return a plain text with its quantities kept together."""
    return "".join(_keep(text, joiners) or text)


def _keep(text: str, joiners: bool) -> list[str] | None:
    """Return the characters of a text, joiners added to those that they follow; None where none needs a change."""
    characters: list[str] | None = None
    for quantity in _QUANTITY.finditer(text):
        characters = characters or list(text)
        for index in range(quantity.start(), quantity.end()):
            if characters[index] in (" ", "\u202f"):
                characters[index] = NO_BREAK_SPACE
            elif joiners and characters[index] in _BREAKS_AFTER and index + 1 < quantity.end():
                characters[index] += WORD_JOINER
    for last in _BEFORE_NOTE.finditer(text) if joiners else ():
        characters = characters or list(text)
        characters[last.start()] += WORD_JOINER
    return characters


def _texts(node: Node) -> Iterator[str]:
    """Yield the texts of a node that may be changed, and a sign of no word for what may not."""
    if isinstance(node, Text | Abbreviation | Term):
        yield node.text
    elif (content := getattr(node, "content", None)) is not None:
        for child in content:
            yield from _texts(child)
    else:
        yield _NOTE_REFERENCE if isinstance(node, NoteReference) else _SOMETHING_ELSE


def _with_texts(node: Node, texts: Iterator[str]) -> Node:
    if isinstance(node, Text | Abbreviation | Term):
        return msgspec.structs.replace(node, text=next(texts))
    if (content := getattr(node, "content", None)) is not None:
        return msgspec.structs.replace(node, content=tuple(_with_texts(child, texts) for child in content))
    next(texts)
    return node
