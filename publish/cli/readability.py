"""``publish readability``: how hard an article is to read, and where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publish.building.readability import Measurement
    from publish.readability import MeasuredSentence, Readability, Score

_HARDEST = 10


def readability(
    source: Annotated[Path, typer.Argument(metavar="ARTICLE", help="The article.")],
    edition: Annotated[str, typer.Option(help="standard or plain.")] = "plain",
    json: Annotated[bool, typer.Option("--json", help="Print everything that was counted, as JSON.")] = False,
) -> None:
    """Measure how hard an article is to read: the whole, each section, and the hardest sentences first."""
    import msgspec

    from publish.building.readability import readability_of
    from publish.cli.messages import print_findings

    measurement = readability_of(source, edition)
    print_findings(measurement.findings)
    if json:
        typer.echo(msgspec.json.format(msgspec.json.encode(measurement), indent=1).decode("utf-8"))
    else:
        for line in _lines(measurement):
            typer.echo(line)
    raise typer.Exit(measurement.status)


def _lines(measurement: Measurement) -> Iterator[str]:
    result = measurement.readability
    yield f"{measurement.title} ({result.language}), {measurement.edition} edition"
    if result.other_languages:
        yield f"Passed over, in another language: {_number(result.other_languages, 'sentence')}"
    if result.not_measured:
        yield f"Not measured: {result.not_measured}."
        return
    yield f"{_number(result.counts.sentences, 'sentence')}, {_number(result.counts.words, 'word')} of prose"
    yield ""
    yield from _scores(result)
    yield ""
    yield from _sections(result)
    yield ""
    yield "Hardest sentences"
    for sentence in result.sentences[:_HARDEST]:
        yield from _sentence(sentence, measurement.source)


def _scores(result: Readability) -> Iterator[str]:
    from publish.readability import FORMULAS

    width = max(len(FORMULAS[score.formula].title) for score in result.scores)
    for score in result.scores:
        formula = FORMULAS[score.formula]
        notes = [
            *(["higher is easier"] if formula.high_is_easy else []),
            *([score.band] if score.band else []),
            *([f"approximate: {_least(score)}"] if score.approximate else []),
        ]
        yield "  ".join([formula.title.ljust(width), f"{score.value:6.1f}", *notes]).rstrip()


def _least(score: Score) -> str:
    from publish.readability import FORMULAS

    formula = FORMULAS[score.formula]
    least = [f"{formula.least_sentences} sentences"] if formula.least_sentences > 1 else []
    return f"made for {' and '.join([*least, f'{formula.least_words} words'])} or more"


def _sections(result: Readability) -> Iterator[str]:
    from publish.readability import FORMULAS

    usual = result.scores[0].formula
    yield f"Sections ({FORMULAS[usual].title}; ~ is approximate)"
    for section in result.sections:
        score = section.scores[0]
        mark = "~" if score.approximate else " "
        sentences, words = _number(section.counts.sentences, "sentence"), _number(section.counts.words, "word")
        yield f"{mark}{score.value:6.1f}  {sentences:>13}  {words:>11}  {section.title or '(before the first heading)'}"


def _sentence(sentence: MeasuredSentence, source: str) -> Iterator[str]:
    place = str(sentence.location) if sentence.location else f"{source}, in plain-summary"
    original = ", not yet in plain language" if sentence.not_yet_plain else ""
    yield f"{sentence.score.value:7.1f}  {place}  {_number(sentence.counts.words, 'word')}{original}"
    yield f"         {sentence.text}"
    if sentence.polysyllables:
        yield f"         three syllables or more: {', '.join(sentence.polysyllables)}"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
