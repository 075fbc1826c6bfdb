"""How often, at which time of day, and units of time that stand without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.passages import Passage, Statement
from publish.guards.phrases import Phrases
from publish.guards.quantities import TIME
from publish.guards.rules.negation import denied
from publish.guards.verdicts import Strength, Verdict
from publish.guards.vocabulary import Vocabulary

_HARM = "People may act too early, too late, too often or not often enough."
_MARGIN = 0.3


class _Time(msgspec.Struct, frozen=True, eq=False):
    kind: str
    words: str
    keys: frozenset[str]
    denied: bool
    statement: Statement
    place: int


def times(comparison: Comparison) -> Iterator[Verdict]:
    """Compare how often, when in the day, and how long."""
    vocabulary = comparison.vocabulary
    often = (
        _found(comparison.source, vocabulary.often_phrases, comparison),
        _found(comparison.plain, vocabulary.often_phrases, comparison),
    )
    yield from _changed(comparison, *often)
    yield from _absent(*often, "does not say how often", ("hour",))
    for phrases in (vocabulary.moment_phrases, vocabulary.meal_phrases):
        source, plain = _found(comparison.source, phrases, comparison), _found(comparison.plain, phrases, comparison)
        yield from _changed(comparison, source, plain)
        yield from _absent(source, plain, "does not say when")
    yield from _unnumbered(comparison)
    yield from _haste(comparison)


def _changed(comparison: Comparison, source: Sequence[_Time], plain: Sequence[_Time]) -> Iterator[Verdict]:
    """Find what the plain version tells and the source tells otherwise."""
    lost = [other for other in source if all(other.kind != time.kind for time in plain)]
    for time in plain:
        if not source:
            return
        same = [other for other in source if other.kind == time.kind]
        if not same:
            best = max(lost or source, key=lambda other: comparison.shared(time.keys, other.keys))
            yield _verdict(best, time, Strength.STOP if lost and not _after_denial(comparison, time) else Strength.WARN)
            continue
        if not time.denied and all(other.denied for other in same):
            yield Verdict(
                guard="negation",
                strength=Strength.WARN,
                message=f"The source speaks against “{same[0].words}”; the plain version says “{time.words}”.",
                harm=_HARM,
                source=same[0].statement.text,
                plain=time.statement.text,
            )
        others = [other for other in source if other.kind != time.kind]
        if not others:
            continue
        near = max(same, key=lambda other: _nearness(comparison, time, other))
        far = max(others, key=lambda other: _nearness(comparison, time, other))
        if _nearness(comparison, time, far) > _nearness(comparison, time, near) + _MARGIN:
            yield _verdict(far, time, Strength.STOP if far in lost else Strength.WARN)


def _after_denial(comparison: Comparison, time: _Time) -> bool:
    """Tell whether the sentence denies before it names the time: “do not wait until the morning”."""
    before, vocabulary = time.statement.text[: time.place], comparison.vocabulary
    return vocabulary.negation_phrases.matches(before) or vocabulary.urgent_plain.matches(before)


def _absent(
    source: Sequence[_Time], plain: Sequence[_Time], silence: str, passed_over: Sequence[str] = ()
) -> Iterator[Verdict]:
    """Find what the source tells and the plain version is silent about."""
    kinds = {time.kind for time in plain}
    told: set[str] = set()
    for time in source:
        if time.kind not in kinds | told and time.kind not in passed_over and not time.denied:
            told.add(time.kind)
            yield Verdict(
                guard="time",
                strength=Strength.WARN,
                message=f"The source says “{time.words}”; the plain version {silence}.",
                harm=_HARM,
                source=time.words,
                missing=True,
            )


def _nearness(comparison: Comparison, one: _Time, other: _Time) -> float:
    return comparison.shared(one.keys, other.keys) - (0.5 if one.denied != other.denied else 0)


def _found(passage: Passage, phrases: Phrases, comparison: Comparison) -> list[_Time]:
    found = []
    for statement in passage.statements:
        if statement.kind != "prose":
            continue
        for mention in phrases.find(statement.text):
            if mention.start < statement.own:
                continue
            clause = next((c for c in statement.clauses if c.start <= mention.start < c.end), None)
            if clause is None:
                continue
            against = denied(comparison, statement, mention.start)
            found.append(_Time(mention.kind, mention.text, clause.keys, against, statement, mention.start))
    return found


def _unnumbered(comparison: Comparison) -> Iterator[Verdict]:
    """Units of time without a number, as in “within weeks”."""
    source, plain = (_units(passage, comparison.vocabulary) for passage in (comparison.source, comparison.plain))
    for name, words in plain.items():
        if name in source or not source:
            continue
        lost = next((other for other in source if other not in plain), None)
        if lost:
            yield _instead(source[lost], words)
    pointed = [_pointed(passage, comparison.vocabulary) for passage in (comparison.source, comparison.plain)]
    for pointer, unit in sorted(pointed[1] - pointed[0]):
        other = next((each for which, each in sorted(pointed[0]) if which == pointer), None)
        if other:
            yield _instead(f"{pointer} {other}", f"{pointer} {unit}")


def _haste(comparison: Comparison) -> Iterator[Verdict]:
    """What cannot wait in the source cannot wait in the version."""
    vocabulary = comparison.vocabulary
    said = [mention for each in comparison.source.statements for mention in vocabulary.urgent_source.find(each.text)]
    if said and not any(vocabulary.urgent_plain.matches(each.text) for each in comparison.plain.statements):
        yield Verdict(
            guard="time",
            strength=Strength.STOP,
            message=f"The source says “{said[0].text}”; the plain version has no haste.",
            harm=_HARM,
            source=said[0].text,
            missing=True,
        )


def _units(passage: Passage, vocabulary: Vocabulary) -> Mapping[str, str]:
    """Return the units of time that stand without a number, each with how it is written."""
    forms = {form: name for form, name in _forms(vocabulary).items() if form not in vocabulary.times.singular}
    ordered = "|".join(sorted(forms, key=len, reverse=True))
    expression = re.compile(rf"(?<![\w-])(?:[^\W\d_]+ ){{0,2}}({ordered})(?![\w'-])")
    numbers = "|".join((*vocabulary.numbers.values, *vocabulary.times.counts))
    counted = re.compile(rf"(?:\d|[½¼¾]|\b(?:{numbers}))$")
    found: dict[str, str] = {}
    for statement in passage.statements:
        for match in expression.finditer(statement.text, statement.own):
            if not counted.search(statement.text[: match.start(1)].rstrip()):
                found.setdefault(forms[match.group(1)], match.group())
    return found


def _pointed(passage: Passage, vocabulary: Vocabulary) -> set[tuple[str, str]]:
    """Return the units of time that are pointed to, each with the word that points: “the same day”."""
    forms = _forms(vocabulary)
    units = "|".join(sorted(forms, key=len, reverse=True))
    expression = re.compile(rf"(?<![\w-])({'|'.join(vocabulary.times.pointers)})[ -]({units})(?![\w'])")
    texts = (statement.text[statement.own :] for statement in passage.statements)
    return {(match[1], forms[match[2]]) for text in texts for match in expression.finditer(text)}


def _forms(vocabulary: Vocabulary) -> dict[str, str]:
    return {form: unit.name for unit in vocabulary.units if unit.dimension in TIME for form in unit.forms}


def _instead(source: str, plain: str) -> Verdict:
    return Verdict(
        guard="time",
        strength=Strength.STOP,
        message=f"The plain version says “{plain}”; the source says “{source}”.",
        harm=_HARM,
        source=source,
        plain=plain,
    )


def _verdict(source: _Time, plain: _Time, strength: Strength) -> Verdict:
    return Verdict(
        guard="time",
        strength=strength,
        message=f"The plain version says “{plain.words}”; the source says “{source.words}” there.",
        harm=_HARM,
        source=source.words,
        plain=plain.words,
    )
