"""Quantities, kept on one line and one page: a number, its range and its unit, though they stand in several nodes.

A dose whose unit has slipped onto the next line is read wrongly. A no-break space is spoken and searched like any
space. Where a sign would let a line end after it, as in “5–10” and “mg/kg”, and before the number of a note, a word
joiner (U+2060) forbids that. It is used on paper only: it is drawn with nothing, and kept out of the text of the PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from publish.content import Abbreviation, Node, NoteReference, Term, Text

NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"
_SOMETHING_ELSE = "\ufffc"
_NOTE_REFERENCE = "\ufff9"
_BEFORE_NOTE = re.compile(rf"[^\s{_SOMETHING_ELSE}{_NOTE_REFERENCE}](?={_NOTE_REFERENCE})")
_SPACE = "[ \u00a0\u202f]"
# Every repetition is bounded, so that a long row of numbers is looked through in a time that grows with its length.
_DIGITS = rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,4}}(?!\d)|\d{{1,12}})(?:[.,٫٬\u2009\u202f]\d{{1,12}}){{0,4}}"
_FRACTION = "[½¼¾⅓⅔⅛⅜⅝⅞]"
_NUMBER = rf"(?:{_DIGITS}(?:{_SPACE}?{_FRACTION}|{_SPACE}\d/\d{{1,2}}(?!\d))?|{_FRACTION})"
_BETWEEN = "to|or|and|bis|oder|und|à|ou|et|a|o|إلى|أو|до|или|έως|ως|ή|עד|או|से|या"
RIGHT_TO_LEFT_UNITS = "|".join(
    (
        "ملغ|مغ|مجم|ملجم|مكغ|غ|غم|جم|كغ|كجم|مل|لتر|غرام|جرام|سم|ثانية|ثوان|دقيقة|دقائق|ساعة|ساعات|يوم|يومًا|أيام",
        "أسبوع|أسابيع|شهر|أشهر|سنة|سنوات|مرة|مرات|قرص|أقراص|نقطة|نقاط|جرعة|جرعات",
        "میلی[\u200c ]?گرم|میکروگرم|گرم|میلی[\u200c ]?لیتر|لیتر|کیلوگرم|ملی گرام|ملی لیٹر|گرام",
        "گولی|گولیاں|کپسول|بار|روز|ساعت|دقیقه|دن|گھنٹے",
        """(?:מ|ק|מק|נ)(?:[״"]|''|׳׳)ג|(?:מ|ד)(?:[״"]|''|׳׳)ל|(?:מ|ס|ק)(?:[״"]|''|׳׳)מ|סמ(?:[״"]|''|׳׳)ק|ג['׳]|ל['׳]|יח['׳]""",
        "מיליגרם|מיקרוגרם|גרם|קילוגרם|קילו|מיליליטר|ליטר|סנטימטר|יחיד(?:ה|ות)|מעלות|טבלי(?:ה|ות|ת)|כדור(?:ים)?|כמוס(?:ה|ות)",
        "טיפ(?:ה|ות)|כפי(?:ת|ות)|כף|כפות|מנה|מנות|פעם|פעמים|שני(?:יה|יות|ות)|דק(?:ה|ות)|שע(?:ה|ות)|יום|ימים|שבוע(?:ות)?|חודש(?:ים)?|שנה|שנים",
    )
)
_UNIT = "|".join(
    (
        "mg|g|kg|mcg|µg|μg|ng|mL|ml|L|l|dL|dl|cL|cl|mm|cm|m|km|mm²|cm²|m²|cm³|m³|mmHg|kPa|mmol|µmol|μmol|mol|mEq|IU",
        "kcal|kJ|cal|°C|°F|°|%|‰|h|min|s|ms|lb|oz|st|ft|am|pm|bpm",
        r"units?|tablets?|capsules?|drops?|puffs?|sachets?|patch(?:es)?|doses?|times|cups?|glass(?:es)?|spoonfuls?",
        r"teaspoons?|tablespoons?|micrograms?|milligrams?|grams?|kilograms?|millilitres?|milliliters?|litres?|liters?",
        r"seconds?|minutes?|hours?|days?|weeks?|months?|years?|metres?|meters?|centimetres?|kilometres?|degrees?",
        "мг|мл|г|кг|мкг|нг|л|дл|мм|см|м|км|мкл|ммоль|мкмоль|МЕ|ЕД|ч|мин|сек|с|миллиграмм(?:а|ов)?|грамм(?:а|ов)?|миллилитр(?:а|ов)?",
        "литр(?:а|ов)?|таблет(?:ка|ки|ку|ок)|капсул(?:а|ы|у)?|кап(?:ля|ли|ель)|доз(?:а|ы|у)?|раза?|день|дня|дней|час(?:а|ов)?|минут(?:а|ы|у)?",
        "недел(?:я|и|ю|ь)|месяц(?:а|ев)?|год(?:а)?|лет",
        "γρ|χλγρ|χλστγρ|χιλιοστόγραμμ(?:ο|α)|μικρογραμμάρι(?:ο|α)|γραμμάρι(?:ο|α)|λίτρ(?:ο|α)|δισκί(?:ο|α)|κάψουλ(?:α|ες)|σταγόν(?:α|ες)|δόσ(?:η|εις)",
        "φορ(?:ά|ές)|λεπτ(?:ό|ά)|ώρ(?:α|ες)|ημέρ(?:α|ες)|εβδομάδ(?:α|ες)|μήν(?:ας|ες)|έτ(?:ος|η)|χρόνια",
        rf"(?:मि|मा|कि)\.?{_SPACE}?ग्रा\.?|मि\.?{_SPACE}?ली\.?|ग्रा\.|मिलीग्राम|मिलिग्राम|माइक्रोग्राम|किलोग्राम|किलो|ग्राम|मिलीलीटर|मिलीलिटर",
        "लीटर|गोली|गोलियाँ|गोलियां|कैप्सूल|बूँद|बूंद|बूँदें|बूंदें|चम्मच|खुराक|बार|सेकंड|मिनट|घंटा|घंटे|दिन|सप्ताह|हफ़्ते|हफ्ते|महीने|साल|वर्ष",
        RIGHT_TO_LEFT_UNITS,
    )
)
_QUANTITY = re.compile(
    rf"(?:[<>≤≥±≈~]{_SPACE}?)?(?<![\w.,]){_NUMBER}"
    rf"(?:{_SPACE}?[-–−‐/x×]{_SPACE}?{_NUMBER}|{_SPACE}(?:{_BETWEEN}){_SPACE}{_NUMBER}){{0,3}}"
    rf"(?:{_SPACE}?|-)(?:{_UNIT})(?!\w)"
    rf"(?:{_SPACE}?/{_SPACE}?(?:{_NUMBER}{_SPACE}?)?[^\W\d_]{{1,12}}[²³]?(?!\w)){{0,3}}"
    rf"(?:{_SPACE}?[x×]{_SPACE}?\d{{1,3}}(?![\w.,]\d|\w))?"
)
# A number with a plus or a nought before it and several groups is one that is dialled.
_PHONE_NUMBER = re.compile(
    rf"(?<![\w.,+])(?:\+\d{{1,4}}|\(?0\d{{1,5}}\)?)"
    rf"(?:(?:{_SPACE}|-)?\(\d{{1,6}}\)|(?:{_SPACE}|-)\d{{1,8}}|(?<=\))\d{{1,8}}){{1,6}}(?!\w)"
)
# Thousands, or a number that is dialled, such as “116 123”: half of it is another number.
_GROUPS = re.compile(rf"(?<![\w.,])\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,4}}(?!\w|[.,]\d)")
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
    for quantity in chain.from_iterable(found.finditer(text) for found in (_QUANTITY, _PHONE_NUMBER, _GROUPS)):
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
