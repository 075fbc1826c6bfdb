"""What is printed, read back from the finished PDF and held against the numbers of its profile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from publish.building.outputs import Output
from publish.building.reading import read_source
from publish.validators.print_profile import check_print_profile, contrast_ratio
from publish.validators.print_rules import PRINT_RULES
from publish.validators.printed_lines import blocks, lines
from publish.validators.printed_text import read_pages

from .conftest import CLONE, Made, Run, make_from

SOURCES = [*sorted((CLONE / "source").glob("*.md")), CLONE / "tests/data/torture/torture.md"]
LONG = "The words of a paragraph that is long enough to fill several lines of the page from edge to edge. " * 6

Print = Callable[..., Made]


@pytest.fixture
def printed(tmp_path: Path) -> Print:
    def print_article(source: Path, profile: str = "clear-print", size: str = "A4", edition: str = "standard") -> Made:
        output = Output(name="pdf", backend="pdf", edition=edition, options={"profile": profile, "page-size": size})
        return make_from(read_source(source), source, output, tmp_path / "made")

    return print_article


def of_print(made: Made) -> list[str]:
    return [rule for rule in made.rules if rule.startswith(("print-", "pdf-"))]


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("profile", PRINT_RULES)
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_profile_keeps_its_numbers(source: Path, profile: str, size: str, printed: Print) -> None:
    made = printed(source, profile, size)
    assert of_print(made) == []
    (page, *_) = read_pages(made.path.read_bytes())
    assert (round(page.width), round(page.height)) == {"A4": (595, 842), "Letter": (612, 792)}[size]


FAULTS = {
    "html { font-size: 11pt; }": "print-size-small",
    "@page { @bottom-right { font-size: 9pt; } }": "print-size-small",
    "body { text-align: justify; }": "print-justified",
    "body { line-height: 1; }": "print-spacing-tight",
    "@page { margin: 24mm 10mm 30mm; }": "print-margin-narrow",
    "@page { margin-top: 5mm; @top-left { content: none; } }": "print-margin-narrow",
    "em { font-style: italic; }": "print-italic",
    "p { font-family: 'DejaVu Serif'; }": "print-serif",
    "p { color: #999999; }": "print-contrast-low",
    "p { background: #404040; }": "print-contrast-low",
    "html { font-size: 12pt; } body { letter-spacing: -0.05em; } @page { margin: 24mm 16mm 30mm; }": "print-lines-long",
}


@pytest.mark.parametrize("css", FAULTS)
def test_a_planted_fault_is_found_by_name(css: str, write: Callable[..., Path], printed: Print) -> None:
    source = write(f"*Stress.* {LONG}\n\n{LONG}")
    plant(source, "clear-print", css)
    assert FAULTS[css] in of_print(printed(source))


@pytest.mark.parametrize(
    ("profile", "css", "rule"),
    [
        ("acb-large-print", "h2 { font-size: 26pt; }", "print-heading-size"),
        ("acb-large-print", "@page { margin-left: 20mm; }", "print-margin-narrow"),
        ("acb-large-print", "sup { font-size: 14pt; }", "print-size-small"),
        ("large-print", "html { font-size: 16pt; }", "print-size-small"),
        ("high-contrast", "body { font-weight: 400; }", "print-weight-light"),
        ("high-contrast", "p { color: #666666; }", "print-contrast-low"),
        ("dyslexia", "@page { background: #ffffff; }", "print-paper-white"),
        ("dyslexia", "body { line-height: 1.3; }", "print-spacing-tight"),
    ],
)
def test_each_profile_has_numbers_of_its_own(
    profile: str, css: str, rule: str, write: Callable[..., Path], printed: Print
) -> None:
    source = write(f"## A heading\n\n{LONG} x^2^")
    assert of_print(printed(source, profile)) == []
    plant(source, profile, css)
    assert of_print(printed(source, profile)) == [rule]


def plant(source: Path, profile: str, css: str) -> None:
    folder = source.parent / "templates/pdf/profiles"
    folder.mkdir(parents=True)
    shipped = (CLONE / f"templates/pdf/profiles/{profile}.css").read_text()
    (folder / f"{profile}.css").write_text(f"{shipped}\n{css}\n")


def test_a_profile_of_the_project_is_not_held_against_the_numbers_of_others(
    write: Callable[..., Path], printed: Print
) -> None:
    source = write(LONG)
    plant(source, "clear-print", "html { font-size: 9pt; }")
    folder = source.parent / "templates/pdf/profiles"
    (folder / "clear-print.css").rename(folder / "clinic.css")
    assert of_print(printed(source, "clinic")) == []


def test_text_off_the_page_is_told_for_any_profile(write: Callable[..., Path], printed: Print) -> None:
    source = write(LONG)
    plant(source, "clear-print", "p { white-space: nowrap; }")
    folder = source.parent / "templates/pdf/profiles"
    (folder / "clear-print.css").rename(folder / "clinic.css")
    made = printed(source, "clinic")
    assert of_print(made) == ["print-off-page"]
    assert made.findings[-1].mend


def test_the_paper_of_the_dyslexia_profile_reaches_every_edge(write: Callable[..., Path], printed: Print) -> None:
    pages = read_pages(printed(write(LONG * 12), "dyslexia").path.read_bytes())
    assert len(pages) > 1
    assert {page.paper for page in pages} == {(0xFF, 0xFD, 0xF0)}
    assert all(contrast_ratio(run.colour, run.background) >= 7 for page in pages for run in page.runs)


def test_a_font_is_named_without_the_tag_of_its_subset(write: Callable[..., Path], printed: Print) -> None:
    (page,) = read_pages(printed(write("Plain.")).path.read_bytes())
    assert {run.font for run in page.runs if run.text == "Plain."} == {"Atkinson-Hyperlegible"}


def test_the_check_of_a_file_that_is_no_pdf_finds_nothing_to_read() -> None:
    assert [finding.rule for finding in check_print_profile(b"nothing", "clear-print")] == ["pdf-unreadable"]


def test_every_profile_that_ships_has_numbers() -> None:
    shipped = {path.stem for path in (CLONE / "templates/pdf/profiles").glob("*.css")}
    assert shipped == set(PRINT_RULES)
    assert all(msgspec.structs.asdict(rules)["source"] for rules in PRINT_RULES.values())


def test_lines_do_not_end_early(write: Callable[..., Path], printed: Print) -> None:
    words = [
        "The",
        "best-studied",
        "mental",
        "health",
        "use",
        "is",
        "depression",
        "that",
        "at",
        "least",
        "2",
        "antidepressants",
        "have",
        "not",
        "helped.",
    ]
    paragraphs = [" ".join(words[start:] + words * 3) for start in range(len(words))]
    for page in read_pages(printed(write("\n\n".join(paragraphs)), "dyslexia").path.read_bytes()):
        for block in blocks(lines(page.runs)):
            assert not [line.text for line in block.lines[:-1] if line.characters < 40]


def test_a_profile_that_is_not_there_is_told_by_name(
    write: Callable[..., Path], run: Callable[..., Run], tmp_path: Path
) -> None:
    source = write("Text.")
    (tmp_path / "publish.toml").write_text('[outputs.mine]\nbackend = "pdf"\noptions = {profile = "dyslexic"}\n')
    ended = run("build", source, "--to", "mine")
    assert ended.status == 2
    assert "no print profile “dyslexic”" in ended.err
    assert "high-contrast" in ended.err


@pytest.mark.parametrize("output", ["acb-large-print", "high-contrast", "dyslexia"])
def test_each_profile_is_an_output_by_its_name(
    output: str, write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    made = make(write("Text."), output)
    assert made.path.name == f"article-{output}.pdf"
    assert not [rule for rule in made.rules if rule.startswith("print-")]
