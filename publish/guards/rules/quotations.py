"""Quotations: somebody's own words stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.guards.alignment import Comparison
from publish.guards.passages import Passage, normal, quoted
from publish.guards.verdicts import Strength, Verdict

_HARM = "Words are put into somebody's mouth."
_LONG = 4


def quotations(comparison: Comparison) -> Iterator[Verdict]:
    """Compare what stands between quotation marks, and what the author marked to be kept."""
    source, plain = _quotations(comparison.source), _quotations(comparison.plain)
    everything = _bare(comparison.plain.raw)
    for words in source:
        if _bare(words) in map(_bare, plain) or (len(_bare(words).split()) >= _LONG and _bare(words) in everything):
            continue
        yield Verdict(
            guard="quotation",
            strength=Strength.STOP,
            message=f"The source quotes “{words}”; the plain version does not quote these words.",
            harm=_HARM,
            source=words,
            missing=True,
        )
    sources = _bare(comparison.source.raw)
    for words in plain:
        if len(_bare(words).split()) >= _LONG and _bare(words) not in sources:
            yield Verdict(
                guard="quotation",
                strength=Strength.STOP if source else Strength.WARN,
                message=f"The plain version quotes “{words}”; the source does not say these words.",
                harm=_HARM,
                plain=words,
            )
    for words in comparison.source.kept:
        if _bare(words) not in everything:
            yield Verdict(
                guard="quotation",
                strength=Strength.STOP,
                message=f"The source marks “{words}” to be kept; the plain version has it not.",
                harm="The author asked for these very words.",
                source=words,
                missing=True,
            )


def _quotations(passage: Passage) -> list[str]:
    return quoted(passage.raw.replace("\n", " "))


def _bare(words: str) -> str:
    return " ".join(re.findall(r"[\w.'-]*\w", normal(words)))
