"""The tags of a PDF, held against the content model that they were made from."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.building.edition import edition_of
from publish.building.outputs import PRESETS
from publish.building.reading import read_source
from publish.content import Edition, Reading, Standings
from publish.findings import PublishError

from .conftest import CLONE, Made, Run, make_from
from .support.expected_tags import Told, told_by_body, told_by_notes, told_by_tags
from .support.tag_tree import Tag, read_tags
from .test_generated import BLOCK, LINE

GOLDEN = CLONE / "tests/tags"
# Lines that wrap and articles that run over pages, among all that an article can hold.
LONG_LINE = st.lists(LINE, min_size=10, max_size=40).map(" ".join)
LONG_BLOCK = st.one_of(
    BLOCK,
    LONG_LINE,
    LONG_LINE.map("- a\n- {}".format),
    LONG_LINE.map("> {}".format),
    LONG_LINE.map(lambda line: "| a | b |\n|---|---|\n" + "| x | {} |\n".format(line.replace("\n", " ")) * 5),
)
LONG_ARTICLES = st.lists(LONG_BLOCK, min_size=1, max_size=12).map("\n\n".join)
SOURCES = [*sorted((CLONE / "source").glob("*.md")), CLONE / "tests/data/torture/torture.md"]


@pytest.mark.parametrize("output", ["pdf", "large-print"])
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_tags_tell_all_that_the_content_tells(source: Path, output: str, tmp_path: Path) -> None:
    reading = read_source(source)
    tags = read_tags(make_from(reading, source, output, tmp_path / "made").path)
    _compare(tags, _edition(reading, output))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LONG_ARTICLES)
def test_the_tags_of_generated_articles_tell_all(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "article.md"
        source.write_text(f"---\ntitle: A title\nlanguage: en\n---\n\n{text.translate(_WithFonts())}", encoding="utf-8")
        try:
            reading = read_source(source)
        except PublishError:
            return
        made = make_from(reading, source, "pdf", Path(name) / "made")
        assert "character-without-font" not in made.rules
        assert "pdf-ua-not-claimed" not in made.rules or "image-alt-missing" in made.rules
        _compare(read_tags(made.path), _edition(reading, "pdf"))


class _WithFonts(dict[int, str]):
    """Puts letters of many scripts in place of the signs that no font of Publish has."""

    def __missing__(self, code: int) -> str:
        return chr(code) if code < 0x180 or chr(code) in "–—…“”•" else "жλبא"[code % 4]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_tag_tree_is_as_on_record(source: Path, make: Callable[..., Made]) -> None:
    dump = read_tags(make(source, "pdf").path).dump() + "\n"
    golden = GOLDEN / f"{source.stem}.txt"
    if os.environ.get("PUBLISH_UPDATE"):
        golden.write_text(dump, encoding="utf-8")
    assert dump == golden.read_text(encoding="utf-8")


def _edition(reading: Reading, output: str) -> Edition:
    return edition_of(reading.document, PRESETS[output].edition, lambda _finding: None, Standings(drafts=True))


def _compare(tags: Tag, edition: Edition) -> None:
    told, body = told_by_tags([tags]), told_by_body(edition)
    if body:
        start = _start_of_body(told, edition)
        assert told[start : start + len(body)] == body
    notes = [tag for tag in tags.walk() if tag.type == "Note"]
    assert told_by_tags(notes) == told_by_notes(edition)


def _start_of_body(told: list[Told], edition: Edition) -> int:
    """Return how much is told before the body: up to the title, then subtitle, edition, draft, authors and main points."""
    title = next(number for number, each in enumerate(told) if each.what == "H1")
    lines = [edition.metadata.subtitle, edition.metadata.authors, edition.name == "plain", edition.draft]
    points = 3 + 3 * len(edition.summary) + bool(edition.summary_label) if edition.summary else 0
    return title + 1 + sum(map(bool, lines)) + points


def test_a_raised_number_is_not_read_as_part_of_the_number_before_it(
    write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    tags = read_tags(make(write("About 10^6^ cells in 1 m^2^, H~2~O and the 5^th^ day."), "pdf").path)
    assert "About 10⁶ cells in 1 m², H₂O and the 5th day." in tags.text.replace("\u00a0", " ")


def test_words_keep_apart_over_lines_and_elements(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    words = " ".join(f"word{number} *soft\u00adhyphened{number}* **strong**" for number in range(200))
    tags = read_tags(make(write(words), "pdf").path)
    (paragraph,) = [tag for tag in tags.walk() if tag.type == "P" and "word0" in tag.text]
    assert paragraph.text == words.replace("*", "").replace("\u00ad", "")


def test_a_link_over_lines_is_one_link(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    made = make(write(f"See [{words}](https://example.org/x)."), "pdf")
    (link,) = [tag for tag in read_tags(made.path).walk() if tag.type == "Link"]
    assert link.text == link.properties["Contents"] == words
    with pikepdf.open(made.path) as pdf:
        annotations = [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", [])]
    assert len(annotations) > 3
    assert {str(annotation.Contents) for annotation in annotations} == {words}


def test_the_head_of_a_long_table_is_printed_often_and_tagged_once(
    write: Callable[..., Path], make: Callable[..., Made], text_of_pages: Callable[[Path], list[str]]
) -> None:
    rows = "".join(f"| Day {number} | {number} mg |\n" for number in range(1, 100))
    path = make(write(f"{{row-headers}}\n| Day of treatment | Dose |\n|---|---|\n{rows}"), "pdf").path
    pages = text_of_pages(path)
    assert len(pages) > 2
    assert all("Day of treatment" in page for page in pages)
    tags = read_tags(path)
    assert [tag.type for tag in tags.walk()].count("Table") == 1
    assert tags.text.count("Day of treatment") == 1
    cells = [tag.properties["Headers"] for tag in tags.walk() if tag.type == "TD"]
    heads = {tag.properties["ID"]: tag.text for tag in tags.walk() if tag.type == "TH"}
    assert [heads[cells[6].split(",")[0]], heads[cells[6].split(",")[1]]] == ["Day 7", "Dose"]


def test_page_furniture_and_decoration_are_not_tagged(
    write: Callable[..., Path], make: Callable[..., Made], text_of_pages: Callable[[Path], list[str]]
) -> None:
    source = write("![](a.svg){decorative}\n\n" + "Text.\n\n" * 60)
    (source.parent / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    made = make(source, "pdf")
    tags = read_tags(made.path)
    assert "Page 2 of" in text_of_pages(made.path)[1]
    assert "Page" not in tags.text
    assert not [tag for tag in tags.walk() if tag.type == "Figure"]
    assert "pdf-ua-not-claimed" not in made.rules


def test_notes_and_their_places_in_the_text_lead_to_each_other(make: Callable[..., Made]) -> None:
    tags = read_tags(make(CLONE / "source/ketamine.md", "pdf").path)
    references = [tag.kids[0] for tag in tags.walk() if tag.type == "Reference"]
    for note in (tag for tag in tags.walk() if tag.type == "Note"):
        (label,) = [tag for tag in note.walk() if tag.type == "Lbl"]
        (way_back,) = [kid for kid in label.kids if isinstance(kid, Tag)]
        ways_there = [
            link for link in references if isinstance(link, Tag) and link.properties["Target"] == note.properties["ID"]
        ]
        assert ways_there
        assert way_back.type == "Reference"
        assert isinstance(way_back.kids[0], Tag)
        assert way_back.kids[0].properties["Contents"] == f"Note {label.text}: Back to the text"


def test_a_table_of_contents_when_asked_for(
    write: Callable[..., Path], run: Callable[..., Run], tmp_path: Path
) -> None:
    source = write("## One\n\nText.\n\n### Inner *part*\n\nText.\n\n## Two\n\nText.")
    (tmp_path / "publish.toml").write_text('[outputs.book]\nbackend = "pdf"\noptions = {contents = true}\n')
    assert run("build", source, "--to", "book").status == 0
    tags = read_tags(tmp_path / "build/article/article-book.pdf")
    contents = next(tag for tag in tags.walk() if tag.type == "TOC")
    assert (
        contents.dump()
        == """TOC
  TOCI
    Reference
      Link Contents=One – Page 1 Target=one
        “One – Page 1”
    TOC
      TOCI
        Reference
          Link Contents=Inner part – Page 1 Target=inner-part
            “Inner part – Page 1”
  TOCI
    Reference
      Link Contents=Two – Page 1 Target=two
        “Two – Page 1”"""
    )


def test_a_list_keeps_its_numbers(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    tags = read_tags(make(write("7. seven\n8. eight\n\ntext\n\n0. nought"), "pdf").path)
    assert [tag.text for tag in tags.walk() if tag.type == "Lbl"] == ["7.", "8.", "0."]


def test_another_weasyprint_is_told(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weasyprint.__version__", "71.0")
    ended = run("build", CLONE / "source/ketamine.md", "--to", "pdf")
    assert ended.status == 2
    assert "WeasyPrint 71.0" in ended.err


def test_links_in_the_head_of_a_long_table_do_not_spoil_the_claim(
    write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    rows = "".join(f"| Day {number} | {number} mg |\n" for number in range(1, 100))
    made = make(write(f"| [Day](https://example.org) | Dose[^1] |\n|---|---|\n{rows}\n[^1]: A note."), "pdf")
    assert "pdf-ua-not-claimed" not in made.rules
    links = [tag for tag in read_tags(made.path).walk() if tag.type == "Link"]
    assert [tag.text for tag in links] == ["Day", "[1]", "1"]


def test_what_is_partly_transparent_is_told_and_claims_nothing(
    write: Callable[..., Path], run: Callable[..., Run], tmp_path: Path
) -> None:
    source = write("Text.")
    faint = tmp_path / "templates/pdf/profiles/faint.css"
    faint.parent.mkdir(parents=True)
    faint.write_text("p { opacity: 0.3; }")
    (tmp_path / "publish.toml").write_text('[outputs.faint]\nbackend = "pdf"\noptions = {profile = "faint"}\n')
    ended = run("build", source, "--to", "faint")
    assert ended.status == 1
    assert "pdf-content-untagged" in ended.err
    with pikepdf.open(tmp_path / "build/article/article-faint.pdf") as pdf:
        assert not any("pdfua" in name for name in pdf.open_metadata())


def test_words_that_a_style_makes_large_keep_apart(
    write: Callable[..., Path], run: Callable[..., Run], tmp_path: Path
) -> None:
    source = write("## " + "a heading over two or more lines of the page " * 4 + "\n\nText.")
    loud = tmp_path / "templates/pdf/profiles/loud.css"
    loud.parent.mkdir(parents=True)
    loud.write_text("h2 { text-transform: uppercase; }")
    (tmp_path / "publish.toml").write_text('[outputs.loud]\nbackend = "pdf"\noptions = {profile = "loud"}\n')
    assert run("build", source, "--to", "loud").status == 0
    heading = next(tag for tag in read_tags(tmp_path / "build/article/article-loud.pdf").walk() if tag.type == "H2")
    assert heading.text == ("a heading over two or more lines of the page " * 4).strip()


def test_an_author_cannot_change_a_tag_by_a_class(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    tags = read_tags(make(write("::: {.footnote-number}\nOne.\n\n[Two]{.item-text}.\n:::"), "pdf").path)
    assert [tag.type for tag in tags.walk()][:4] == ["Document", "H1", "P", "P"]
    assert "Lbl" not in {tag.type for tag in tags.walk()}


def test_a_link_around_decoration_says_where_it_leads(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    source = write("[![](a.svg){decorative}](https://example.org/x) text")
    (source.parent / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    made = make(source, "pdf")
    assert "pdf-ua-not-claimed" not in made.rules


def test_the_outline_holds_words_as_they_are_searched(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    with (
        pikepdf.open(make(write("## Take 5–10 mg/kg daily\n\nText."), "pdf").path) as pdf,
        pdf.open_outline() as outline,
    ):
        (title,) = outline.root
        assert str(title.children[0].title) == "Take 5–10 mg/kg daily"


def test_the_contents_keep_the_language_of_a_heading(
    write: Callable[..., Path], run: Callable[..., Run], tmp_path: Path
) -> None:
    source = write("## Bonjour le monde {lang=fr}\n\nText.\n\n## Two\n\nText.")
    (tmp_path / "publish.toml").write_text('[outputs.book]\nbackend = "pdf"\noptions = {contents = true}\n')
    assert run("build", source, "--to", "book").status == 0
    tags = read_tags(tmp_path / "build/article/article-book.pdf")
    contents = next(tag for tag in tags.walk() if tag.type == "TOC")
    assert [tag.text for tag in contents.walk() if tag.properties.get("Lang") == "fr"] == ["Bonjour le monde – Page 1"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10^6^", "10⁶"),
        ("10^3.5^", "10^3.5"),
        ("10<sup>**6**</sup>", "10⁶"),
        ("١٠^٦^", "١٠^٦"),
        ("x~1.5~", "x_1.5"),
        ("5[^a] mg", "5[1] mg"),
        ("**5**\\\n**10 mg**", "5 10 mg"),
        ("<b>Not</b><br><b>more</b>", "Not more"),
    ],
)
def test_numbers_and_words_do_not_run_together(
    written: str, read: str, write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    tags = read_tags(make(write(f"{written} end\n\n[^a]: A note."), "pdf").path)
    paragraph = next(tag for tag in tags.walk() if tag.type == "P")
    assert paragraph.text.replace("\u00a0", " ") == f"{read} end"


def test_a_raised_number_stays_raised_in_contents_and_outline(
    write: Callable[..., Path], run: Callable[..., Run], tmp_path: Path
) -> None:
    source = write("## Take 10^6^ units[^a]\n\nText.\n\n## Two\n\nText.\n\n[^a]: A note.")
    (tmp_path / "publish.toml").write_text('[outputs.book]\nbackend = "pdf"\noptions = {contents = true}\n')
    assert run("build", source, "--to", "book").status == 0
    path = tmp_path / "build/article/article-book.pdf"
    assert "Take 10⁶ units – Page 1" in read_tags(path).text
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert str(outline.root[0].children[1].title) == "Take 10⁶ units"
