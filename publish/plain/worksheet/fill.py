"""Filling in the worksheets, as far as that can be measured."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from publish.checks import CheckSettings, check, rules
from publish.content import GlossaryEntry, Reading, Standings
from publish.content.language import primary
from publish.editions import plain_edition
from publish.findings import Finding, Location
from publish.plain.worksheet.evidence import MEASURES, Evidence, Material

_RULES = ("hard-word-unexplained", "abbreviation-unexplained", "passive-frequent", "paragraph-long")


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What is said to one item.

    Attributes:
        number: of the item.
        asks: what it asks, in words of ours.
        answer: in the words of the worksheet; empty where a person must answer.
        found: what was measured; empty where nothing can be.
        places: where it was found.
    """

    number: int
    asks: str
    answer: str = ""
    found: str = ""
    places: tuple[Location, ...] = ()


class Worksheet(msgspec.Struct, frozen=True, kw_only=True):
    """One worksheet.

    Attributes:
        name: its short name.
        title: its name in full.
        choices: the answers that it takes.
        scoring: how its score is reckoned.
        answers: one for each item.
    """

    name: str
    title: str
    choices: str
    scoring: str
    answers: tuple[Answer, ...]

    @property
    def open(self) -> int:
        """How many items a person must answer."""
        return sum(not answer.answer for answer in self.answers)


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """All worksheets of an article.

    Attributes:
        title: of its plain edition.
        source: the article.
        worksheets: in a fixed order.
    """

    title: str
    source: str
    worksheets: tuple[Worksheet, ...]


def fill(
    reading: Reading,
    *,
    checks: CheckSettings,
    glossary: tuple[GlossaryEntry, ...],
    today: datetime.date,
    lines_of: Callable[[str], Sequence[str]] = lambda _file: (),
) -> Filled:
    """Fill in the worksheets for the plain edition of an article, whether its text is approved or not.

    Args:
        checks: how the project uses the rules.
        glossary: the words that the project explains.
        today: the day on which it is checked.
        lines_of: gives the lines of a source that is a text, by its name.
    """
    document = reading.document
    edition = plain_edition(document, standings=Standings.all_approved(len(document.replacements)))
    chosen = [
        msgspec.structs.replace(rule, severity={"plain": rule.severity["plain"]})
        for rule in rules()
        if rule.name in _RULES and "plain" in rule.severity
    ]
    checked = check(reading, chosen, checks, today=today, glossary=glossary, lines_of=lines_of)
    findings: dict[str, list[Finding]] = {}
    for finding in checked.findings:
        findings.setdefault(finding.rule, []).append(finding)
    language = primary(document.metadata.language)
    known = frozenset(rule.name for rule in chosen if rule.languages is None or language in rule.languages)
    fewest = next(checks.limits(rule)["sentences"] for rule in chosen if rule.name == "passive-frequent")
    material = Material(document, edition, findings, known, fewest)
    return Filled(title=edition.metadata.title, source=document.source, worksheets=tuple(_worksheets(material)))


def _worksheets(material: Material) -> Iterator[Worksheet]:
    for tool in _tools():
        answers = tuple(_answer(item, tool, material) for item in tool["item"])
        yield Worksheet(
            name=tool["name"], title=tool["title"], choices=tool["answers"], scoring=tool["scoring"], answers=answers
        )


def _answer(item: Mapping[str, Any], tool: Mapping[str, Any], material: Material) -> Answer:
    measure = MEASURES[item["measure"]] if "measure" in item else None
    evidence = measure(material) if measure else Evidence("open", "")
    words = {"yes": tool["yes"], "no": tool["no"], "not applicable": "Not applicable", "open": ""}
    return Answer(
        number=item["number"],
        asks=item["asks"],
        answer=words[evidence.verdict],
        found=evidence.found,
        places=tuple(dict.fromkeys(evidence.places)),
    )


@cache
def _tools() -> Sequence[Mapping[str, Any]]:
    file = files("publish.plain.worksheet").joinpath("items.toml")
    tools: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["tool"]
    return tools
