"""Comparing a text with its plain version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from publish.content.blocks import Note
from publish.content.glossary import GlossaryEntry
from publish.content.language import primary
from publish.content.node import Node
from publish.content.walk import notes_of
from publish.guards.alignment import Comparison
from publish.guards.article import Article
from publish.guards.passages import passage
from publish.guards.rules.abbreviations import abbreviations
from publish.guards.rules.conditions import conditions
from publish.guards.rules.contacts import links
from publish.guards.rules.hype import hype
from publish.guards.rules.medicines import medicines
from publish.guards.rules.modality import modality
from publish.guards.rules.negation import negation
from publish.guards.rules.numbers import numbers
from publish.guards.rules.opposites import opposites
from publish.guards.rules.quantifiers import quantifiers
from publish.guards.rules.quotations import quotations
from publish.guards.rules.times import times
from publish.guards.verdicts import Guard, Strength, Verdict
from publish.guards.vocabulary import Vocabulary, vocabulary

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

# What a reference to a book or page consists of, beside its year.
_OF_REFERENCES: frozenset[Guard] = frozenset({"link", "quotation", "medicine", "abbreviation"})


def compare(
    source: str | Iterable[Node],
    plain: str | Iterable[Node],
    language: str,
    *,
    glossary: Sequence[GlossaryEntry] = (),
    article: Article | None = None,
) -> tuple[Verdict, ...]:
    """Compare a text with its plain version, and tell what may have gone wrong.

    The verdicts are a net and not a proof: a text without any may still be wrong, so a person reads both.

    Args:
        source: blocks or sentences, or plain text with one paragraph or list item a line.
        plain: its plain version.
        language: BCP 47 tag of both.
        glossary: the words that the project explains; a term and its forms count as one word.
        article: the whole that both are part of. Its notes belong to what refers to them, but for references that the
            version drops; a medicine that stands elsewhere in it gets a warning only.

    Returns:
        what each guard saw, or the one verdict that says that the language has no guards.
    """
    words = vocabulary(language)
    if words is None:
        return (unguarded(language),)
    source, plain = (text if isinstance(text, str) else tuple(text) for text in (source, plain))
    notes = article.notes if article else {}
    return judged(
        Comparison(
            passage(source, words, _to_be_answered(source, plain, notes, words)),
            passage(plain, words, notes),
            words,
            terms(glossary, language),
            article.medicines(words) if article else frozenset(),
        )
    )


def judged(comparison: Comparison) -> tuple[Verdict, ...]:
    """Return what each guard sees in two texts side by side."""
    return tuple(verdict for rule in _RULES for verdict in rule(comparison))


def _to_be_answered(
    source: str | Sequence[Node], plain: str | Sequence[Node], notes: Mapping[str, Note], words: Vocabulary
) -> Mapping[str, Note]:
    """Return the notes of a source that its version has to answer for.

    These are the notes that the version refers to as well, and those that tell more than where something is written.
    """
    if isinstance(source, str) or isinstance(plain, str):
        return {}
    shared = {note.id for note in notes_of(plain, notes)}
    return {note.id: note for note in notes_of(source, notes) if note.id in shared or _tells(note, words)}


def _tells(note: Note, words: Vocabulary) -> bool:
    """Tell whether a guard would miss a note that is left out, by more than the names and years of a reference."""
    lost = judged(Comparison(passage([note], words), passage("", words), words))
    return any(verdict.guard not in _OF_REFERENCES and (verdict.stops or verdict.guard != "number") for verdict in lost)


def unguarded(language: str) -> Verdict:
    """Return the verdict on a text in a language that has no word lists."""
    return Verdict(
        guard="language",
        strength=Strength.WARN,
        message=f"Not guarded: Publish has no word lists for “{language}”, so nothing was compared.",
        harm="A changed dose or a lost “not” would go unseen; only the person who approves the text can find it.",
    )


def terms(glossary: Sequence[GlossaryEntry], language: str) -> tuple[frozenset[str], ...]:
    """Return the words of a glossary in a language, each with its other forms, in small letters."""
    own = (entry for entry in glossary if primary(entry.language) == primary(language))
    return tuple(frozenset(form.lower() for form in (entry.term, *entry.forms)) for entry in own)
