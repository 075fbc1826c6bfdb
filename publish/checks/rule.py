"""What a rule is, what it is given, and what it gives back."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from publish.checks.passages import Kind, Passage, Stretch
from publish.content import Document, GlossaryEntry
from publish.findings import Location, Severity
from publish.plugins import Availability

EditionName = Literal["standard", "plain", "every"]


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """One edition of an article, as a rule sees it.

    Attributes:
        edition: ``standard``; ``plain``, which holds what was written for the plain edition and nothing else; or
            ``every``, for what all editions have: the head of the article, and the definitions of explained words.
        language: BCP 47 tag of the passages, or of the article for a rule that holds in every language.
        passages: in reading order.
        document: the whole article.
        glossary: the words that its project explains.
        fields: where the fields of the head stand.
        today: the day on which it is checked.
        limits: what the rule counts against, by name.
    """

    edition: EditionName
    language: str
    passages: tuple[Passage, ...]
    document: Document
    glossary: tuple[GlossaryEntry, ...] = ()
    fields: Mapping[str, Location] = msgspec.field(default_factory=dict)
    today: datetime.date
    limits: Mapping[str, float] = msgspec.field(default_factory=dict)

    @property
    def prose(self) -> Iterator[Passage]:
        """The passages of whole sentences that are the author's own."""
        return self.of_kind("prose")

    def of_kind(self, *kinds: Kind) -> Iterator[Passage]:
        """Yield the passages of some kinds."""
        return (passage for passage in self.passages if passage.kind in kinds)

    def sentences(self, *, without: Sequence[Kind] = ()) -> Iterator[Stretch]:
        """Yield all sentences, headings, cells and captions, but for those of some kinds."""
        return (one for passage in self.passages if passage.kind not in without for one in passage.sentences)


class Fault(msgspec.Struct, frozen=True):
    """One place where a text breaks a rule.

    Attributes:
        message: what is wrong, in one sentence.
        location: where, as near as the reader told.
        words: the words at fault, by which the very line is found; empty where there are none.
        mend: what to do here; empty where the rule's own advice is enough.
        doubtful: it may be right here, so it is a warning at most, and keeps back no release.
    """

    message: str
    location: Location
    words: str = ""
    mend: str = ""
    doubtful: bool = False


Check = Callable[[Text], Iterable[Fault]]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of ``publish check``.

    Attributes:
        code: a letter and two digits, such as ``D01``.
        name: the readable name, such as ``dose-trailing-zero``.
        what: what it finds, in one or two sentences.
        reason: whom it harms and how.
        source: where the rule comes from, with its clause.
        mend: how to mend it.
        wrong: an example that is caught.
        right: the same, mended.
        severity: by edition; an edition that is not named is not checked by the rule.
        languages: language tags that it has data for; None means that it holds in every language.
        limits: what can be set under ``[checks]``, by name, with the usual value.
        check: finds the faults.
    """

    code: str
    name: str
    what: str
    reason: str
    source: str
    mend: str
    wrong: str
    right: str
    severity: Mapping[EditionName, Severity]
    check: Check
    languages: frozenset[str] | None = None
    limits: Mapping[str, float] = msgspec.field(default_factory=dict)


class Subject(msgspec.Struct, frozen=True):
    """The rules of one subject: what an entry point of the group ``publish.checks`` leads to.

    Attributes:
        name: the same as the entry point.
        title: what the rules are about.
    """

    name: str
    title: str
    rules: tuple[Rule, ...]

    @property
    def notice(self) -> str:
        """What “publish formats” tells of it."""
        return f"{self.title}: {', '.join(rule.code for rule in self.rules)}"

    def availability(self) -> Availability:
        """Tell whether the rules can run here: they always can."""
        return Availability()


def rule(
    code: str,
    name: str,
    *,
    reason: str,
    source: str,
    mend: str,
    wrong: str,
    right: str,
    standard: Severity | None = Severity.ERROR,
    plain: Severity | None = Severity.ERROR,
    every: Severity | None = None,
    languages: frozenset[str] | None = None,
    limits: Mapping[str, float] | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of a function whose docstring says what it finds; see ``Rule`` for the arguments.

    Args:
        standard: the severity in the standard edition; None where the rule does not look at it.
        plain: likewise for the plain edition.
        every: likewise for what every edition has.
    """

    def make(check: Check) -> Rule:
        severity: dict[EditionName, Severity] = {}
        if standard:
            severity["standard"] = standard
        if plain:
            severity["plain"] = plain
        if every:
            severity["every"] = every
        return Rule(
            code=code,
            name=name,
            what=" ".join((inspect.getdoc(check) or "").split()),
            reason=reason,
            source=source,
            mend=mend,
            wrong=wrong,
            right=right,
            severity=severity,
            languages=languages,
            limits=limits or {},
            check=check,
        )

    return make
