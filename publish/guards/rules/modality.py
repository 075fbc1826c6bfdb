"""How sure and how binding: may, will, must, should."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.guards.alignment import Comparison
from publish.guards.answers import Answers, answers_of
from publish.guards.clauses import Clause
from publish.guards.degrees import ALL, Mark
from publish.guards.verdicts import Strength, Verdict
from publish.guards.vocabulary import Vocabulary

_HARM = "People may take a chance for a certainty, or an order for a free choice."
_ORDERS = frozenset({"obligation", "prohibition"})
_BINDING = _ORDERS | {"advice", "imperative"}
_MILD = frozenset({"advice", "gentle"})


def modality(comparison: Comparison) -> Iterator[Verdict]:
    """Compare hedges, orders, permissions and promises."""
    answers = answers_of(comparison)
    told: set[int] = set()
    for rule in (_promises, _frees, _weakened, _lost):
        for verdict, clause in rule(answers, comparison.vocabulary):
            if id(clause) not in told:
                told.add(id(clause))
                yield verdict


_Found = Iterator[tuple[Verdict, Clause]]


def _promises(answers: Answers, vocabulary: Vocabulary) -> _Found:
    """What the source leaves open does not become certain, or a duty."""
    lost = {id(mark) for mark in answers.unanswered}
    for mark in answers.plain:
        home = answers.home(mark.clause)
        if home is None or not _binds(mark) or mark.clause.asked or _opens(answers.plain, mark.clause):
            continue
        there = [each for each in answers.source if each.clause is home and _opposed(each, mark, vocabulary)]
        if not there or any(_binds(each) for each in answers.source if each.clause is home):
            continue
        sure = answers.sure(home, mark.clause)
        stop = sure and any(id(each) in lost or each.kind == "permission" for each in there)
        if stop or (answers.likely(home, mark.clause) and answers.alike(home, mark.clause) and _turns(mark, there)):
            message = f"The source says “{there[0].words}”; the plain version says “{mark.words}”."
            yield _verdict(message, home, mark.clause, stop=stop), mark.clause


def _lost(answers: Answers, vocabulary: Vocabulary) -> _Found:
    """A hedge does not vanish."""
    for mark in answers.lost():
        target = answers.target(mark.clause)
        if mark.kind == "hedge" and target:
            message = f"The source says “{mark.words}”; nothing in the plain version leaves it open there."
            yield _verdict(message, mark.clause, target, stop=False), target


def _weakened(answers: Answers, vocabulary: Vocabulary) -> _Found:
    """“Must” does not become “may”, or “if you like”."""
    for mark in answers.plain:
        order = _order(answers, mark, vocabulary) if _weak(mark, vocabulary) else None
        if order is None or any(each.clause is mark.clause and each.kind in _as_firm(order) for each in answers.plain):
            continue
        if mark.kind == "choice" or (_about(mark, order, answers) and not _keeps(mark, order, vocabulary)):
            plain = order.kind in _ORDERS or mark.words in vocabulary.modality.chances
            sure = plain and mark.kind not in _MILD and answers.sure(order.clause, mark.clause)
            message = f"The source says “{order.words}”; the plain version says “{mark.words}”."
            yield _verdict(message, order.clause, mark.clause, stop=sure), mark.clause


def _order(answers: Answers, mark: Mark, vocabulary: Vocabulary) -> Mark | None:
    """Return the order that the source gives where the version has a mark; none where the source leaves it open too."""
    home = answers.home(mark.clause)
    around = [each for each in answers.source if home and each.statement.number == home.unit]
    given = [
        each
        for each in around
        if each.kind in _stronger(mark)
        and not (each.denied and each.kind == "obligation")
        and not _hangs(each.clause, vocabulary)
    ]
    order = next((each for each in given if each.clause is home), given[0] if given else None)
    free = mark.kind == "choice" and any(each.kind == "free" for each in answers.source)
    if order is None or free or not answers.spare(mark):
        return None
    told = order.clause is home or not any(each.clause is home and each.kind == "hedge" for each in around)
    return order if told else None


def _hangs(clause: Clause, vocabulary: Vocabulary) -> bool:
    """Tell whether a clause gives a reason or a condition of another."""
    return clause.text.lstrip(" ,").startswith(tuple(f"{word} " for word in vocabulary.modality.dependent))


def _as_firm(order: Mark) -> frozenset[str]:
    return _ORDERS | {"imperative"} if order.kind in _ORDERS else _BINDING


def _stronger(mark: Mark) -> frozenset[str]:
    return _ORDERS if mark.kind in _MILD else _BINDING


def _about(mark: Mark, order: Mark, answers: Answers) -> bool:
    return answers.likely(order.clause, mark.clause) and answers.common(order, mark)


def _keeps(mark: Mark, order: Mark, vocabulary: Vocabulary) -> bool:
    """Tell whether “you can” takes nothing back: “as you can”, or “you can … only if”."""
    if mark.kind != "hedge":
        return False
    text = mark.statement.text
    before = text[max(mark.clause.start, mark.statement.own) : mark.start].replace(",", " , ").split()[-2:]
    if set(before) & set(vocabulary.language.hanging):
        return True
    forbids = any(each.kind == "negator" for each in vocabulary.negation_phrases.find(order.clause.text))
    kept = vocabulary.provisos.find(text[mark.end :])
    return bool(kept) and (forbids or kept[0].start <= 1)


def _frees(answers: Answers, vocabulary: Vocabulary) -> _Found:
    """What people are free to do stays free."""
    said = next((mark for mark in answers.source if mark.kind == "free"), None)
    if said is None or any(mark.kind == "free" for mark in answers.plain):
        return
    target = answers.target(said.clause)
    if target:
        bound = any(mark.clause is target and mark.kind in _ORDERS for mark in answers.plain)
        message = f"The source says “{said.words}”; the plain version does not say that people are free."
        yield _verdict(message, said.clause, target, stop=bound and answers.sure(said.clause, target)), target


def _opposed(source: Mark, plain: Mark, vocabulary: Vocabulary) -> bool:
    """Tell whether a mark of the source leaves open what a binding one of the version does not."""
    if plain.kind == "obligation":
        return source.kind == "advice" or (
            not source.denied and (source.kind == "permission" or source.words in vocabulary.modality.chances)
        )
    return source.clause.own and source.leaves_open and source.kind in ("hedge", "share")


def _weak(mark: Mark, vocabulary: Vocabulary) -> bool:
    weak = mark.kind in (*_MILD, "choice") or (mark.kind == "hedge" and mark.words in vocabulary.modality.modals)
    said = mark.statement.text[mark.statement.own : mark.start]
    denied = any(each.kind == "negator" for each in vocabulary.negation_phrases.find(re.split("[,;:.]", said)[-1]))
    return (
        weak and not denied and not mark.clause.asked and (mark.kind == "choice" or not _hangs(mark.clause, vocabulary))
    )


def _binds(mark: Mark) -> bool:
    """Tell whether a mark says that something is so, or must be so, in every case."""
    return not mark.denied and (mark.kind in ("future", "certain", "obligation") or mark.degrees == {ALL})


def _opens(marks: tuple[Mark, ...], clause: Clause) -> bool:
    return any(mark.clause is clause and mark.leaves_open for mark in marks)


def _turns(mark: Mark, there: list[Mark]) -> bool:
    """Tell whether a promise is one against what the source says: “will” goes with “usually”, but not with “may”."""
    return mark.kind != "future" or any(each.kind == "hedge" for each in there)


def _verdict(message: str, source: Clause, plain: Clause, *, stop: bool) -> Verdict:
    return Verdict(
        guard="modality",
        strength=Strength.STOP if stop else Strength.WARN,
        message=message,
        harm=_HARM,
        source=source.text.strip(),
        plain=plain.text.strip(),
    )
