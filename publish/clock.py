"""The day and the time: those of ``SOURCE_DATE_EPOCH`` where it is set, so that what is made can be made again."""

from __future__ import annotations

import datetime
import os


def source_date() -> datetime.datetime | None:
    """Return the environment variable ``SOURCE_DATE_EPOCH`` as a time in UTC, or None if it is not set to one."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    is_time = seconds.isdecimal() and len(seconds) < 12
    return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC) if is_time else None


def today() -> datetime.date:
    """Return the day of ``SOURCE_DATE_EPOCH`` if it is set, else that of the clock.

    For what is no output: what was due yesterday must be told today, and an approval bears its day.
    """
    date = source_date()
    return date.date() if date else datetime.date.today()
