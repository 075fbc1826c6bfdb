"""What keeps a reader safe: help in a crisis, and a text that somebody still answers for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from publish.checks.language_data import language_data, languages_with, shared_data
from publish.checks.passages import Stretch
from publish.checks.rule import Fault, Subject, Text, rule
from publish.content.language import primary
from publish.findings import Location


@rule(
    "S20",
    "review-date-missing",
    reason="Health advice grows old. Readers and clinics cannot tell whether it still holds.",
    source="PIF TICK criteria (Patient Information Forum); NHS England, Standard for creating health content",
    mend="Have it reviewed, and write “reviewed: {by: …, on: …, next: …}” at the head.",
    wrong="reviewed: {by: Dr A. Reviewer, on: 2020-01-31, next: 2023-01-31}",
    right="reviewed: {by: Dr A. Reviewer, on: 2026-01-31, next: 2029-01-31}",
    plain=None,
)
def review_date(text: Text) -> Iterator[Fault]:
    """The head does not say who reviewed the article and when the next review is due, or that day is past.

    “Today” is the day of SOURCE_DATE_EPOCH if that is set, else that of the clock: a check may change from day to day,
    an output may not.
    """
    source = Location(text.document.source, 1 if text.fields else 0)
    review = text.document.metadata.reviewed
    if review is None:
        yield Fault("The head does not say who reviewed the article, and when.", source)
    elif review.next is None:
        place = text.fields.get("reviewed", source)
        mend = "Add “next:”, the day by which it must be looked at again."
        yield Fault("The head does not say when the next review is due.", place, "", mend)
    elif review.next < text.today:
        place = text.fields.get("reviewed.next", text.fields.get("reviewed", source))
        yield Fault(f"The next review was due on {review.next.isoformat()}; today is {text.today.isoformat()}.", place)


@rule(
    "S30",
    "crisis-contact-missing",
    reason="Somebody who thinks of suicide may read this, and must find help at once and on this page.",
    source="WHO, Preventing suicide: a resource for media professionals (2023); Samaritans’ Media Guidelines",
    mend="Add a contact of the readers' country under “contacts”, or a help box with its number.",
    wrong="Some people think of suicide. (No number to call.)",
    right="Some people think of suicide. If you do, call Samaritans on 116 123.",
    languages=languages_with("crisis"),
)
def crisis_contact(text: Text) -> Iterator[Fault]:
    """Suicide, self-harm or an overdose is mentioned, and no number of the article's country to call in a crisis."""
    mention = _first_mention(text)
    if mention is None:
        return
    sentence, match = mention
    country = _country(text.document.metadata.language)
    numbers = shared_data("crisis-numbers").get(country, [])
    contacts = text.document.metadata.contacts
    words = " \n ".join([*(one.phone for one in contacts), *(one.text for one in contacts), *_texts(text)])
    if numbers:
        found = any(re.search(_number_pattern(number), words) for number in numbers)
        whose = f"of the country of “{text.document.metadata.language}” ({', '.join(numbers[:4])})"
    else:
        known = [number for all_numbers in shared_data("crisis-numbers").values() for number in all_numbers]
        found = any(one.phone or one.text for one in contacts) or any(
            re.search(_number_pattern(number), words) for number in known
        )
        whose = "to call"
    if not found:
        message = f"“{match[0]}” is mentioned, and there is no number {whose}."
        yield Fault(message, sentence.at(match.start()), match[0])


def _first_mention(text: Text) -> tuple[Stretch, re.Match[str]] | None:
    pattern, exceptions = _mention_patterns(primary(text.language))
    for sentence in text.sentences():
        words = exceptions.sub(lambda match: " " * len(match[0]), sentence.text)
        if match := pattern.search(words):
            return sentence, match
    return None


@cache
def _mention_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = language_data(language, "crisis")
    return tuple(
        re.compile(rf"(?<!\w)(?:{'|'.join(data[name])})(?!\w)", re.IGNORECASE) for name in ("mentions", "not-mentions")
    )  # type: ignore[return-value]


def _texts(text: Text) -> Sequence[str]:
    return [sentence.text for sentence in text.sentences(without=("quotation", "note"))]


def _country(language: str) -> str:
    """Return the country of a tag, such as ``GB``; empty where it names none."""
    return next((part.upper() for part in language.split("-")[1:] if len(part) == 2 and part.isalpha()), "")


def _number_pattern(number: str) -> str:
    digits = r"[\s\u00a0()-]*".join(number.replace(" ", ""))
    return rf"(?<![\d.,]){digits}(?![\d]|[.,]\d|\s?(?:mg|g|mL|ml|%|people|patients|adults|in \d))"


def subject() -> Subject:
    """Return the rules about safety."""
    return Subject("safety", "Safety", (review_date, crisis_contact))
