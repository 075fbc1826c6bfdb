"""Comparing a text with its plain version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from publish.content.glossary import GlossaryEntry
from publish.content.node import Node
from publish.guards.alignment import Comparison
from publish.guards.passages import passage
from publish.guards.rules.abbreviations import abbreviations
from publish.guards.rules.contacts import links
from publish.guards.rules.hype import hype
from publish.guards.rules.medicines import medicines
from publish.guards.rules.quotations import quoted
from publish.guards.rules.conditions import conditions
from publish.guards.rules.modality import modality
from publish.guards.rules.opposites import opposites
from publish.guards.rules.quantifiers import quantifiers
from publish.guards.rules.times import times
from publish.guards.rules.negation import negation
from publish.guards.rules.numbers import numbers
from publish.guards.verdicts import Strength, Verdict
from publish.guards.vocabulary import vocabulary

_RULES: tuple[Callable[[Comparison], Iterator[Verdict]], ...] = (numbers, negation, medicines, abbreviations, links, quoted, hype, times, opposites, quantifiers, modality, conditions)


def compare(
    source: str | Iterable[Node], plain: str | Iterable[Node], language: str, *, glossary: Sequence[GlossaryEntry] = ()
) -> tuple[Verdict, ...]:
    words = vocabulary(language)
    assert words
    comparison = Comparison(passage(source, words), passage(plain, words), words)
    return tuple(verdict for rule in _RULES for verdict in rule(comparison))
