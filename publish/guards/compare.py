"""Comparing a text with its plain version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from publish.content.glossary import GlossaryEntry
from publish.content.inlines import Sentence
from publish.content.node import Node
from publish.content.walk import find, plain_text
from publish.guards.alignment import Comparison
from publish.guards.passages import normal, passage
from publish.guards.rules.abbreviations import abbreviations
from publish.guards.rules.conditions import conditions
from publish.guards.rules.contacts import links
from publish.guards.rules.hype import hype
from publish.guards.rules.medicines import medicines, named
from publish.guards.rules.modality import modality
from publish.guards.rules.negation import negation
from publish.guards.rules.numbers import numbers
from publish.guards.rules.opposites import opposites
from publish.guards.rules.quantifiers import quantifiers
from publish.guards.rules.quotations import quotations
from publish.guards.rules.times import times
from publish.guards.verdicts import Strength, Verdict
from publish.guards.vocabulary import vocabulary

# In the order in which a person reads them: what harms most comes first.
_RULES: tuple[Callable[[Comparison], Iterator[Verdict]], ...] = (
    numbers,
    times,
    medicines,
    negation,
    modality,
    conditions,
    opposites,
    quantifiers,
    abbreviations,
    links,
    quotations,
    hype,
)


def compare(
    source: str | Iterable[Node],
    plain: str | Iterable[Node],
    language: str,
    *,
    glossary: Sequence[GlossaryEntry] = (),
    article: Iterable[Node] = (),
) -> tuple[Verdict, ...]:
    """Compare a text with its plain version, and tell what may have gone wrong.

    The verdicts are a net and not a proof: a text without any may still be wrong, so a person reads both.

    Args:
        source: blocks or sentences, or plain text with one paragraph or list item a line.
        plain: its plain version.
        language: BCP 47 tag of both.
        glossary: the words that the project explains; a term and its forms count as one word.
        article: the whole that the source is part of. A medicine that stands elsewhere in it gets a warning only.

    Returns:
        what each guard saw, or the one verdict that says that the language has no guards.
    """
    words = vocabulary(language)
    if words is None:
        return (unguarded(language),)
    known = frozenset(named((normal(plain_text(each)) for each in find(article, Sentence)), words))
    comparison = Comparison(passage(source, words), passage(plain, words), words, _terms(glossary, language), known)
    return tuple(verdict for rule in _RULES for verdict in rule(comparison))


def unguarded(language: str) -> Verdict:
    """Return the verdict on a text in a language that has no word lists."""
    return Verdict(
        guard="language",
        strength=Strength.WARN,
        message=f"Not guarded: Publish has no word lists for “{language}”, so nothing was compared.",
        harm="A changed dose or a lost “not” would go unseen; only the person who approves the text can find it.",
    )


def _terms(glossary: Sequence[GlossaryEntry], language: str) -> tuple[frozenset[str], ...]:
    own = (entry for entry in glossary if entry.language.partition("-")[0] == language.partition("-")[0])
    return tuple(frozenset(form.lower() for form in (entry.term, *entry.forms)) for entry in own)
