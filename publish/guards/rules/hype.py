"""Promises that the source does not make."""

from __future__ import annotations

from collections.abc import Iterator

from publish.guards.alignment import Comparison
from publish.guards.passages import Statement
from publish.guards.verdicts import Strength, Verdict

_HARM = "People may hope for more than is known, and risk more."


def hype(comparison: Comparison) -> Iterator[Verdict]:
    """Find words that promise and that the source has not."""
    phrases, stem = comparison.vocabulary.hype, comparison.vocabulary.stem
    known = {
        stem(mention.text) for statement in comparison.source.statements for mention in phrases.find(statement.text)
    }
    told: set[str] = set()
    for statement in comparison.plain.statements:
        for mention in phrases.find(statement.text[statement.own :]):
            if stem(mention.text) not in known | told and not _denied(
                comparison, statement, statement.own + mention.start
            ):
                told.add(stem(mention.text))
                yield Verdict(
                    guard="hype",
                    strength=Strength.STOP if mention.kind == "promise" else Strength.WARN,
                    message=f"The plain version says “{mention.text}”; the source promises nothing of the kind.",
                    harm=_HARM,
                    plain=mention.text,
                )


def _denied(comparison: Comparison, statement: Statement, place: int) -> bool:
    """Tell whether a denial stands before the word in its clause: “does not cure”."""
    clause = next((each for each in statement.clauses if each.start <= place < each.end), None)
    if clause is None:
        return False
    mentions = comparison.vocabulary.negation_phrases.find(statement.text[clause.start : place])
    return sum(mention.kind == "negator" for mention in mentions) % 2 == 1
