"""The words that Publish itself puts into a publication, by language."""

from __future__ import annotations

import datetime
import functools
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


def listed_title(title: str, language: str, *, draft: bool) -> str:
    """Return the title under which players and libraries list a publication.

    Args:
        draft: it holds words that nobody has approved, which the title is to say.
    """
    return f"{title} – {labels(language)['draft_title']}" if draft else title


def counted(words: Mapping[str, str], name: str, number: int, language: str) -> str:
    """Return the words for a number of things, in the plural form that the language asks for.

    Args:
        words: as ``labels`` returns them. ``NAME_one``, ``NAME_few`` and so on are the forms (CLDR's plural
            categories); ``NAME_other`` stands for each that is missing.
    """
    from babel import Locale, UnknownLocaleError

    try:
        form = Locale.parse(language, sep="-").plural_form(number)
    except (UnknownLocaleError, ValueError):
        form = "other"
    return words.get(f"{name}_{form}", words[f"{name}_other"]).replace("{number}", str(number))


def written_date(day: datetime.date, language: str) -> str:
    """Write a date out in a language, or as year, month and day where the language is not known."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
    return format_date(day, "long", locale)


@functools.cache
def _load(tag: str) -> dict[str, str]:
    with packaged(f"labels/{tag}.toml").open("rb") as file:
        return tomllib.load(file)
