"""Denials: what the source forbids or denies, the plain version forbids or denies, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.parts import parts_of
from publish.guards.passages import Statement
from publish.guards.rules.denials import Reading, readings
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
    source = readings(comparison.source, comparison.vocabulary)
    plain = readings(comparison.plain, comparison.vocabulary)
    parts = [
        _part(comparison, [source[clause] for clause in part.said], [plain[clause] for clause in part.answers])
        for part in parts_of(comparison)
    ]
    denials = sum(denial.must_show for part in parts for denial in part.denials)
    fewer = denials > sum(bool(each.turns) and not each.loose and not each.excepts for each in plain.values())
    for number, part in enumerate(parts):
        beside = [each for other in parts[max(0, number - 1) : number + 2] for each in other.free if not each.excepts]
        for index, denial in enumerate(part.denials):
            answer = part.answered.get(index)
            found = list(_affirmed(comparison, denial, answer, part))
            if not found and denial.must_show and answer is None:
                found = list(_lost(comparison, denial, part, fewer and not beside))
            yield from found
        for denial in part.free:
            yield from _added(comparison, denial, part)


def denied(comparison: Comparison, statement: Statement, place: int) -> bool:
    """Tell whether the clause at a place of a statement denies, up to that place."""
    clause = next((each for each in statement.clauses if each.start <= place < each.end), None)
    if clause is None:
        return False
    return len(comparison.vocabulary.negation_phrases.find(statement.text[clause.start : place])) % 2 == 1


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
        stop = plainly and denial.firm and weight >= _TELLING and opposed & denial.focus
        yield _lacks(denial, version, Strength.STOP if stop else Strength.WARN)
        return


def _hushed(affirms: Reading, answer: Reading | None, version: Sequence[Reading]) -> bool:
    """Tell whether the sentence that affirms something may take it back in other words."""
    around = [each for each in version if each.statement is affirms.statement and each is not answer]
    turned = (each for each in around if each.turns and not each.loose and not each.excepts)
    return any(each.soft for each in around) or any(each is not affirms for each in turned)


def _lost(comparison: Comparison, denial: Reading, part: _Part, fewer: bool) -> Iterator[Verdict]:
    """What the source denies, the version must deny in some words, and must not allow."""
    allows = comparison.vocabulary.allowing
    for each in part.version:
        if not (each.loose or each.turns or each.soft) and allows.matches(each.clause.text):
            yield _lacks(denial, each, Strength.WARN)
            return
    if fewer and not any(each.soft for each in part.version):
        yield msgspec.structs.replace(
            _lacks(denial, part.version[0] if part.version else None, Strength.WARN), missing=True
        )


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


def _lacks(source: Reading, plain: Reading | None, strength: Strength) -> Verdict:
    said, word = _quote(source.clause.text), source.turns[0].text
    if plain is None:
        return _verdict(f"The source says “{said}”; nothing in the plain version answers it.", said, "", strength)
    version = _quote(plain.clause.text)
    message = f"The source says “{said}”; the plain version has no “{word}”: “{version}”."
    return _verdict(message, said, version, strength)


def _quote(text: str) -> str:
    return text.strip(" ,;:.()")


def _verdict(message: str, source: str, plain: str, strength: Strength = Strength.STOP) -> Verdict:
    return Verdict(guard="negation", strength=strength, message=message, harm=_HARM, source=source, plain=plain)
