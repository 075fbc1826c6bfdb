"""How sure and how binding: may, will, must, should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from publish.guards.alignment import Comparison
from publish.guards.clauses import Clause
from publish.guards.passages import Passage
from publish.guards.verdicts import Strength, Verdict

_HARM = "People may take a chance for a certainty, or an order for a free choice."
_LEAST = 0.3
_OPEN = frozenset({"hedge", "softener"})


class _Force(msgspec.Struct, frozen=True, eq=False):
    """What a clause says of how sure or how binding it is: the classes of its words."""

    clause: Clause
    kinds: frozenset[str]
    words: dict[str, str]
    denied: bool


def modality(comparison: Comparison) -> Iterator[Verdict]:
    """Compare hedges, orders, permissions and promises."""
    source, plain = _forces(comparison.source, comparison), _forces(comparison.plain, comparison)
    told: set[int] = set()
    for rule in (_promises, _hedges, _orders, _demands):
        for message, said, version in rule(comparison, source, plain):
            if id(version) not in told:
                told.add(id(version))
                yield Verdict(
                    guard="modality",
                    strength=Strength.STOP,
                    message=message,
                    harm=_HARM,
                    source=said.clause.text.strip(),
                    plain=version.clause.text.strip(),
                )


_Found = Iterator[tuple[str, _Force, _Force]]


def _promises(comparison: Comparison, source: Sequence[_Force], plain: Sequence[_Force]) -> _Found:
    """“May” does not become “will”, and nothing becomes “certain”."""
    open_in_source = sum("hedge" in force.kinds for force in source)
    open_in_plain = sum(bool(force.kinds & _OPEN) for force in plain)
    for version in plain:
        if not version.kinds & {"certain", "future"} or version.denied or version.clause.asked:
            continue
        partners = _partners(comparison, version, source)
        if any(partner.kinds & {"certain", "future"} for partner in partners):
            continue
        if "certain" in version.kinds and partners:
            word = version.words["certain"]
            yield f"The plain version says “{word}”; the source does not promise it.", partners[0], version
        elif "future" in version.kinds and not version.kinds & _OPEN:
            hedged = [partner for partner in partners if partner.kinds & {"hedge", "partial"}]
            if not hedged and not partners and open_in_plain < open_in_source:
                hedged = [force for force in source if "hedge" in force.kinds]
            if hedged and (not partners or partners[0] in hedged) and not version.kinds & {"partial"}:
                words = hedged[0].words
                said = words.get("hedge") or words["partial"]
                yield (
                    f"The source says “{said}”; the plain version says “{version.words['future']}”.",
                    hedged[0],
                    version,
                )


def _hedges(comparison: Comparison, source: Sequence[_Force], plain: Sequence[_Force]) -> _Found:
    """A hedge does not vanish."""
    able = comparison.vocabulary.modality.abilities
    hanging = tuple(f"{word} " for word in comparison.vocabulary.language.hanging)
    first = next(
        (
            force
            for force in source
            if "hedge" in force.kinds
            and force.words["hedge"] not in able
            and not force.denied
            and not force.clause.text.startswith(hanging)
        ),
        None,
    )
    if first and not any(force.kinds & {"hedge", "doubt"} or force.clause.asked for force in plain):
        partners = _partners(comparison, first, plain)
        if partners:
            yield (
                f"The source says “{first.words['hedge']}”; the plain version leaves nothing open.",
                first,
                partners[0],
            )
    for said in source:
        if "hedge" not in said.kinds or said.denied or said.words["hedge"] in comparison.vocabulary.modality.abilities:
            continue
        partners = _partners(comparison, said, plain)
        if not partners:
            continue
        around = {partner.clause.unit + step for partner in partners for step in (-1, 0, 1)}
        if any(force.kinds & _OPEN or force.clause.asked for force in plain if force.clause.unit in around):
            continue
        if said in _partners(comparison, partners[0], source):
            yield f"The source says “{said.words['hedge']}”; the plain version tells it as certain.", said, partners[0]


def _orders(comparison: Comparison, source: Sequence[_Force], plain: Sequence[_Force]) -> _Found:
    """“Must” does not become “may”."""
    for said in source:
        binding = said.kinds & {"obligation", "prohibition"}
        if said.kinds & {"free", "permission"} or not (binding or "imperative" in said.kinds):
            continue
        partners = _partners(comparison, said, plain)
        bound = [partner for partner in partners if partner.kinds & {"obligation", "prohibition", "firm"}]
        if (
            not partners
            or partners[0] in bound
            or any(partner.clause.topics >= said.clause.topics for partner in bound)
        ):
            continue
        kind = "weak" if (binding and not said.denied) or "prohibition" in said.kinds else "weakest"
        weak = [partner for partner in partners if kind in partner.kinds and not (partner.denied and kind != "weak")]
        if weak and said in _partners(comparison, weak[0], source):
            word = next(said.words[each] for each in ("obligation", "prohibition", "imperative") if each in said.words)
            yield f"The source says “{word}”; the plain version says “{weak[0].words[kind]}”.", said, weak[0]


def _demands(comparison: Comparison, source: Sequence[_Force], plain: Sequence[_Force]) -> _Found:
    """“May” and “might” do not become “must”, and what is free stays free."""
    for version in plain:
        if "obligation" not in version.kinds or version.denied or version.kinds & {"hedge", "free"}:
            continue
        partners = _partners(comparison, version, source)
        if not partners or any(partner.kinds & {"obligation", "prohibition", "imperative"} for partner in partners):
            continue
        free = [partner for partner in partners if partner.kinds & {"permission", "hedge"} and not partner.denied]
        if free and version in _partners(comparison, free[0], plain):
            kind = "permission" if "permission" in free[0].words else "hedge"
            words = version.words["obligation"], free[0].words[kind]
            yield f"The plain version says “{words[0]}”; the source says “{words[1]}”.", free[0], version
    said = next((force for force in source if "free" in force.kinds), None)
    if said and not any("free" in force.kinds for force in plain):
        order = next((force for force in plain if "obligation" in force.kinds), None)
        if order:
            yield f"The source says “{said.words['free']}”; the plain version leaves no choice.", said, order


def _partners(comparison: Comparison, force: _Force, others: Sequence[_Force]) -> list[_Force]:
    weights = [(comparison.shared(force.clause.topics, other.clause.topics), other) for other in others]
    best = max((weight for weight, _ in weights), default=0.0)
    if best < _LEAST:
        return []
    ordered = sorted(weights, key=lambda pair: -pair[0])
    return [other for weight, other in ordered if weight >= 0.6 * best]


def _forces(passage: Passage, comparison: Comparison) -> list[_Force]:
    found = []
    for statement in passage.statements:
        if statement.kind != "prose":
            continue
        phrases = comparison.vocabulary.modal_phrases.values()
        mentions = [mention for each in phrases for mention in each.find(statement.text)]
        denials = comparison.vocabulary.negation_phrases.find(statement.text)
        for clause in statement.clauses:
            inside = [mention for mention in mentions if clause.start <= mention.start < clause.end]
            words = {mention.kind: mention.text for mention in reversed(inside)}
            denied = any(clause.start <= m.start < clause.end and m.kind == "negator" for m in denials)
            found.append(_Force(clause, frozenset(words), words, denied))
    return found
