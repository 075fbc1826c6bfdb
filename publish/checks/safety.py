"""What keeps a reader safe: help in a crisis, and a text that somebody still answers for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.checks.crisis import crisis_contact, crisis_numbers_unknown
from publish.checks.rule import Fault, Subject, Text, rule
from publish.findings import Location, Severity

# What is written where nobody has put in a name yet; or no letter at all.
_NOBODY = re.compile(
    r"[\W\d_]*|\W*(?:t\.?b\.?[acd]\.?|todo|to do|to be (?:confirmed|announced|decided|added)|n\W?a|none|nobody|no one|"
    r"unknown|pending|x+|name(?: here)?|reviewer(?: name)?)\W*",
    re.IGNORECASE,
)


@rule(
    "S20",
    "review-date-missing",
    reason="Health advice grows old. Readers and clinics cannot tell whether it still holds.",
    source="NHS digital service manual, Standard for creating health content, 1 (a planned cycle of reviews; the days "
    "of the last and the next); Patient Information Forum, Finding trusted health information (a review date)",
    mend="Have it reviewed, and write “reviewed: {by: …, on: …, next: …}” at the head.",
    wrong="reviewed: {by: Dr A. Reviewer, on: 2020-01-31, next: 2023-01-31}",
    right="reviewed: {by: Dr A. Reviewer, on: 2026-01-31, next: 2029-01-31}",
    standard=None,
    plain=None,
    every=Severity.ERROR,
)
def review_date(text: Text) -> Iterator[Fault]:
    """The head does not say who reviewed the article and when the next review is due, or its days cannot be true.

    The next review must not be past, and the last must not lie ahead. What holds the place of a name that is not known,
    such as “TBC”, is a warning.

    “Today” is the day of SOURCE_DATE_EPOCH if that is set, else that of the clock: a check may change from day to day,
    an output may not.
    """
    source = Location(text.document.source, 1 if text.fields else 0)
    review = text.document.metadata.reviewed
    if review is None:
        yield Fault("The head does not say who reviewed the article, and when.", source)
        return
    if review.on > text.today:
        place = text.fields.get("reviewed.on", text.fields.get("reviewed", source))
        mend = "Write the day on which it was reviewed."
        yield Fault(
            f"The day of the review, {review.on.isoformat()}, lies ahead; today is {text.today.isoformat()}.",
            place,
            mend=mend,
        )
    if _NOBODY.fullmatch(review.by.strip()):
        place = text.fields.get("reviewed.by", text.fields.get("reviewed", source))
        yield Fault(f"“{review.by}” is no name of a reviewer.", place, mend="Write who reviewed it.", doubtful=True)
    if review.next is None:
        place = text.fields.get("reviewed", source)
        mend = "Add “next:”, the day by which it must be looked at again."
        yield Fault("The head does not say when the next review is due.", place, "", mend)
    elif review.next < text.today:
        place = text.fields.get("reviewed.next", text.fields.get("reviewed", source))
        yield Fault(f"The next review was due on {review.next.isoformat()}; today is {text.today.isoformat()}.", place)


def subject() -> Subject:
    """Return the rules about safety."""
    return Subject("safety", "Safety", (review_date, crisis_contact, crisis_numbers_unknown))
