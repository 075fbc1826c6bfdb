"""The words that Publish itself puts into a publication, by language."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping

from publish.findings import Finding, Severity
from publish.resources import packaged

FALLBACK = "en"


def labels(language: str, report: Callable[[Finding], None] | None = None) -> Mapping[str, str]:
    """Return the words for a language, with English where there are none.

    Args:
        language: BCP 47 tag; ``pt-BR`` is looked up before ``pt``.
        report: is told when there are no words for the language.
    """
    words = _load(FALLBACK)
    for tag in (language, language.partition("-")[0]):
        if packaged(f"labels/{tag}.toml").is_file():
            return {**words, **_load(tag)}
    if report:
        report(
            Finding(
                rule="labels-untranslated",
                message=f"Publish has no words such as “Contents” and “Warning” in “{language}”; they stay English.",
                severity=Severity.WARNING,
                harms="Readers meet words of another language, and voices mispronounce them.",
                mend="Translate templates/labels/en.toml and send it to the project.",
            )
        )
    return words


def _load(tag: str) -> dict[str, str]:
    with packaged(f"labels/{tag}.toml").open("rb") as file:
        return tomllib.load(file)
