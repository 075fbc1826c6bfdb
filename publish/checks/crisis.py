"""Help where a text speaks of suicide, self-harm or an overdose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from publish.checks.language_data import language_data, languages_with, shared_data
from publish.checks.passages import Stretch
from publish.checks.rule import Fault, Text, rule
from publish.content.language import primary
from publish.findings import Severity

_LANGUAGES = languages_with("crisis")
_SHORT = 6
_NUMBERS_NAMED = 4
_GAPS = r"[\s\u00a0()-]*"
_HYPHENS = re.compile("[\u2010\u2011\u2012\u2013\u2212]")
_ANY_NUMBER = re.compile(rf"(?<![\d.,])\+?\d(?:{_GAPS}\d){{2,}}(?!\d|[.,]\d)")


@rule(
    "S30",
    "crisis-contact-missing",
    reason="Somebody who thinks of suicide may read this, and must find help at once and on this page.",
    source="WHO, Preventing suicide: a resource for media professionals, update 2023; Samaritans’ Media Guidelines. "
    "Both are for the media; that they hold for articles about health is our reading",
    mend="Add a contact of the readers' country under “contacts”, or a help box with its number.",
    wrong="Some people think of suicide. (No number to call.)",
    right="Some people think of suicide. If you do, call Samaritans on 116 123.",
    languages=_LANGUAGES,
)
def crisis_contact(text: Text) -> Iterator[Fault]:
    """Suicide, self-harm or an overdose is mentioned, and no number of the article's country to call in a crisis.

    The country is that of the article's language, such as GB in en-GB. Where it has none, or one whose numbers Publish
    does not know, any number to call will do, and crisis-numbers-unknown tells so.
    """
    mention = _first_mention(text)
    if mention is None:
        return
    country = country_of(text.document.metadata.language)
    numbers = _numbers().get(country, {})
    if numbers and not any(_is_given(_number_pattern(number), text) for number in numbers):
        named = ", ".join(f"{number} ({who})" for number, who in list(numbers.items())[:_NUMBERS_NAMED])
        missing = f"no number of the country of “{text.document.metadata.language}”, such as {named}"
    elif not numbers and not _is_given(_ANY_NUMBER, text):
        missing = "no number to call"
    else:
        return
    sentence, match = mention
    yield Fault(f"“{match[0]}” is mentioned, and there is {missing}.", sentence.at(match.start()), match[0])


@rule(
    "S34",
    "crisis-numbers-unknown",
    reason="A number of another country leads somebody in danger to nobody.",
    source="Our own: Publish knows the numbers of a few countries only",
    mend="Compare the numbers with the services' own pages. Name the country in the article's language, such as en-GB.",
    wrong="language: en",
    right="language: en-GB",
    standard=Severity.INFORMATION,
    plain=Severity.INFORMATION,
    languages=_LANGUAGES,
)
def crisis_numbers_unknown(text: Text) -> Iterator[Fault]:
    """Suicide, self-harm or an overdose is mentioned, and Publish cannot tell which numbers help the readers.

    The language of the article names no country, or one whose numbers Publish does not know.
    """
    mention = _first_mention(text)
    language = text.document.metadata.language
    country = country_of(language)
    if mention is None or country in _numbers():
        return
    why = f"knows no numbers of “{country}”" if country else f"cannot tell the country: “{language}” names none"
    sentence, match = mention
    message = (
        f"“{match[0]}” is mentioned, and Publish {why}. So the numbers to call were not compared with the country."
    )
    yield Fault(message, sentence.at(match.start()), match[0])


def country_of(language: str) -> str:
    """Return the country of a BCP 47 tag, such as ``GB``; empty where it names none."""
    for part in language.split("-")[1:]:
        if len(part) == 1:  # what follows is an extension or for private use
            break
        if len(part) == 2 and part.isalpha():
            return part.upper()
    return ""


@cache
def _numbers() -> dict[str, dict[str, str]]:
    """Return who answers which number, by country."""
    found: dict[str, dict[str, str]] = {}
    for entry in shared_data("crisis-numbers")["number"]:
        found.setdefault(entry["country"], {})[entry["number"]] = entry["who"]
    return found


def _first_mention(text: Text) -> tuple[Stretch, re.Match[str]] | None:
    pattern, exceptions = (_words_of(text.language, name) for name in ("mentions", "not-mentions"))
    for sentence in text.sentences():
        words = exceptions.sub(lambda match: " " * len(match[0]), _HYPHENS.sub("-", sentence.text))
        if match := pattern.search(words):
            return sentence, match
    return None


def _is_given(number: re.Pattern[str], text: Text) -> bool:
    """Tell whether a number to call stands among the contacts of the article or in its text."""
    contacts = text.document.metadata.contacts
    if any(number.search(words) for one in contacts for words in (one.phone, one.text)):
        return True
    return any(
        _is_to_call(match[0], sentence.text, text.language)
        for sentence in text.sentences(without=("quotation", "note"))
        for match in number.finditer(sentence.text)
    )


def _is_to_call(number: str, sentence: str, language: str) -> bool:
    """Tell a number to call from another: “999 people” is none."""
    if sum(map(str.isdigit, number)) > _SHORT or not re.search(r"[^\W\d_]", sentence):
        return True
    return bool(_words_of(language, "calling").search(sentence))


@cache
def _words_of(language: str, name: str) -> re.Pattern[str]:
    words = language_data(primary(language), "crisis")[name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


@cache
def _number_pattern(number: str) -> re.Pattern[str]:
    digits = _GAPS.join(number.replace(" ", ""))
    return re.compile(rf"(?<![\d.,]){digits}(?!\d|[.,]\d|\s?(?:mg|g|mL|ml|%|people|patients|adults|in \d))")
