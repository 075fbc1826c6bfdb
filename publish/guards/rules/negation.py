"""Denials: what the source forbids or denies, the plain version forbids or denies, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.clauses import Clause
from publish.guards.parts import parts_of
from publish.guards.passages import Statement
from publish.guards.rules.denials import Reading, readings
from publish.guards.rules.kept_denials import KeptDenials, clause_at
from publish.guards.verdicts import Strength, Verdict

_HARM = "People may do what they must not do, or leave what they must do."
# How much words in common must tell (``Comparison.weight``): a word that stands once in each text tells 1.
_TELLING = 0.7
_AROUND = 0.5
# Of what a denial denies, the share that must be affirmed to be worth a second look.
_SHARE = 1 / 3


class _Part(msgspec.Struct, frozen=True, eq=False):
    """What one statement of the source says, and what answers it.

    Attributes:
        said: the clauses of the source.
        version: the clauses that answer them.
        denials: those of the source that deny something.
        answered: the denials of the version that answer them, by their numbers.
    """

    said: Sequence[Reading]
    version: Sequence[Reading]
    denials: Sequence[Reading]
    answered: Mapping[int, Reading]

    @property
    def free(self) -> list[Reading]:
        """What the version denies without a denial of the source that it answers."""
        taken = {id(reading) for reading in self.answered.values()}
        return [reading for reading in self.version if reading.turns and id(reading) not in taken]


def negation(comparison: Comparison) -> Iterator[Verdict]:
    """Compare what is denied."""
    told: set[Clause] = set()
    for verdict, clause in _contradictions(comparison):
        told.add(clause)
        yield verdict
    kept = KeptDenials(comparison)
    for denial in kept.lost:
        target = kept.target(denial)
        if not told & {denial.clause, target}:
            told |= {denial.clause} | ({target} if target else set())
            lost = _lacks(denial.clause, denial.words, target, Strength.WARN)
            yield msgspec.structs.replace(lost, missing=True)
    for verdict, clause in _poles(comparison, kept):
        if clause not in told:
            yield verdict


def _contradictions(comparison: Comparison) -> Iterator[tuple[Verdict, Clause]]:
    """What the one text plainly denies, the other must not affirm."""
    source = readings(comparison.source, comparison.vocabulary)
    plain = readings(comparison.plain, comparison.vocabulary)
    for each in parts_of(comparison):
        part = _part(comparison, [source[clause] for clause in each.said], [plain[clause] for clause in each.answers])
        for index, denial in enumerate(part.denials):
            for verdict in _affirmed(comparison, denial, part.answered.get(index), part):
                yield verdict, denial.clause
        for denial in part.free:
            for verdict in _added(comparison, denial, part):
                yield verdict, denial.clause


def _poles(comparison: Comparison, kept: KeptDenials) -> Iterator[tuple[Verdict, Clause]]:
    """The version must not say “wait” where the source says “at once”, nor “stop” where it says “go on”."""
    loose = {clause for clause, each in readings(comparison.plain, comparison.vocabulary).items() if each.loose}
    denying = {each.clause for each in kept.plain if each.kind in ("negator", "pair", "forbidding")}
    for one, other in comparison.vocabulary.poles:
        there = [
            each
            for each in comparison.source.statements
            if each.kind == "prose" and other.matches(each.text[each.own :]) and not one.matches(each.text)
        ]
        for statement in comparison.plain.statements if there else ():
            for mention in one.find(statement.text) if statement.kind == "prose" else ():
                clause = clause_at(statement, mention.start, mention.text)
                if clause is None or mention.start < statement.own or clause.asked or clause in loose | denying:
                    continue
                home = next((s for s in there if any(kept.near(c, clause.unit) for c in s.clauses)), None)
                if home:
                    word = other.find(home.text[home.own :])[0].text
                    message = f"The source says “{word}”; the plain version says “{mention.text}”."
                    yield _verdict(message, home.text, clause.text, Strength.WARN), clause


def denied(comparison: Comparison, statement: Statement, place: int) -> bool:
    """Tell whether the clause at a place of a statement denies, up to that place; “not more than” only sets a limit."""
    clause = next((each for each in statement.clauses if each.start <= place < each.end), None)
    if clause is None:
        return False
    text = statement.text[clause.start : place]
    found = comparison.vocabulary.negation_phrases.find(text)
    if found and comparison.vocabulary.limits.matches(text[found[-1].end :]):
        found = found[:-1]
    return len(found) % 2 == 1


def _part(comparison: Comparison, said: Sequence[Reading], version: Sequence[Reading]) -> _Part:
    """Pair each denial of the source with one of the version, the likest first."""
    denials = [reading for reading in said if reading.forbids and reading.denied and not reading.loose]
    scores: dict[tuple[int, int], float] = {}
    for index, denial in enumerate(denials):
        for other, reading in enumerate(version):
            direct = comparison.shared(denial.denied, reading.senses)
            if denial.denies and reading.turns and reading.excepts == denial.excepts and (reading.firm or direct):
                scores[index, other] = direct + _AROUND * comparison.shared(denial.senses, reading.senses)
    answered: dict[int, int] = {}
    for index, other in sorted(scores, key=lambda pair: -scores[pair]):
        if index not in answered and other not in answered.values():
            answered[index] = other
    return _Part(said, version, denials, {index: version[other] for index, other in answered.items()})


def _affirmed(comparison: Comparison, denial: Reading, answer: Reading | None, part: _Part) -> Iterator[Verdict]:
    """What the source denies, the version must not affirm."""
    if answer is not None and answer.forbids:
        return
    against = [each for each in part.version if comparison.shared(denial.denied, each.affirmed)]
    for version in sorted(against, key=lambda each: -comparison.shared(denial.denied, each.affirmed)):
        opposed = denial.denied & version.affirmed
        weight = comparison.shared(opposed, opposed)
        if version.forbids and denial.denies:
            continue
        if not opposed & denial.focus and len(opposed) < _SHARE * len(denial.denied):
            continue
        others = [each for each in part.said if each is not denial] if denial.on_its_own else []
        if _shows(comparison, opposed, part.version, False) or _shows(comparison, opposed, others, True):
            continue
        if _hushed(version, answer, part.version):
            continue
        least = len(denial.denied) / (2 if denial.plainly else 1)
        plainly = len(opposed) > least or opposed == denial.denied
        if plainly and denial.firm and weight >= _TELLING and opposed & denial.focus:
            yield _lacks(denial.clause, denial.turns[0].text, version.clause, Strength.STOP)
            return


def _hushed(affirms: Reading, answer: Reading | None, version: Sequence[Reading]) -> bool:
    """Tell whether the sentence that affirms something may take it back in other words."""
    around = [each for each in version if each.statement is affirms.statement and each is not answer]
    turned = (each for each in around if each.turns and not each.loose and not each.excepts)
    return any(each.soft for each in around) or any(each is not affirms for each in turned)


def _added(comparison: Comparison, denial: Reading, part: _Part) -> Iterator[Verdict]:
    """What the version denies, the source must not affirm."""
    said = max(part.said, key=lambda each: comparison.shared(denial.denied, each.affirmed))
    opposed = denial.denied & said.affirmed
    around = [each for each in part.said if each.statement is said.statement]
    if not (denial.plainly and denial.firm) or any(each.soft or each.denies for each in around):
        return
    others = [each for each in part.version if each is not denial]
    if _shows(comparison, opposed, part.said, False) or _shows(comparison, opposed, others, True):
        return
    if comparison.shared(opposed, opposed) >= _TELLING and 2 * len(opposed) >= max(
        len(said.senses), len(denial.senses)
    ):
        there, here = _quote(said.clause.text), _quote(denial.clause.text)
        word = denial.turns[0].text
        yield _verdict(f"The plain version says “{here}”; the source has no “{word}”: “{there}”.", there, here)


def _shows(comparison: Comparison, keys: frozenset[str], found: Sequence[Reading], affirmed: bool) -> bool:
    """Tell whether one of some clauses has all that tells of these words, and may affirm or deny them."""
    weight = comparison.shared(keys, keys)
    may = (frozenset(key for key, sense in each.senses.items() if sense is not (not affirmed)) for each in found)
    return any(comparison.shared(keys, other) >= weight for other in may)


def _lacks(source: Clause, word: str, plain: Clause | None, strength: Strength) -> Verdict:
    said, version = _quote(source.text), _quote(plain.text) if plain else ""
    message = f"The source says “{said}”; the plain version has no “{word}”: “{version}”."
    if plain is None:
        message = f"The source says “{said}”; nothing in the plain version answers it."
    return _verdict(message, said, version, strength)


def _quote(text: str) -> str:
    return text.strip(" ,;:.()")


def _verdict(message: str, source: str, plain: str, strength: Strength = Strength.STOP) -> Verdict:
    return Verdict(guard="negation", strength=strength, message=message, harm=_HARM, source=source, plain=plain)
