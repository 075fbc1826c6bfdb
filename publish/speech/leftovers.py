"""What a voice would pass over in silence, or what can be heard in two ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publish.findings import Finding, Location, Severity

# Signs that shape how a sentence sounds, or that nobody would say.
_SILENT = frozenset("®™©℠•·‣◦…¡¿'\"`´ʼ’‘“”„‚«»‹›()[].,;:!?-‐‑–—―،؛؟。、！？：；（）「」『』・।॥")
# Every voice that was tried says these, each in its own language.
_SAID_IN_EVERY_LANGUAGE = frozenset("%$£€@&+")
_RANGE = re.compile(r"\d[–‒−-]\d")
_COMMA = re.compile(r"(?<![\w,.])\d+,\d{1,2}(?![\w,])")
_SPACED = re.compile(
    r"(?<![\w.,/-])(?<!\d )[1-9]\d? (?!000)\d{3}(?= ?(?:[kmnµμ]|mc)?g\b| ?[mµμ]?[Ll]\b| ?(?:IU|units?|U)\b)"
)
_DATE = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])")


def findings_about(
    written: str, said: str, language: str, identifier: str, location: Location | None
) -> Iterator[Finding]:
    """Yield what a listener may miss of an utterance.

    Args:
        written: the words before they got their spoken forms.
        said: what the voice is given.
        language: BCP 47 tag.
        identifier: the id of the utterance.
        location: where it stands in the source.
    """
    signs = list(dict.fromkeys(unspoken_signs(said, language)))
    if signs:
        names = ", ".join(f"“{sign}”{_name(sign)}" for sign in signs)
        yield Finding(
            rule="sign-unspoken",
            message=f"Nothing says how {names} sounds in “{_shortened(said)}” ({identifier}).",
            severity=Severity.WARNING,
            location=location,
            harms="Listeners may not hear the sign, or hear it as another; a lost “<” turns a limit into a dose.",
            mend='Write a word in its place, or tell how it is said: [sign]{say="…"}.',
        )
    for match in _COMMA.finditer(written) if _is_english(language) else ():
        yield Finding(
            rule="number-ambiguous",
            message=f"“{match[0]}” may be a number with a decimal comma, or two numbers ({identifier}).",
            severity=Severity.WARNING,
            location=location,
            harms="Listeners may hear ten times the dose.",
            mend="In English write a decimal point, and a space after the comma of a list.",
        )
    for match in _SPACED.finditer(written) if _is_english(language) else ():
        yield Finding(
            rule="number-ambiguous",
            message=f"“{match[0]}” may be one number, or two ({identifier}).",
            severity=Severity.WARNING,
            location=location,
            harms="Listeners may hear one dose for another.",
            mend="Write 2,500 for one number, and “2 × 500 mg” for two.",
        )
    for match in _DATE.finditer(written):
        first, second = int(match[1]), int(match[3])
        if match[2] == "/" and first != second and 1 <= first <= 12 and 1 <= second <= 12:
            yield Finding(
                rule="date-ambiguous",
                message=f"“{match[0]}” names one day in the US and another elsewhere ({identifier}).",
                severity=Severity.WARNING,
                location=location,
                harms="Readers and listeners may take it for the wrong day.",
                mend="Write the month as a word: 1 February 2024.",
            )


def unspoken_signs(said: str, language: str) -> Iterator[str]:
    """Yield the signs of a text that a voice of this language would lose."""
    english = _is_english(language)
    for sign in said:
        if sign in _SILENT or (sign in _SAID_IN_EVERY_LANGUAGE and not english):
            continue
        if unicodedata.category(sign)[0] == "S" or unicodedata.category(sign) in ("Po", "Pc", "Pd", "Ps", "Pe", "No"):
            yield sign
    for match in _RANGE.finditer(said):
        if not english or match[0][1] != "-":
            yield match[0][1]


def _is_english(language: str) -> bool:
    return language.partition("-")[0].lower() == "en"


def _name(sign: str) -> str:
    name = unicodedata.name(sign, "").lower()
    return f" ({name})" if name else ""


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
