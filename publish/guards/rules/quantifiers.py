"""How many and how often: all, most, some, few, none."""

from __future__ import annotations

from collections.abc import Iterator

from publish.guards.alignment import Comparison
from publish.guards.answers import Answers, answers_of
from publish.guards.clauses import Clause
from publish.guards.degrees import ALL, FEW, Mark
from publish.guards.verdicts import Strength, Verdict

_HARM = "People may think that something happens to all when it happens to some, or the other way round."


def quantifiers(comparison: Comparison) -> Iterator[Verdict]:
    """Compare the words for how many and how often."""
    answers = answers_of(comparison)
    shares = [mark for mark in answers.source if mark.kind == "share" and mark.clause.own]
    lost = [mark for mark in answers.lost() if mark.kind == "share"]
    told: set[int] = set()
    for mark in answers.plain:
        if mark.kind != "share" or mark.clause.asked:
            continue
        for verdict, source in _changed(answers, mark, shares, lost):
            told |= {id(source), id(mark.clause)}
            yield verdict
    for mark in lost:
        target = answers.target(mark.clause)
        if target and not told & {id(mark.clause), id(target)}:
            told.add(id(target))
            message = f"The source says “{mark.words}”; the plain version has nothing like it there."
            yield _verdict(message, mark.clause, target, stop=False)


def _changed(answers: Answers, mark: Mark, shares: list[Mark], lost: list[Mark]) -> Iterator[tuple[Verdict, Clause]]:
    """A share of the version is near one that the source has in its place."""
    home = answers.home(mark.clause)
    if home is None:
        return
    there = [each for each in shares if each.clause is home]
    if any(mark.answers(each) for each in shares if each.statement.number == home.unit):
        return
    if there:
        gone = any(each in lost or not answers.near(each) for each in there)
        sure = answers.sure(home, mark.clause) and (gone or not there[0].leaves_open)
        if sure or gone or answers.likely(home, mark.clause):
            message = f"The plain version says “{mark.words}”; the source says “{there[0].words}” there."
            yield _verdict(message, home, mark.clause, stop=sure), home
    elif answers.claimed(mark):
        return
    elif mark.degrees <= {FEW} or (mark.degrees <= {ALL} and _left_open(answers, home, mark)):
        message = f"The plain version says “{mark.words}”; the source says nothing of the kind there."
        yield _verdict(message, home, mark.clause, stop=False), home


def _left_open(answers: Answers, home: Clause, mark: Mark) -> bool:
    """Tell whether the source says “all” nowhere, and the version says it of people, or of what is left open there."""
    if any(each.degrees & mark.degrees for each in answers.source):
        return False
    of_people = not any(each.start == mark.start and each.kind == "certain" for each in answers.plain)
    return of_people or any(each.clause is home and each.leaves_open for each in answers.source)


def _verdict(message: str, source: Clause, plain: Clause, *, stop: bool) -> Verdict:
    return Verdict(
        guard="quantifier",
        strength=Strength.STOP if stop else Strength.WARN,
        message=message,
        harm=_HARM,
        source=source.text.strip(),
        plain=plain.text.strip(),
    )
