"""What a text affirms and what it denies, clause by clause and word by word."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from publish.guards.clauses import Clause, Word
from publish.guards.passages import Passage, Statement
from publish.guards.phrases import Mention
from publish.guards.vocabulary import Vocabulary

_SEGMENT = re.compile(r"[,;:]")
_PASSIVE = 2


class Reading(msgspec.Struct, frozen=True, eq=False):
    """What one clause says of its words.

    Attributes:
        clause: the clause.
        statement: its sentence.
        turns: the words that turn its sense: “not”, “avoid”.
        senses: its words by their keys: affirmed (True), denied (False), or either (None).
        firm: what it says can be judged: it does not ask or explain, and cannot be read both ways.
        loose: it only tells on what something depends, or asks.
        excepts: it begins with “without”.
        soft: words in it may stand for a denial: “only”, “leave”, “dry”.
        forbids: what turns it is “not” or as strong, and must show in a version.
        judging: words that only tell what one thinks of something: “recommended”.
    """

    clause: Clause
    statement: Statement
    turns: tuple[Mention, ...]
    senses: Mapping[str, bool | None]
    firm: bool
    loose: bool
    excepts: bool
    soft: bool
    forbids: bool
    judging: frozenset[str]

    @property
    def denies(self) -> bool:
        """It is turned an odd number of times."""
        return len(self.turns) % 2 == 1

    @property
    def plainly(self) -> bool:
        """A plain “not” is among what turns it, and not only a word that holds a denial."""
        return any(turn.kind == "negator" for turn in self.turns)

    @property
    def denied(self) -> frozenset[str]:
        """The words that it denies."""
        return frozenset(key for key, sense in self.senses.items() if sense is False)

    @property
    def on_its_own(self) -> bool:
        """It denies words of its own, and not only the subject that it goes on about."""
        return any(word.key in self.denied and word.start >= self.clause.start for word in self.clause.words)

    @property
    def focus(self) -> frozenset[str]:
        """Of these, what the denial is about: what follows its first word of denial, or all where nothing much follows.

        “Is not recommended” and “is forbidden” are about what stands before them.
        """
        first = min((turn.start for turn in self.turns), default=0)
        after = {word.key for word in self.clause.words if word.start > first and word.text not in self.judging}
        return frozenset(after & self.denied) or self.denied

    @property
    def affirmed(self) -> frozenset[str]:
        """The words that it affirms."""
        return frozenset(key for key, sense in self.senses.items() if sense and self.firm)


@functools.lru_cache(maxsize=2)  # several rules read the same two texts
def readings(passage: Passage, vocabulary: Vocabulary) -> Mapping[Clause, Reading]:
    """Return what the clauses of a passage affirm and deny."""
    return {
        clause: _reading(statement, index, vocabulary)
        for statement in passage.statements
        if statement.kind == "prose"
        for index, clause in enumerate(statement.clauses)
    }


def _reading(statement: Statement, index: int, vocabulary: Vocabulary) -> Reading:
    clause, begins = statement.clauses[index], _begins(vocabulary)
    before = statement.clauses[index - 1] if index else None
    follows = before is not None and not begins["unsure"].match(before.text)
    turns = tuple(_turns(statement, clause, vocabulary))
    opened = index > 0 and any(True for _ in _turns(statement, statement.clauses[index - 1], vocabulary))
    loose = (
        clause.asked
        or bool(begins["unsure"].match(clause.text))
        or (opened and bool(begins["without"].match(clause.text)))
    )
    explains = clause.aside or vocabulary.definition_phrases.matches(clause.text)
    either = vocabulary.fickle_phrases.matches(clause.text) or _answers_a_denial(statement, vocabulary)
    return Reading(
        clause,
        statement,
        turns,
        _senses(statement, clause, turns, vocabulary),
        not (loose or explains or either or (follows and begins["relative"].match(clause.text))),
        loose,
        bool(begins["without"].match(clause.text)),
        not loose and vocabulary.soft_phrases.matches(clause.text),
        any(turn.kind == "negator" or vocabulary.forbidding.matches(turn.text) for turn in turns),
        vocabulary.negation.judging,
    )


def _turns(statement: Statement, clause: Clause, vocabulary: Vocabulary) -> Iterator[Mention]:
    for mention in vocabulary.negation_phrases.find(statement.text):
        within = clause.start <= mention.start < clause.end
        # What stands in brackets is a clause of its own.
        if within and clause.text[mention.start - clause.start :].startswith(mention.text):
            yield mention


def _senses(
    statement: Statement, clause: Clause, turns: Sequence[Mention], vocabulary: Vocabulary
) -> dict[str, bool | None]:
    senses: dict[str, bool | None] = {}
    own = any(
        word.start >= clause.start and not any(turn.start <= word.start < turn.end for turn in turns)
        for word in clause.words
    )
    for word in clause.words:
        if (
            word.key[0].isdigit()
            or word.key in _times(vocabulary)
            or any(t.kind == "negator" and t.start <= word.start < t.end for t in turns)
        ):
            continue
        if word.start < clause.start:  # the subject that it goes on about
            if not own:
                senses.setdefault(word.key, len(turns) % 2 == 0)
            continue
        reached = [
            _reaches(turn, word, statement.text, vocabulary)
            for turn in turns
            if not turn.start <= word.start < turn.end
        ]
        key, turned = _plain_form(word, vocabulary)
        sense = None if None in reached else (sum(map(bool, reached)) + turned) % 2 == 0
        senses[key] = sense if senses.get(key, sense) == sense else None
    return senses


def turned_word(word: str, vocabulary: Vocabulary) -> str:
    """Return the key of what a word denies by an ending or a beginning: “painless” denies pain. Empty for others."""
    match = _affixes(vocabulary).fullmatch(word)
    return vocabulary.key(match[match.lastindex or 0]) if match else ""


def _plain_form(word: Word, vocabulary: Vocabulary) -> tuple[str, bool]:
    key = turned_word(word.text, vocabulary)
    return (key, True) if key else (word.key, False)


def _reaches(turn: Mention, word: Word, text: str, vocabulary: Vocabulary) -> bool | None:
    """Tell whether a denial reaches a word; None where that is not sure.

    “Not” may reach what stands before it; “prevent” does so only as “is prevented”. Commas, “and” and a further verb
    may end what is reached.
    """
    language = vocabulary.language
    ahead = word.start < turn.start
    between = text[word.end : turn.start] if ahead else text[turn.end : word.start]
    words = between.split()
    joined = bool(set(words) & set(language.joints))
    if ahead:
        if turn.kind != "negator" and not set(text[: turn.start].split()[-_PASSIVE:]) & language.passives:
            return False
        joined = joined or any(
            one in language.alternatives and two in language.helpers for one, two in itertools.pairwise(words)
        )
        return None if joined or _SEGMENT.search(between) else True
    if _SEGMENT.search(between) or (joined and turn.kind == "negator") or set(words[1:]) & language.helpers:
        return None
    return True


def _answers_a_denial(statement: Statement, vocabulary: Vocabulary) -> bool:
    """Tell whether a sentence answers a question such as “What can't I do?”."""
    lead = statement.text[: statement.own]
    return "?" in lead and vocabulary.negation_phrases.matches(lead)


@functools.cache
def _times(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the keys of hours, days and weeks, which deny and affirm nothing."""
    units = (unit for unit in vocabulary.units if unit.dimension in ("time", "month"))
    return frozenset(vocabulary.key(form) for unit in units for form in unit.forms if form.isalpha())


@functools.cache
def _affixes(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = vocabulary.negation
    suffixes, prefixes = "|".join(words.turning_suffixes), "|".join(words.turning_prefixes)
    kept = "|".join(words.steady).replace("*", r"\w*")
    return re.compile(rf"(?!(?:{kept})$)(?:(\w{{3,}})(?:{suffixes})|(?:{prefixes})(\w{{4,}}))")


@functools.cache
def _begins(vocabulary: Vocabulary) -> dict[str, re.Pattern[str]]:
    words = vocabulary.negation
    joints = "".join(f"{joint} |" for joint in vocabulary.language.joints)
    return {
        name: re.compile(rf"\W*(?:{joints})(?:{'|'.join(map(re.escape, entries))})(?!\w)")
        for name, entries in (("unsure", words.unsure), ("without", words.without), ("relative", words.telling_more))
    }
