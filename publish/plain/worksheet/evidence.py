"""What can be measured of a plain edition for the items of a worksheet, each with the places that show it.

A measure answers an item only where the item asks for nothing more than what was measured. Else it gives evidence, and
leaves the answer to a person. PEMAT asks for what holds nearly all of the time, 80 % or more; the index of the CDC asks
for what always holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from publish.content import (
    Admonition,
    Document,
    Edition,
    Figure,
    List,
    Node,
    Paragraph,
    Section,
    Sentence,
    Strong,
    Table,
    find,
    plain_text,
    shortened,
)
from publish.content.language import primary
from publish.findings import Finding, Location
from publish.readability import FORMULAS, measure_edition, prose

Verdict = Literal["yes", "no", "not applicable", "open"]
_MOST_PLACES = 10
_NEARLY_ALL = 0.8
_VERY_SHORT = 2  # paragraphs
_DIGITS = re.compile(r"\d")
_YOU = {"en": re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)}


class Evidence(msgspec.Struct, frozen=True):
    """What was measured for one item.

    Attributes:
        verdict: ``open`` where a person must answer.
        found: what was measured, in a sentence.
        places: where; the first ten.
    """

    verdict: Verdict
    found: str
    places: tuple[Location, ...] = ()


class Material(msgspec.Struct, frozen=True):
    """What is measured.

    Attributes:
        document: the article.
        edition: its plain edition, as if all of it were approved.
        findings: of the rules in the plain edition, by the name of the rule.
        known_rules: the rules that know the language of the article.
        fewest_sentences: in a text with fewer the share of passives is not judged.
    """

    document: Document
    edition: Edition
    findings: Mapping[str, Sequence[Finding]]
    known_rules: frozenset[str]
    fewest_sentences: float


def _readability(material: Material) -> Evidence:
    result = measure_edition(material.edition)
    if not result.scores:
        return Evidence("open", f"Not measured: {result.not_measured}.")
    scores = "; ".join(f"{FORMULAS[score.formula].title} {score.value:.1f}" for score in result.scores[:2])
    hardest = result.sentences[:3]
    quoted = "; ".join(f"“{shortened(each.text)}”" for each in hardest)
    found = f"{scores}. The hardest sentences: {quoted}."
    return Evidence("open", found, tuple(each.location for each in hardest if each.location))


def _terms(material: Material) -> Evidence:
    rules = ("hard-word-unexplained", "abbreviation-unexplained")
    evidence = _by_rules(material, rules, "No hard word without an explanation was found.")
    return Evidence("open", f"{evidence.found} Whether readers need the others, a person must tell.", evidence.places)


def _active(material: Material) -> Evidence:
    evidence = _by_rules(material, ("passive-frequent",), "At most 20 % of the sentences are passive.")
    number = sum(1 for _ in prose(material.edition.body, ""))
    if evidence.verdict == "yes" and number < material.fewest_sentences:
        return Evidence("open", f"Not measured: there are only {_count(number, 'sentence')}.")
    return evidence


def _active_evidence(material: Material) -> Evidence:
    evidence = _active(material)
    return Evidence("open", f"Of the whole text: {evidence.found}", evidence.places)


def _parts(material: Material) -> Evidence:
    evidence = _by_rules(material, ("paragraph-long",), "No paragraph is long.")
    if evidence.verdict == "no":
        return Evidence("open", evidence.found, evidence.places)
    if evidence.verdict == "yes" and not any(find(material.edition.body, Section)):
        return Evidence("open", "No paragraph is long, and there are no headings.")
    return evidence


def _numbers(material: Material) -> Evidence:
    found = _with_digits(material)
    if not found and not any(map(_DIGITS.search, material.edition.summary)):
        return Evidence("not applicable", "There are no numbers.")
    return _open(found, "{} with numbers.", "sentence or cell", "sentences or cells")


def _calculations(material: Material) -> Evidence:
    found = _with_digits(material)
    told = "{} with numbers." if found else "There are no numbers."
    return _open(found, told, "sentence or cell", "sentences or cells")


def _with_digits(material: Material) -> list[Sentence]:
    return [sentence for sentence in find(material.edition.body, Sentence) if _DIGITS.search(plain_text(sentence))]


def _headings(material: Material) -> Evidence:
    paragraphs = len(list(find(material.edition.body, Paragraph)))
    if paragraphs <= _VERY_SHORT and not any(find(material.edition.body, Section)):
        return Evidence("open", f"There is no heading, and {_count(paragraphs, 'paragraph')}.")
    return _headings_always(material)


def _headings_always(material: Material) -> Evidence:
    sections = list(find(material.edition.body, Section))
    if not sections:
        return Evidence("no", "There is no heading.")
    titles = ", ".join(f"“{plain_text(section.title)}”" for section in sections[:_MOST_PLACES])
    return Evidence("open", f"{_count(len(sections), 'heading')}: {titles}.", _places(sections))


def _summary(material: Material) -> Evidence:
    number = len(material.edition.summary)
    if number:
        return Evidence("yes", f"It begins with {_count(number, 'main point')}.")
    return Evidence("open", "There is no plain-summary in the front matter.")


def _cues(material: Material) -> Evidence:
    boxes = list(find(material.edition.body, Admonition))
    lists = list(find(material.edition.body, List))
    strong = list(find(material.edition.body, Strong))
    stressed = _count(len(strong), "passage in strong print", "passages in strong print")
    found = f"{_count(len(boxes), 'box', 'boxes')}, {_count(len(lists), 'list')}, {stressed}."
    return Evidence("open" if boxes or lists or strong else "no", found, _places([*boxes, *lists, *strong]))


def _lists(material: Material) -> Evidence:
    found = list(find(material.edition.body, List))
    if not found:
        return Evidence("no", "There is no list.")
    longest = max(len(each.items) for each in found)
    return Evidence("open", f"{_count(len(found), 'list')}, the longest of {_count(longest, 'item')}.", _places(found))


def _pictures(material: Material) -> Evidence:
    found = list(find(material.edition.body, Figure))
    return _open(found, "{}.", "picture") if found else Evidence("open", "There is no picture.")


def _pictures_if_any(material: Material) -> Evidence:
    found = list(find(material.edition.body, Figure))
    return _open(found, "{}.", "picture") if found else Evidence("not applicable", "There is no picture.")


def _captions(material: Material) -> Evidence:
    found = list(find(material.edition.body, Figure))
    if not found:
        return Evidence("not applicable", "There is no picture.")
    without = [figure for figure in found if figure.caption is None]
    if without:
        told = f"{_count(len(without), 'picture')} of {len(found)} without a caption."
        return Evidence(_unless_nearly_all(without, found), told, _places(without))
    return Evidence("open", "Every picture has a caption; whether it is clear, a person must tell.", _places(found))


def _tables(material: Material) -> Evidence:
    found = list(find(material.edition.body, Table))
    if not found:
        return Evidence("not applicable", "There is no table.")
    without = [table for table in found if any(cell.content is None for cell in table.head.cells[1:])]
    if without:
        told = f"{_count(len(without), 'table')} of {len(found)} with a column that has no heading."
        return Evidence(_unless_nearly_all(without, found), told, _places(without))
    return _open(found, "{}, every column with a heading.", "table")


def _diagrams(material: Material) -> Evidence:
    found = [*find(material.edition.body, Figure), *find(material.edition.body, Table)]
    if not found:
        return Evidence("not applicable", "There is neither a picture nor a table.")
    return _open(found, "{}.", "picture or table", "pictures and tables")


def _actions(material: Material) -> Evidence:
    boxes = [box for box in find(material.edition.body, Admonition) if box.kind in ("help", "warning")]
    contacts = len(material.document.metadata.contacts)
    found = f"{_count(len(boxes), 'box', 'boxes')} of help or warning, {_count(contacts, 'contact')}."
    return Evidence("open", found, _places(boxes))


def _reader(material: Material) -> Evidence:
    you = _YOU.get(primary(material.edition.metadata.language))
    if you is None:
        return Evidence("open", "Not measured in this language.")
    sentences = [sentence for sentence, _ in prose(material.edition.body, "")]
    direct = [sentence for sentence in sentences if you.search(plain_text(sentence))]
    found = f"{len(direct)} of {_count(len(sentences), 'sentence')} say “you” or “your”."
    return Evidence("open", found, _places(direct)[:3])


def _steps(material: Material) -> Evidence:
    found = [block for block in find(material.edition.body, List) if block.ordered]
    return _open(found, "{}.", "numbered list")


def _key_boxes(material: Material) -> Evidence:
    found = _of_kind(material, "key")
    return _open(found, "{}.", "box with a key point", "boxes with a key point")


def _marked(material: Material) -> Evidence:
    found = _of_kind(material, "key")
    points = _count(len(material.edition.summary), "main point")
    told = f"{_count(len(found), 'box', 'boxes')} with a key point, {points} at the head."
    return Evidence("open", told, _places(found))


def _top(material: Material) -> Evidence:
    if material.edition.summary:
        return Evidence(
            "open", "The main points come first; whether the main message is among them, a person must tell."
        )
    return Evidence("open", "There are no main points at the head.")


def _of_kind(material: Material, kind: str) -> list[Admonition]:
    return [box for box in find(material.edition.body, Admonition) if box.kind == kind]


def _by_rules(material: Material, rules: Sequence[str], met: str) -> Evidence:
    unknown = [rule for rule in rules if rule not in material.known_rules]
    if unknown:
        return Evidence("open", f"Not measured in this language ({', '.join(unknown)}).")
    found = [finding for rule in rules for finding in material.findings.get(rule, ())]
    if not found:
        return Evidence("yes", met)
    messages = " ".join(dict.fromkeys(finding.message for finding in found[:_MOST_PLACES]))
    return Evidence("no", messages, tuple(finding.location for finding in found if finding.location)[:_MOST_PLACES])


def _unless_nearly_all(without: Sequence[Node], found: Sequence[Node]) -> Verdict:
    """Return “no” where too many lack something; a person must tell of the rest."""
    return "open" if len(found) - len(without) >= _NEARLY_ALL * len(found) else "no"


def _open(found: Sequence[Node], told: str, noun: str, plural: str = "") -> Evidence:
    return Evidence("open", told.format(_count(len(found), noun, plural)), _places(found))


def _places(nodes: Iterable[Node]) -> tuple[Location, ...]:
    return tuple(dict.fromkeys(node.location for node in nodes if node.location))[:_MOST_PLACES]


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


MEASURES: Mapping[str, Callable[[Material], Evidence]] = {
    "actions": _actions,
    "active": _active,
    "active-evidence": _active_evidence,
    "calculations": _calculations,
    "captions": _captions,
    "cues": _cues,
    "diagrams": _diagrams,
    "headings": _headings,
    "headings-always": _headings_always,
    "key-boxes": _key_boxes,
    "lists": _lists,
    "marked": _marked,
    "numbers": _numbers,
    "parts": _parts,
    "pictures": _pictures,
    "pictures-if-any": _pictures_if_any,
    "readability": _readability,
    "reader": _reader,
    "steps": _steps,
    "summary": _summary,
    "tables": _tables,
    "terms": _terms,
    "top": _top,
}
