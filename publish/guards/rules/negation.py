"""Denials: what the source forbids or denies, the plain version forbids or denies, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.clauses import Clause
from publish.guards.passages import Passage, Statement
from publish.guards.verdicts import Strength, Verdict

_HARM = "People may do what they must not do, or leave what they must do."
_LEAST = 0.3
_PART = 0.4


class _Sense(msgspec.Struct, frozen=True, eq=False):
    """Whether a clause affirms or denies.

    Attributes:
        clause: the clause.
        denies: it is turned an odd number of times; None where it can be read either way.
        words: what turns it.
        keys: what the clause is about.
        plainly: a plain “not” is among what turns it, and not only a word that holds a denial.
    """

    clause: Clause
    denies: bool | None
    words: str
    keys: frozenset[str]
    plainly: bool


def negation(comparison: Comparison) -> Iterator[Verdict]:
    """Compare what is denied."""
    source = _senses(comparison.source, comparison)
    plain = _senses(comparison.plain, comparison)
    told: set[str] = set()
    for own, others, forwards in ((source, plain, True), (plain, source, False)):
        for sense in own:
            other = _contradiction(comparison, sense, others, own)
            if other is None:
                continue
            said, version = (sense, other) if forwards else (other, sense)
            if version.denies and not version.plainly and not said.words:
                continue
            if said.denies and not said.plainly and said.words in comparison.plain.raw.lower():
                continue
            if version.clause.text not in told:
                told.add(version.clause.text)
                yield _verdict(said, version)
    yield from _lost_before_exception(comparison)


def denied(comparison: Comparison, statement: Statement, place: int) -> bool:
    """Tell whether the clause at a place of a statement denies, up to that place."""
    clause = next((each for each in statement.clauses if each.start <= place < each.end), None)
    if clause is None:
        return False
    return len(comparison.vocabulary.negation_phrases.find(statement.text[clause.start : place])) % 2 == 1


def _senses(passage: Passage, comparison: Comparison) -> list[_Sense]:
    vocabulary = comparison.vocabulary
    openings = vocabulary.negation.openings
    unsure = tuple(f"{word} " for word in (*openings, *vocabulary.negation.unsure))
    found = []
    for statement in passage.statements:
        if statement.kind != "prose":
            continue
        mentions = vocabulary.negation_phrases.find(statement.text)
        fickle = vocabulary.fickle_phrases.find(statement.text)
        opens = [clause.text.startswith(tuple(f"{word} " for word in openings)) for clause in statement.clauses]
        for index, clause in enumerate(statement.clauses):
            ties = any(opens[max(0, index - 1) : index + 2])
            inside = [
                mention
                for mention in mentions
                if clause.start <= mention.start < clause.end
                and clause.text[mention.start - clause.start :].startswith(mention.text)
                and (mention.kind == "negator" or mention.start >= statement.own)
            ]
            if clause.aside or vocabulary.definition_phrases.matches(clause.text):
                continue
            hangs = clause.text.startswith(tuple(f"{word} " for word in vocabulary.language.hanging))
            either = clause.asked or clause.text.startswith(unsure) or (hangs and bool(mentions))
            either = either or any(clause.start <= mention.start < clause.end for mention in fickle)
            either = either or (ties and any(mention.kind == "negator" for mention in inside))
            if len(inside) == 1 and all(inside[0].start <= word.start < inside[0].end for word in clause.words):
                continue
            denies = None if either else len(inside) % 2 == 1
            keys = clause.topics
            plainly = any(mention.kind == "negator" for mention in inside)
            found.append(_Sense(clause, denies, inside[0].text if inside else "", keys, plainly))
    return found


def _contradiction(
    comparison: Comparison, sense: _Sense, others: Sequence[_Sense], own: Sequence[_Sense]
) -> _Sense | None:
    """Return the clause of the other text that says the opposite, where none says the same."""
    if sense.denies is None or not sense.clause.own:
        return None
    keys = sense.keys
    weights = [(comparison.shared(keys, other.keys), other) for other in others]
    best = max((weight for weight, _ in weights), default=0.0)
    if best < _LEAST:
        return None
    partners = [other for weight, other in weights if weight >= 0.5 * best]
    if not any(len(keys & each.keys) >= _PART * min(len(keys), len(each.keys)) for each in partners):
        return None
    if any(partner.denies is None or partner.denies == sense.denies for partner in partners):
        return None
    partner = max(partners, key=lambda other: comparison.shared(keys, other.keys))
    back = [(comparison.shared(partner.keys, each.keys), each) for each in own]
    weight = comparison.shared(keys, partner.keys)
    leader = own[own.index(sense) - 1] if sense.clause.goes_on and own.index(sense) else None
    for other, each in back:
        if other >= 0.9 * weight and each is not leader and each.denies in (None, partner.denies):
            return None
    return partner


def _lost_before_exception(comparison: Comparison) -> Iterator[Verdict]:
    """“Do not … without …”: the version keeps the exception, so it must keep the denial."""
    for statement in comparison.plain.statements:
        opening = _opening(comparison, statement)
        if _denies(comparison, statement):
            continue
        if not opening:
            yield from _ordered(comparison, statement)
            continue
        keys = _keys(statement)
        for other in comparison.source.statements:
            if (
                _opening(comparison, other) == opening
                and _denies(comparison, other)
                and comparison.shared(keys, _keys(other)) > 0.5
            ):
                said, version = _quote(other.text), _quote(statement.text)
                message = f"The source denies before its “{opening}”; the plain version does not: “{version}”."
                yield Verdict(
                    guard="negation", strength=Strength.STOP, message=message, harm=_HARM, source=said, plain=version
                )
                return


def _ordered(comparison: Comparison, statement: Statement) -> Iterator[Verdict]:
    """“Must not … unless …” does not become “must …”."""
    vocabulary = comparison.vocabulary
    orders = vocabulary.modal_phrases["obligation"].find(statement.text)
    if not orders or any(m.kind != "if" for m in vocabulary.condition_markers.find(statement.text)):
        return
    weights = [(comparison.shared(_keys(statement), _keys(other)), other) for other in comparison.source.statements]
    weight, other = max(weights, key=lambda pair: pair[0], default=(0.0, None))
    if other is None or weight < _LEAST or not _opening(comparison, other) or not _denies(comparison, other):
        return
    if vocabulary.modal_phrases["prohibition"].matches(other.text):
        said, version = _quote(other.text), _quote(statement.text)
        message = f"The source forbids with an exception; the plain version says “{orders[0].text}”: “{version}”."
        yield Verdict(guard="negation", strength=Strength.STOP, message=message, harm=_HARM, source=said, plain=version)


def _opening(comparison: Comparison, statement: Statement) -> str:
    for clause in statement.clauses[1:]:
        for word in comparison.vocabulary.negation.openings:
            if clause.text.startswith(f"{word} "):
                return word
    return ""


def _denies(comparison: Comparison, statement: Statement) -> bool:
    mentions = comparison.vocabulary.negation_phrases.find(statement.text)
    return any(m.kind == "negator" and m.text not in comparison.vocabulary.negation.without for m in mentions)


def _keys(statement: Statement) -> frozenset[str]:
    return frozenset(word.key for clause in statement.clauses for word in clause.words)


def _quote(text: str) -> str:
    return text.strip(" ,;:.()")


def _verdict(source: _Sense, plain: _Sense) -> Verdict:
    said, version = _quote(source.clause.text), _quote(plain.clause.text)
    if source.denies:
        message = f"The source says “{said}”; the plain version has no “{source.words}”: “{version}”."
    else:
        message = f"The plain version says “{version}”; the source has no “{plain.words}”: “{said}”."
    return Verdict(guard="negation", strength=Strength.STOP, message=message, harm=_HARM, source=said, plain=version)
