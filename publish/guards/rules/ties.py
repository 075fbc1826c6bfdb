"""What a text makes depend on what: only, if, unless, until, before, after."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from publish.guards.clauses import Clause
from publish.guards.passages import Passage, Statement
from publish.guards.rules.denials import Reading
from publish.guards.vocabulary import Vocabulary

_REACH = 45
_WORDS = 6


class Tie(msgspec.Struct, frozen=True, eq=False):
    """A word that ties something to a condition.

    Attributes:
        kind: “only”, “unless”, “until”, “if”, “when”, “even_if”, “before” or “after”.
        words: the word itself.
        said: the word with what follows it.
        reading: the clause that it stands in.
        main: what the clauses of its sentence state.
        about: what the condition is about.
        denied: what is tied to it is denied: “do not … until”.
    """

    kind: str
    words: str
    said: str
    reading: Reading
    main: Sequence[Reading]
    about: frozenset[str]
    denied: bool


def ties(passage: Passage, found: Mapping[Clause, Reading], vocabulary: Vocabulary) -> dict[Clause, list[Tie]]:
    """Return the ties of a passage, by the clauses that they stand in.

    Args:
        passage: the text.
        found: what its clauses affirm and deny.
        vocabulary: the words of its language.
    """
    tied: dict[Clause, list[Tie]] = {}
    for statement in passage.statements:
        if statement.kind == "prose":
            for tie in _ties(statement, [found[clause] for clause in statement.clauses], vocabulary):
                tied.setdefault(tie.reading.clause, []).append(tie)
    return tied


def without(said: Sequence[Reading]) -> Iterator[Tie]:
    """Yield the ties in “do not stop without asking”, which puts the asking before the stopping."""
    for first, second in itertools.pairwise(said):
        if first.plainly and second.excepts:
            words = f"{first.turns[0].text} … {second.turns[0].text}"
            yield Tie("before", words, words, first, (), first.denied, False)
            yield Tie("after", words, words, second, (), second.denied, False)


def _ties(statement: Statement, found: Sequence[Reading], vocabulary: Vocabulary) -> Iterator[Tie]:
    mentions = vocabulary.condition_markers.find(statement.text)
    main = [reading for reading in found if not reading.loose]
    ends = [*(mention.start for mention in mentions[1:]), len(statement.text)]
    for mention, end in zip(mentions, ends, strict=False):
        reading = next((each for each in found if each.clause.start <= mention.start < each.clause.end), None)
        if reading is None or reading.clause.aside:
            continue
        after = re.split(r"[.;:?!(),]", statement.text[mention.end : min(end, mention.end + _REACH)])[0]
        about = {vocabulary.key(word) for word in re.findall(r"[\w'-]+", after)[:_WORDS]} - {""}
        said = f"{mention.text} {after.strip()}".strip()
        before = [each for each in main if each.clause.start <= reading.clause.start]
        denied = any(each.turns for each in (before[-1:] or main[:1]))
        yield Tie(mention.kind, mention.text, said, reading, main, frozenset(about), denied)
