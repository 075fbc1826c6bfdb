"""No number may change its meaning on its way from the page to the ear."""

import time
from pathlib import Path

import pytest

from publish.speech.spoken_english import ENGLISH
from publish.speech.spoken_forms import EVERYWHERE, TIDYING, digit_by_digit, spoken, with_numbers_to_call


def _read_cases():
    lines = (Path(__file__).parent / "spoken_forms.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            written, said = line.split(" | ")
            language, bracket, rest = written.removeprefix("[").partition("] ")
            yield (language, rest, said) if bracket else ("en-GB", written, said)


CASES = list(_read_cases())


@pytest.mark.parametrize(("language", "written", "said"), CASES)
def test_spoken_form(language, written, said):
    assert spoken(written, language) == said


@pytest.mark.parametrize(("language", "written", "said"), CASES)
def test_spoken_form_stays_as_it_is(language, written, said):
    assert spoken(said, language) == said


def test_every_rule_has_a_reason_of_its_own():
    reasons = [rule.reason for rule in [*EVERYWHERE, *ENGLISH, *TIDYING]]
    assert all(reason.endswith(".") for reason in reasons)
    assert len(set(reasons)) == len(reasons)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("999", "9 9 9"),
        ("116 123", "1 1 6, 1 2 3"),
        ("+44 20-79", "+ 4 4, 2 0, 7 9"),
        ("1-800-FLOWERS", "1, 8 0 0, FLOWERS"),
    ],
)
def test_digit_by_digit(number, said):
    assert digit_by_digit(number) == said


def test_known_numbers_to_call_are_found_in_prose_and_quantities_are_not():
    numbers = ["999", "116 123", "", "5"]
    assert with_numbers_to_call("Call 999, or 116 123.", numbers) == "Call 9 9 9, or 1 1 6, 1 2 3."
    others = "1999, 0.999, 999.5, 999%, 5, https://999.example or 999-fold"
    assert with_numbers_to_call(others, numbers) == others


@pytest.mark.parametrize(
    "quantity",
    ["Take 100 mg", "it costs £100", "100–200 mL", "100 people", "1 in 100", "1:100", "more than 100", "100 to 200"],
)
def test_a_quantity_that_is_written_like_a_number_to_call_stays_one_number(quantity):
    assert with_numbers_to_call(f"{quantity}. Call 100.", ["100"]) == f"{quantity}. Call 1 0 0."


@pytest.mark.parametrize("text", ["1" * 10_000, "1." * 5_000, "5 mg/" * 2_000, "1 000 " * 2_000])
def test_a_very_long_number_takes_no_minutes(text):
    begin = time.monotonic()
    spoken(text, "en-GB")
    assert time.monotonic() - begin < 10
