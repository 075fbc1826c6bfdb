"""The date that a file bears: never the clock's, so that the same input gives the same bytes."""

from __future__ import annotations

import datetime

from publish.clock import source_date
from publish.content import Metadata

EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def modification_date(metadata: Metadata) -> datetime.datetime:
    """Return ``SOURCE_DATE_EPOCH`` if it is set, else the article's newest own date, else 1 January 2000, in UTC."""
    if date := source_date():
        return date
    days = [day for day in (metadata.published, metadata.reviewed.on if metadata.reviewed else None) if day]
    return datetime.datetime.combine(max(days), datetime.time(), datetime.UTC) if days else EPOCH
