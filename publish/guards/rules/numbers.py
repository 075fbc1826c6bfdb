"""Numbers and their units: each of the source in the plain version, and none that the source has not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from publish.guards.alignment import Comparison
from publish.guards.contacts import places
from publish.guards.passages import Passage, normal
from publish.guards.quantities import TIME, Quantity, same_amount
from publish.guards.rules.limits import turned_limits
from publish.guards.verdicts import Guard, Strength, Verdict

# Things that a number without a unit may count: “six” of them.
_COUNTED = ("tablet", "capsule", "drop", "puff", "spray", "cup", "teaspoon", "tablespoon")
_CLOSE = 0.0005
_HARM: dict[str, str] = {
    "number": "People may take too much or too little, or misjudge a risk.",
    "unit": "Another unit makes a dose many times too large or too small.",
    "time": "People may act too early, too late, too often or not often enough.",
}


def numbers(comparison: Comparison) -> Iterator[Verdict]:
    """Compare numbers, units, limits and the order of doses."""
    source = _without_contacts(comparison, comparison.source)
    plain = _without_contacts(comparison, comparison.plain)
    missing = [quantity for quantity in source if not quantity.vague and not _licensed(quantity, plain, source)]
    for quantity in plain:
        if not quantity.vague and not _licensed(quantity, source, plain):
            guard, counterpart = _blame(quantity, missing, source)
            changed = counterpart in missing
            if counterpart and changed:
                missing.remove(counterpart)
            frequency = quantity.words in comparison.vocabulary.numbers.times
            dose = quantity.dimension in comparison.vocabulary.dose_dimensions
            yield _verdict(
                guard, counterpart, quantity, Strength.STOP if changed or dose or frequency else Strength.WARN
            )
    bare = {quantity.number for quantity in plain if quantity.unit is None}
    for quantity in missing:
        strong = (quantity.unit is not None and quantity.number not in bare) or (
            quantity.parts is not None and quantity.value != 1
        )
        yield Verdict(
            guard="number",
            strength=Strength.STOP if strong else Strength.WARN,
            message=f"The source says “{quantity.words}”; the plain version does not.",
            harm=_HARM["number"],
            source=quantity.words,
            missing=True,
        )
    yield from turned_limits(comparison, source, plain)
    yield from _order(source, plain)
    yield from _per_weight(comparison)


def _licensed(quantity: Quantity, others: Sequence[Quantity], own: Sequence[Quantity]) -> bool:
    """Tell whether the other text has the same number, however it is written.

    “1 in 10” is also “of 10 people, 1”.
    """
    counted = quantity.dimension in _COUNTED
    rivals = [other for other in others if other.unit and other.number == quantity.number and not counted]
    if any(same_amount(quantity, other) for other in others if not (quantity.unit and not other.unit and rivals)):
        return True
    bare = {other.number for other in others if other.parts is None}
    if quantity.parts:
        wholes = bare | {other.parts[1] for other in others if other.parts}
        if quantity.parts[0] in bare and quantity.parts[1] in wholes:
            return True
        return any(_is_share(part, quantity.value, others) for part in others)
    if quantity.unit is None:
        inside = {part for other in others if other.parts for part in other.parts}
        shares = {other.value for other in others if other.parts}
        return quantity.number in bare | inside or any(_is_share(quantity, share, own) for share in shares)
    return False


def _is_share(quantity: Quantity, share: float, numbers: Sequence[Quantity]) -> bool:
    """Tell whether a number and another of its sentence are a share together: “of 10 people, 1”."""
    if quantity.unit or quantity.parts:
        return False
    around = [
        each.number
        for each in numbers
        if each.statement is quantity.statement and not each.unit and not each.parts and each.number
    ]
    return any(
        abs(min(quantity.number, other) / max(quantity.number, other) - share) < _CLOSE
        for other in around
        if other != quantity.number
    )


def _blame(
    quantity: Quantity, missing: Sequence[Quantity], source: Sequence[Quantity]
) -> tuple[Guard, Quantity | None]:
    """Tell which guard speaks, and which number of the source has been changed."""
    for candidates in (missing, source):
        for other in candidates:
            if other.number == quantity.number and _kind(other) != _kind(quantity):
                both_time = other.dimension in TIME and quantity.dimension in TIME
                return ("time" if both_time else "unit"), other
        for other in candidates:
            if _kind(other) == _kind(quantity):
                return "number", other
        if candidates is missing:
            for other in candidates:
                if other.dimension == quantity.dimension and quantity.dimension:
                    return ("time" if quantity.dimension in TIME else "number"), other
    for other in missing:
        if other.dimension in TIME and quantity.dimension in TIME:
            return "time", other
    return "number", missing[0] if missing else None


def _kind(quantity: Quantity) -> str:
    if quantity.parts:
        return "part"
    return quantity.unit.name if quantity.unit else ""


def _verdict(guard: Guard, source: Quantity | None, plain: Quantity, strength: Strength) -> Verdict:
    was = f"the source says “{source.words}”" if source else "the source does not say so"
    return Verdict(
        guard=guard,
        strength=strength,
        message=f"The plain version says “{plain.words}”; {was}.",
        harm=_HARM[guard],
        source=source.words if source else "",
        plain=plain.words,
    )


def _order(source: Sequence[Quantity], plain: Sequence[Quantity]) -> Iterator[Verdict]:
    """Doses that follow each other in one sentence mostly keep their order; an editor may have reason to turn it."""
    for _, group in groupby(source, key=lambda quantity: quantity.statement.number):
        sentence = list(group)
        for dimension in ("mass", "volume"):
            row = [quantity for quantity in sentence if quantity.dimension == dimension]
            values = [quantity.value for quantity in row]
            if len(set(values)) < 3 or len(set(values)) != len(values):
                continue
            places = [next((i for i, q in enumerate(plain) if same_amount(q, dose)), None) for dose in row]
            known = [place for place in places if place is not None]
            if any(first > second for first, second in pairwise(known)):
                reversed_whole = all(first > second for first, second in pairwise(known))
                words = ", ".join(dose.words for dose in row)
                yield Verdict(
                    guard="number",
                    strength=Strength.STOP if reversed_whole else Strength.WARN,
                    message=f"The source gives {words} in this order; the plain version gives another.",
                    harm=_HARM["number"],
                    source=words,
                    plain=", ".join(plain[place].words for place in sorted(known)),
                )


def _per_weight(comparison: Comparison) -> Iterator[Verdict]:
    """A dose “mg/kg” stays one for each kilogram."""
    forms = comparison.vocabulary.numbers.words["weight"]
    if "/kg" in normal(comparison.source.raw) and not any(form in normal(comparison.plain.raw) for form in forms):
        yield Verdict(
            guard="unit",
            strength=Strength.STOP,
            message="The source gives a dose for each kilogram (“/kg”); the plain version does not.",
            harm=_HARM["unit"],
            source="/kg",
            missing=True,
        )


def _without_contacts(comparison: Comparison, passage: Passage) -> list[Quantity]:
    kept = []
    for statement in passage.statements:
        contacts = places(statement.text, comparison.vocabulary)
        for quantity in comparison.numbers(passage).get(statement.number, ()):
            if not any(start <= quantity.start < end for start, end in contacts):
                kept.append(quantity)
    return kept
