"""Where pages end: never between a heading and its text, nor inside a row, a short box or a contact."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publish.validators.printed_lines import Line, lines
from publish.validators.printed_text import PrintedPage, read_pages

from .conftest import CLONE, Made, Run
from .support.tag_tree import read_tags

WORDS = "The words of a paragraph that go on and on from one edge of the page to the other and further. "
AFTER_HEADINGS = {
    "list": "- one\n- two",
    "ordered": "1. one\n2. two",
    "loose": "- one\n\n- two",
    "table": "| A | B |\n|---|---|\n| c | d |\n| e | f |\n\n: The caption",
    "box": "::: warning\nText of the box.\n:::",
    "paragraph": WORDS * 3,
    "quotation": f"> {WORDS * 2}",
    "code": "```\na\nb\nc\n```",
    "definitions": "Term\n: What it means",
    "figure": "![A circle.](red.svg)\n\n: The caption",
    "heading": "### Below it\n\nText.",
}


@pytest.fixture
def pages(write: Callable[..., Path], make: Callable[..., Made]) -> Callable[..., list[PrintedPage]]:
    def print_pages(text: str, output: str = "pdf") -> list[PrintedPage]:
        source = write(text)
        (source.parent / "red.svg").write_bytes((CLONE / "tests/data/torture/red.svg").read_bytes())
        return read_pages(make(source, output).path.read_bytes())

    return print_pages


def body(page: PrintedPage, body_size: float = 14) -> list[Line]:
    """The lines of a page without its furniture."""
    return [line for line in lines(page.runs) if line.main.size > body_size - 0.5]


@pytest.mark.parametrize("kind", AFTER_HEADINGS)
def test_a_heading_is_never_the_last_on_its_page(kind: str, pages: Callable[..., list[PrintedPage]]) -> None:
    filler = ["Line.\n\n" * (3 + number % 7) for number in range(40)]
    made = pages("".join(f"{lead}## Heading {n}\n\n{AFTER_HEADINGS[kind]}\n\n" for n, lead in enumerate(filler)))
    last = [body(page)[-1] for page in made]
    assert len(last) > 8
    leading = ("Heading", "Below", "The caption") if kind == "table" else ("Heading", "Below")
    assert not [line.text for line in last if line.text.startswith(leading)]


def test_a_table_repeats_its_head_and_splits_no_row(pages: Callable[..., list[PrintedPage]]) -> None:
    rows = "\n".join(f"| First {n} | {WORDS * 2} end {n} |" for n in range(40))
    made = pages(f"| Use | Dose |\n|---|---|\n{rows}")
    assert len(made) > 3
    for page in made:
        texts = [line.text for line in body(page)]
        if any(text.startswith("First") for text in texts):
            assert "Use" in texts
        joined = " ".join(texts)
        assert joined.count("First ") == joined.count("end ")


def test_no_line_of_a_paragraph_stands_alone(pages: Callable[..., list[PrintedPage]]) -> None:
    text = "\n\n".join(f"Begin{n} {WORDS * (2 + n % 4)} end{n}." for n in range(40))
    made = pages(text)
    assert len(made) > 3
    for page in made:
        shown = body(page)
        assert not shown[-1].text.startswith("Begin")
        first = shown[0].text
        assert first.startswith("Begin") or not first.endswith(".") or len(first) > 60


@pytest.mark.parametrize("output", ["pdf", "large-print"])
def test_a_short_box_stays_on_one_page(output: str, pages: Callable[..., list[PrintedPage]]) -> None:
    boxes = [
        f"{'Line.' + chr(10) * 2}" * (n % 5) + f"::: help\nopen{n}\n\n{WORDS * 2}\n\nshut{n}\n:::\n" for n in range(30)
    ]
    made = pages("\n".join(boxes), output)
    for number in range(30):
        (place,) = {p.number for p in made for run in p.runs if run.text.strip() in (f"open{number}", f"shut{number}")}
        assert place


def test_a_long_box_begins_where_it_is_and_goes_on(pages: Callable[..., list[PrintedPage]]) -> None:
    made = pages(f"Line.\n\n::: warning Long\n{(WORDS * 4 + chr(10) * 2) * 30}:::\n")
    assert len(made) > 3
    assert any("Long" in line.text for line in body(made[0]))
    assert all(len(body(page)) > 15 for page in made[:-1])


def test_each_contact_stays_on_one_page(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    contacts = "".join(f"  - {{name: Name{n}, for: {WORDS!r}, phone: '{n}', hours: hours{n}}}\n" for n in range(30))
    path = make(write(f"---\ntitle: A title\nlanguage: en\ncontacts:\n{contacts}---\n\nText."), "pdf").path
    made = read_pages(path.read_bytes())
    assert len(made) > 2
    for number in range(30):
        words = (f"Name{number}", f"hours{number}")
        assert len({page.number for page in made for run in page.runs if run.text.strip() in words}) == 1


@pytest.mark.parametrize("output", ["pdf", "large-print"])
def test_long_words_and_addresses_stay_on_the_page(output: str, pages: Callable[..., list[PrintedPage]]) -> None:
    address = "https://example.org/" + "averylongpath" * 12
    word = "Donaudampfschifffahrtsgesellschaft" * 4
    columns = "|".join(f" Column {n} " for n in range(9))
    text = (
        f"## {word}\n\n<{address}> {word} `{word}`\n\n| A | B | C |\n|---|---|---|\n| {address} | {word} | `{word}` |\n\n"
        f"|{columns}|\n{'|---' * 9}|\n|{columns}|\n"
    )
    for page in pages(text, output):
        for run in page.runs:
            assert run.left > 40
            assert run.right < page.width - 40, run.text


def test_a_table_too_wide_for_an_upright_page_gets_one_on_its_side(
    write: Callable[..., Path], make: Callable[..., Made], text_of_pages: Callable[[Path], list[str]]
) -> None:
    made = make(
        write(
            "Before.\n\n| Medicine | Morning | Midday | Evening | Night | Most in a day |\n| - | - | - | - | - | - |\n"
            "| Paracetamol | 500–1,000 mg | 500–1,000 mg | 500–1,000 mg | 500–1,000 mg | 4,000 mg |\n"
            "| Levothyroxine | 125 micrograms | none | none | none | 125 micrograms |\n\nAfter."
        ),
        "pdf",
    )
    assert not [rule for rule in made.rules if rule.startswith("print-")]
    upright, lying, _ = read_pages(made.path.read_bytes())
    assert upright.height > upright.width
    assert lying.width > lying.height
    assert "4,000 mg" in text_of_pages(made.path)[1].replace("\u00a0", " ")


def test_a_table_that_fits_no_page_is_an_error(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    cells = "| 500–1,000 micrograms/day " * 12
    made = make(write(f"{'| Head ' * 12}|\n{'|---' * 12}|\n{cells}|"), "pdf")
    (finding,) = [finding for finding in made.findings if finding.rule == "print-off-page"]
    assert finding.severity == "error"


@pytest.mark.parametrize("lines", [20, 30, 31, 32, 33, 60])
def test_the_head_of_a_table_with_a_long_row_is_there(
    lines: int, write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    row = "<br>".join(f"take {number} mg with food" for number in range(lines))
    made = make(write(f"| Do | Do not |\n| --- | --- |\n| {row} | the same |"), "pdf")
    assert "pdf-text-lost" not in made.rules
    heads = [tag.text for tag in read_tags(made.path).walk() if tag.type == "TH"]
    assert heads == ["Do", "Do not"]
    pages = [[run.text.strip() for run in page.runs] for page in read_pages(made.path.read_bytes())]
    assert "Do not" in next(texts for texts in pages if any(text.startswith("take") for text in texts))


def test_words_that_a_style_hides_are_told(write: Callable[..., Path], run: Callable[..., Run], tmp_path: Path) -> None:
    source = write("Do *not* take this.")
    hiding = tmp_path / "templates/pdf/profiles/hiding.css"
    hiding.parent.mkdir(parents=True)
    hiding.write_text("em { display: none; }")
    (tmp_path / "publish.toml").write_text('[outputs.hiding]\nbackend = "pdf"\noptions = {profile = "hiding"}\n')
    ended = run("build", source, "--to", "hiding")
    assert ended.status == 1
    assert "pdf-text-lost" in ended.err
    assert "“not”" in ended.err
