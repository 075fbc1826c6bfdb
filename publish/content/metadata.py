"""What an article says about itself in its front matter."""

from __future__ import annotations

import datetime

import msgspec


class _Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, rename="kebab"):
    """The form that all parts of the front matter share: names with hyphens, nothing unknown."""


class Person(_Entry, frozen=True):
    """Someone who had a part in the article.

    Attributes:
        name: as it is printed.
        role: what the person did or is, in words, such as ``illustrator``.
    """

    name: str
    role: str = ""


class Series(_Entry, frozen=True):
    """A series that the article belongs to.

    Attributes:
        number: the place in the series, as printed.
    """

    name: str
    number: str = ""


class Review(_Entry, frozen=True):
    """Who checked the content, and when it must be checked again.

    Attributes:
        by: the reviewer.
        on: the day of the review.
        next: the day by which the next review is due.
    """

    by: str
    on: datetime.date
    next: datetime.date | None = None


class Contact(_Entry, frozen=True):
    """A way to reach someone.

    Attributes:
        name: who answers.
        use: when to use it (``for`` in the front matter).
        phone: a number to call.
        text: a number to send a message to.
        web: an address of a page.
        email: an address for mail.
        hours: when somebody answers.
        language: BCP 47 tag of its words, where it differs from that of the article.
    """

    name: str
    use: str = msgspec.field(default="", name="for")
    phone: str = ""
    text: str = ""
    web: str = ""
    email: str = ""
    hours: str = ""
    language: str = ""


class Reference(_Entry, frozen=True):
    """A source of the article.

    Attributes:
        published: the year or date, as printed.
        language: BCP 47 tag of its words, where it differs from that of the article.
    """

    title: str
    id: str = ""
    by: str = ""
    published: str = ""
    url: str = ""
    language: str = ""


class Metadata(_Entry, frozen=True):
    """The front matter of an article, with the defaults of its project filled in.

    Attributes:
        language: BCP 47 tag.
        identifier: an ISBN, DOI, URN or address; empty when the article has none of its own.
        cover: path of the cover picture relative to the project's folder; empty when there is none.
        cover_alt: the cover's text alternative.
        plain_title: the title of the plain-language edition; empty when it is the same.
        plain_summary: the main points, which come first in the plain-language edition.
    """

    title: str = ""
    language: str = ""
    subtitle: str = ""
    authors: tuple[Person, ...] = ()
    contributors: tuple[Person, ...] = ()
    publisher: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    series: Series | None = None
    identifier: str = ""
    version: str = ""
    published: datetime.date | None = None
    reviewed: Review | None = None
    audience: str = ""
    licence: str = ""
    cover: str = ""
    cover_alt: str = ""
    contacts: tuple[Contact, ...] = ()
    references: tuple[Reference, ...] = ()
    plain_title: str = ""
    plain_summary: tuple[str, ...] = ()
