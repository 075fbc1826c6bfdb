"""How hard an article is to read: its sentences, its sections and the whole of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import sentencex

from publish.content import Edition, Node, Section, Sentence, Text, plain_text
from publish.content.language import is_kind_of, primary
from publish.findings import Location
from publish.readability.counts import Counts, total
from publish.readability.formulas import FORMULAS
from publish.readability.languages import Language, language_data
from publish.readability.prose import Place, is_prose, prose
from publish.readability.words import count, words_of


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """What one formula gives for one text.

    Attributes:
        formula: its name, a key of ``FORMULAS``.
        value: not rounded.
        approximate: the text is shorter than those that the formula was made for.
        band: what the formula's own scale calls such a value; empty where it has no bands.
    """

    formula: str
    value: float
    approximate: bool = False
    band: str = ""


class MeasuredSentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of prose.

    Attributes:
        text: as a reader sees it.
        id: the id of the sentence; empty in the main points at the head of a plain edition.
        section: the id of the section whose own text it belongs to; empty before the first heading.
        location: where it stands in the source, or None in those main points.
        counts: what it holds.
        score: by the language's usual formula. Of one sentence it is good for comparing only.
        polysyllables: its words of three or more syllables, in order.
        not_yet_plain: it is original text that nobody has written in plain language yet.
    """

    text: str
    id: str = ""
    section: str = ""
    location: Location | None = None
    counts: Counts
    score: Score
    polysyllables: tuple[str, ...] = ()
    not_yet_plain: bool = False


class MeasuredSection(msgspec.Struct, frozen=True, kw_only=True):
    """The text under one heading, up to the next heading of any level, so that sections add up to the whole.

    Attributes:
        id: the id of the section; empty for what stands before the first heading.
        title: its heading; empty likewise.
        location: of the heading in the source, or None likewise.
        counts: what it holds.
        scores: by every formula of the language, the usual one first; empty where it holds no prose.
    """

    id: str = ""
    title: str = ""
    location: Location | None = None
    counts: Counts = Counts()
    scores: tuple[Score, ...] = ()


class Readability(msgspec.Struct, frozen=True, kw_only=True):
    """How hard a text is to read.

    Attributes:
        language: BCP 47 tag of the text.
        counts: what its prose holds.
        scores: by every formula of the language, the usual one first; empty where nothing was measured.
        sections: in reading order, those without prose left out.
        sentences: the hardest first; of two that are equally hard, the one that stands first.
        other_languages: how many sentences were passed over since they are in another language.
        not_measured: why there are no scores; empty where there are.
    """

    language: str
    counts: Counts = Counts()
    scores: tuple[Score, ...] = ()
    sections: tuple[MeasuredSection, ...] = ()
    sentences: tuple[MeasuredSentence, ...] = ()
    other_languages: int = 0
    not_measured: str = ""

    def score(self, formula: str) -> Score | None:
        """Return the score by a formula, or None where it was not measured."""
        return next((score for score in self.scores if score.formula == formula), None)


def measure_edition(edition: Edition) -> Readability:
    """Measure the prose of an edition: its main points and its body. Notes, contacts and sources are not measured."""
    language = edition.metadata.language
    points = [
        Sentence((Text(sentence.strip()),))
        for point in edition.summary
        for sentence in sentencex.segment(primary(language), point)
        if is_prose(sentence.strip(), in_list=True)
    ]
    summary = [(point, Place(None, language)) for point in points]
    return _measure([*summary, *prose(edition.body, language)], language)


def measure(blocks: Iterable[Node], language: str) -> Readability:
    """Measure the prose of blocks, sections or plain-language blocks (``Replacement``).

    Args:
        language: of the blocks, where they name no other; sentences of another language are passed over.
    """
    return _measure(prose(blocks, language), language)


def scores_of(counts: Counts, language: str) -> tuple[Score, ...]:
    """Return the scores of a text with such counts, the language's usual formula first; none where it has no words."""
    data = language_data(language)
    if data is None or not counts.words or not counts.sentences:
        return ()
    return tuple(_score(name, counts) for name in data.formulas)


def _score(name: str, counts: Counts) -> Score:
    formula = FORMULAS[name]
    value = formula.function(counts)
    approximate = counts.sentences < formula.least_sentences or counts.words < formula.least_words
    return Score(formula=name, value=value, approximate=approximate, band=formula.band(value))


def _measure(sentences: Iterable[tuple[Sentence, Place]], language: str) -> Readability:
    data = language_data(language)
    if data is None:
        return Readability(language=language, not_measured=f"no formula is trusted for texts in “{language}”")
    sentences = list(sentences)
    own = [each for each in sentences if is_kind_of(each[1].language, primary(language))]
    measured = list(_measured(own, data))
    if not measured:
        return Readability(
            language=language, other_languages=len(sentences) - len(own), not_measured="there are no sentences of prose"
        )
    counts = total(sentence.counts for _, sentence in measured)
    usual = FORMULAS[data.formulas[0]]
    return Readability(
        language=language,
        counts=counts,
        scores=scores_of(counts, language),
        sections=tuple(_sections(measured, language)),
        sentences=tuple(
            sorted((sentence for _, sentence in measured), key=lambda each: -usual.difficulty(each.counts))
        ),
        other_languages=len(sentences) - len(own),
    )


def _measured(
    sentences: Iterable[tuple[Sentence, Place]], data: Language
) -> Iterator[tuple[Section | None, MeasuredSentence]]:
    for sentence, place in sentences:
        words = words_of(sentence, place.language, data)
        if not words:
            continue
        counts = count(words)
        yield (
            place.section,
            MeasuredSentence(
                text=plain_text(sentence),
                id=sentence.id,
                section=place.section.id if place.section else "",
                location=sentence.location,
                counts=counts,
                score=_score(data.formulas[0], counts),
                polysyllables=tuple(word.text for word in words if word.is_polysyllable),
                not_yet_plain=place.not_yet_plain,
            ),
        )


def _sections(measured: Iterable[tuple[Section | None, MeasuredSentence]], language: str) -> Iterator[MeasuredSection]:
    held: dict[str, list[Counts]] = {}
    headings: dict[str, Section | None] = {}
    for section, sentence in measured:
        headings.setdefault(sentence.section, section)
        held.setdefault(sentence.section, []).append(sentence.counts)
    for id, counts in held.items():
        heading, sum_of_counts = headings[id], total(counts)
        yield MeasuredSection(
            id=id,
            title=plain_text(heading.title) if heading else "",
            location=heading.location if heading else None,
            counts=sum_of_counts,
            scores=scores_of(sum_of_counts, language),
        )
