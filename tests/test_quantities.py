"""A number and its unit: never parted by a line, whatever nodes they stand in, and heard as before."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.backends.markup.quantities import keep_quantities_of

from .conftest import CLONE, Made

QUANTITIES = (
    "5–10 mg",
    "0.5 mg/kg",
    "10 to 20 mg",
    "**5** mg",
    '5 <abbr title="milligrams">mg</abbr>',
    '**5**–*10* **<abbr title="milligrams">mg</abbr>**',
    '5 mg/<abbr title="kilogram">kg</abbr>',
    "20 mg/5 ml",
    "10-mg",
)
AS_PRINTED = ("5–10 mg", "0.5 mg/kg", "10 to 20 mg", "5 mg", "5–10 mg", "5 mg/kg", "20 mg/5 ml", "10-mg")


@pytest.mark.parametrize("shift", range(4))
def test_no_line_of_a_page_parts_a_quantity(shift: int, write: Callable[..., Path], make: Callable[..., Made]) -> None:
    prefixes = ["i" * length for length in range(1 + shift, 70, 4)]
    paragraphs = [
        f"{'The quick brown fox jumps over a lazy dog and it then runs'} {prefix} {quantity} daily."
        for quantity in QUANTITIES
        for prefix in prefixes
    ]
    text = printed(make(write("\n\n".join(paragraphs)), "pdf").path)
    lines = [line.replace("\u00a0", " ") for line in text.splitlines()]
    whole = sum(any(quantity in line for quantity in AS_PRINTED) for line in lines)
    assert whole == len(paragraphs)
    assert "\u2060" not in text


def test_the_number_of_a_note_stays_with_its_word(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    words = "\n\n".join(f"{'word ' * 12}{'i' * length} end.[^1]" for length in range(1, 40))
    lines = printed(make(write(f"{words}\n\n[^1]: The note."), "pdf").path).splitlines()
    assert sum("end." in line for line in lines) == 39
    assert not [line for line in lines if line.strip() == "1"]


def test_a_soft_hyphen_does_not_part_a_word(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    text = printed(make(write("word " * 11 + "i" * 12 + " am\u00adbu\u00adlance " * 40), "pdf").path)
    assert not [line for line in text.splitlines() if line.rstrip().endswith(("-", "\u00ad", "\u2010"))]
    assert text.replace("\u00ad", "").count("ambulance") == 40


def printed(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("output", ["html", "epub"])
def test_what_is_heard_elsewhere_has_spaces_and_no_joiners(
    output: str, write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    data = make(write("Take **5** mg or 5–10 mg/kg."), output).path
    if output == "epub":
        import zipfile

        with zipfile.ZipFile(data) as book:
            page = next(book.read(name).decode() for name in book.namelist() if b"</strong>" in book.read(name))
    else:
        page = data.read_text(encoding="utf-8")
    assert "<strong>5</strong>\u00a0mg or 5–10\u00a0mg/kg." in page


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("5 mg", "5_mg"),
        ("5–10 mg", "5–|10_mg"),
        ("1 to 2 tablets", "1_to_2_tablets"),
        ("1½ tablets", "1½_tablets"),
        ("≥ 5 mg/kg", "≥_5_mg/|kg"),
        ("٥ مل", "٥_مل"),
        ("2,5 mg or 3 mg", "2,5_mg or 3_mg"),
        ("5 magnets, page 5 to page 6", "5 magnets, page 5 to page 6"),
        ("Call 999 or 112.", "Call 999 or 112."),
        ("A5 m paper", "A5 m paper"),
        ("1 000 mg", "1_000_mg"),
        ("10 000 people, and call 116 123.", "10_000 people, and call 116_123."),
        ("In 2020 500 people and 12 of 100 came.", "In 2020 500 people and 12 of 100 came."),
        ("1 ½ tablets", "1_½_tablets"),
        ("1 1/2 tablets", "1_1/|2_tablets"),
        ("5 x 10 mg", "5_x_10_mg"),
        ("5 × 10 mg", "5_×_10_mg"),
        ("500 mg × 4 daily", "500_mg_×_4 daily"),
        ("in 2020 500 mg", "in 2020 500_mg"),
        ("5–10 мг/кг", "5–|10_мг/|кг"),
        ("2 таблетки", "2_таблетки"),
        ("10 מ״ג", "10_מ״ג"),
        ('10 מ"ג', '10_מ"ג'),
        ("5 מיליגרם", "5_מיליגרם"),
        ("5 मि.ग्रा.", "5_मि.ग्रा."),
        ("५ मिलीग्राम", "५_मिलीग्राम"),
        ("5 γραμμάρια", "5_γραμμάρια"),
        ("Call +44 (0)20 7946-0958 now", "Call +44_(0)20_7946-|0958 now"),
    ],
)
def test_what_is_a_quantity(text: str, kept: str) -> None:
    assert keep_quantities_of(text, joiners=True) == kept.replace("_", "\u00a0").replace("|", "\u2060")


@pytest.mark.parametrize("text", ["1-" * 16000, "000 " * 8000, "1 x " * 8000, "0 1 " * 8000, "(0" * 8000])
def test_hostile_numbers_take_little_time(text: str) -> None:
    start = time.perf_counter()
    keep_quantities_of(text, joiners=True)
    assert time.perf_counter() - start < 5


def test_no_line_parts_the_phone_number_of_a_contact(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    contacts = "  - {name: N, phone: +44-20-7946 0958}\n  - {name: N, phone: 01234 567890 (all day)}\n" * 8
    source = write(f"---\ntitle: A title\nlanguage: en\ncontacts:\n{contacts}---\n\nText.")
    widths = "".join(f".contacts li:nth-child({n}) {{ width: {40 + 2 * n}mm; }}" for n in range(1, 17))
    styles = source.parent / "templates/pdf/base.css"
    styles.parent.mkdir(parents=True)
    styles.write_text((CLONE / "templates/pdf/base.css").read_text() + widths)
    text = printed(make(source, "pdf").path).replace("\u00a0", " ")
    assert text.count("+44-20-7946 0958") == text.count("01234 567890") == 8
