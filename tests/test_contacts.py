"""Ways to reach someone: a link dials or mails what is written, or there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publish.backends.markup.filters import dialled

from .conftest import Made


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("112", "112"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("(020) 7946 0958", "02079460958"),
        ("+1 (800) 222-1222", "+18002221222"),
        ("٠١١ ١٢٣ ٤٥٦٧", "0111234567"),
        ("*123#", "*123%23"),
        ("999 or 112", ""),
        ("01234 567890 (24 hours)", ""),
        ("111 (option 2)", ""),
        ("020 7946 0958, 020 7946 0959", ""),
        ("999/112", ""),
        ("0300 123 4567 0300 123 4568", ""),
        ("1-800-POISON1", ""),
        ("0044 (0)20 7946 0958", ""),
        ("Ask at reception", ""),
        ("12", ""),
        ("1" * 30000 + "x", ""),
    ],
)
def test_a_link_dials_the_number_that_is_written_or_there_is_none(phone: str, address: str) -> None:
    assert dialled(phone) == address


def test_what_cannot_be_dialled_or_mailed_is_text(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    head = "---\ntitle: T\nlanguage: en\ncontacts: [{name: N, phone: Ask at reception, email: not an address}, {name: M, email: a@example.org}]\n---\n\nA"
    page = make(write(head)).path.read_text(encoding="utf-8")
    assert "tel:" not in page
    assert "Phone Ask at reception<br />not an address</li>" in page
    assert page.count("mailto:") == page.count('href="mailto:a@example.org"') == 1
