"""The house that publishes: its letterhead, and where all forms of an article are found."""

from __future__ import annotations

import msgspec


class Masthead(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What stands at the head of a handout.

    Attributes:
        name: of the clinic or publisher.
        logo: path of a picture relative to the project's folder; empty when there is none.
        logo_alt: what the logo says to somebody who does not see it.
        address: where letters go, a line a row.
        phone: a number to call.
        web: an address of a page.
        email: an address for mail.
    """

    name: str
    logo: str = ""
    logo_alt: str = ""
    address: str = ""
    phone: str = ""
    web: str = ""
    email: str = ""


class House(msgspec.Struct, frozen=True, kw_only=True):
    """What a publication tells of its house and of its other forms.

    Attributes:
        masthead: the letterhead; None where the project has none.
        page: the web address at which all forms of the article are found; empty when there is none.
        full_page: the address of the web page that holds the article as written, seen from the files of other outputs;
            empty when there is none.
        forms: the names of the other outputs in which the article is published.
    """

    masthead: Masthead | None = None
    page: str = ""
    full_page: str = ""
    forms: tuple[str, ...] = ()
