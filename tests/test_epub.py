"""Books as the validators find them, and what is in them."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from publish.building.outputs import Output
from publish.building.reading import read_source
from publish.findings import PublishError
from publish.validators import State
from publish.validators.quick_epub import QuickEpub

from .conftest import CLONE, Made, make_from
from .support.e_book import lost_links, package_of, pages_of, problems

TORTURE = CLONE / "tests/data/torture/torture.md"
SOURCES = [*sorted((CLONE / "source").glob("*.md")), TORTURE]


@pytest.mark.java
@pytest.mark.parametrize("output", ["epub", "epub-audio"])
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_epubcheck_finds_nothing(source: Path, output: str, make_once: Callable[..., Made]) -> None:
    assert problems(make_once(source, output).path) == []


@pytest.mark.parametrize("output", ["epub", "epub-audio"])
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_quick_check_finds_no_error(source: Path, output: str, make_once: Callable[..., Made]) -> None:
    (verdict,) = QuickEpub().check([make_once(source, output).path])
    assert verdict.state is State.PASSED, verdict.findings


@pytest.mark.java
def test_epubcheck_finds_nothing_in_a_small_article(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    assert problems(make(write("Only a paragraph."), "epub").path) == []


@pytest.mark.java
def test_epubcheck_finds_a_planted_fault(make_once: Callable[..., Made], tmp_path: Path) -> None:
    good = make_once(TORTURE, "epub").path
    bad = tmp_path / "bad.epub"
    with zipfile.ZipFile(good) as book, zipfile.ZipFile(bad, "w") as copy:
        for entry in book.infolist():
            copy.writestr(entry, book.read(entry).replace(b"chapter-1.xhtml#", b"chapter-99.xhtml#"))
    assert problems(bad)


def test_metadata_tells_what_the_author_said(make_once: Callable[..., Made]) -> None:
    package = package_of(make_once(TORTURE, "epub").path)
    names = {"dc": "http://purl.org/dc/elements/1.1/", "opf": "http://www.idpf.org/2007/opf"}
    assert package.xpath("string(//dc:identifier)", namespaces=names) == "urn:isbn:9783161484100"
    assert package.xpath("//dc:title/text()", namespaces=names)[0] == 'Every kind of node & <every> "sign"'
    assert package.xpath("//dc:creator/text()", namespaces=names) == ["Ann Author", "Ben Author"]
    assert package.xpath("//dc:contributor/text()", namespaces=names) == ["Cy Contributor"]
    meta = {m.get("property"): m.text for m in package.iter("{http://www.idpf.org/2007/opf}meta")}
    assert meta["belongs-to-collection"] == "Torture & Co"
    assert meta["dcterms:modified"] == "2026-01-03T00:00:00Z"


def test_right_to_left_books_turn_the_other_way(make_once: Callable[..., Made]) -> None:
    package = package_of(make_once(CLONE / "source/handwashing.ar.md", "epub").path)
    assert package.get("dir") == "rtl"
    assert package.find("{*}spine").get("page-progression-direction") == "rtl"


def test_every_link_within_the_book_leads_somewhere(make_once: Callable[..., Made]) -> None:
    assert lost_links(make_once(TORTURE, "epub").path) == []


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("Before.\n\n## One\n\nText.", "front.xhtml"),
        ("## One\n\nText.", "chapter-1.xhtml"),
        ("Text.", "front.xhtml"),
        ("---\ntitle: A\nlanguage: en\nplain-summary: [First this.]\n---\n\n## One\n\nText.", "front.xhtml"),
    ],
)
def test_the_landmark_of_the_text_passes_nothing_over(
    text: str, file: str, write: Callable[..., Path], tmp_path: Path
) -> None:
    source = write(text)
    output = Output(name="epub", backend="epub", edition="plain")
    navigation = pages_of(make_from(read_source(source), source, output, tmp_path / "made").path)["nav.xhtml"]
    (landmark,) = navigation.xpath("//*[local-name()='a'][@*[local-name()='type']='bodymatter']/@href")
    assert landmark == file


def test_formulas_carry_their_words(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    text = 'The dose is $\\frac{1}{2}$ and $x${say="the unknown"}.\n\n$$\n5\\,\\mathrm{mg/kg}\n$$'
    with zipfile.ZipFile(make(write(text), "epub").path) as book:
        pages = [etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")]
    formulas = [formula for page in pages for formula in page.iter("{http://www.w3.org/1998/Math/MathML}math")]
    words = ["one half", "the unknown", "5 milligrams per kilogram"]
    assert [formula.get("alttext") for formula in formulas] == words
    page = make(write(text), "html").path.read_text(encoding="utf-8")
    assert re.findall('alttext="([^"]*)"', page) == words


NESTED = "Front.\n\n# One\n\nA [link](#three).\n\n## Two\n\nB.[^n]\n\n### Three {lang=fr}\n\nC.\n\n# Four\n\nD.\n\n[^n]: Note."


@pytest.mark.parametrize(
    ("level", "titles"),
    [(1, ["One", "Four"]), (2, ["One", "Two", "Four"]), (3, ["One", "Two", "Three", "Four"])],
)
def test_chapters_begin_at_a_level(level: int, titles: list[str], write: Callable[..., Path], tmp_path: Path) -> None:
    source = write(NESTED)
    output = Output(name="epub", backend="epub", options={"chapters": level})
    path = make_from(read_source(source), source, output, tmp_path / "made").path
    assert problems(path) == []
    with zipfile.ZipFile(path) as book:
        chapters = [etree.fromstring(book.read(f"EPUB/chapter-{n}.xhtml")) for n in range(1, len(titles) + 1)]
        assert f"EPUB/chapter-{len(titles) + 1}.xhtml" not in book.namelist()
        navigation = etree.fromstring(book.read("EPUB/nav.xhtml"))
    assert [chapter.findtext(".//{*}title") for chapter in chapters] == titles
    listed = [link.text for link in navigation.iter("{*}a") if link.text in ("One", "Two", "Three", "Four")]
    assert listed == ["One", "Two", *["Three"] * (level == 3), "Four"]
    headings = [
        (heading.tag[-2:], heading.text) for chapter in chapters for heading in chapter.iter("{*}h1", "{*}h2", "{*}h3")
    ]
    assert [heading for heading in headings if heading[1] != "Notes"] == [
        ("h1", "One"), ("h2", "Two"), ("h3", "Three"), ("h1", "Four"),
    ]  # fmt: skip


def test_a_chapter_keeps_the_language_of_the_section_around_it(write: Callable[..., Path], tmp_path: Path) -> None:
    source = write("# Un {lang=fr}\n\n## Deux\n\nTexte.")
    output = Output(name="epub", backend="epub", options={"chapters": 2})
    path = make_from(read_source(source), source, output, tmp_path / "made").path
    with zipfile.ZipFile(path) as book:
        page = etree.fromstring(book.read("EPUB/chapter-2.xhtml"))
    assert page.find(".//{*}section").get("lang") == page.find(".//{*}title").get("lang") == "fr"
    assert problems(path) == []


def test_the_contents_name_the_language_of_each_heading(write: Callable[..., Path], tmp_path: Path) -> None:
    source = write("# Un {lang=fr}\n\n## Deux\n\n### ثلاثة {lang=ar}\n\n## Four {lang=en}\n\n# Five\n\nText.")
    output = Output(name="epub", backend="epub", options={"chapters": 3})
    path = make_from(read_source(source), source, output, tmp_path / "made").path
    assert problems(path) == []
    with zipfile.ZipFile(path) as book:
        links = etree.fromstring(book.read("EPUB/nav.xhtml")).findall(".//{*}nav[@id='toc']//{*}a")
    assert [("".join(link.itertext()), link.get("lang"), link.get("dir")) for link in links[1:-1]] == [
        ("Un", "fr", "ltr"), ("Deux", "fr", "ltr"), ("ثلاثة", "ar", "rtl"), ("Four", "en", "ltr"), ("Five", None, None),
    ]  # fmt: skip


def test_fonts_are_in_the_book_only_when_asked_for(write: Callable[..., Path], tmp_path: Path) -> None:
    import fontpkg

    source = write("Text.")
    for style in ("normal", "italic"):
        shutil.copy(fontpkg.path("atkinson-hyperlegible", 400, style), source.parent / f"my {style}.ttf")
    output = Output(name="epub", backend="epub", options={"fonts": ["my normal.ttf", "my italic.ttf"]})
    path = make_from(read_source(source), source, output, tmp_path / "made").path
    assert problems(path) == []
    with zipfile.ZipFile(path) as book:
        style = book.read("EPUB/style.css").decode()
        fonts = [name for name in book.namelist() if name.endswith(".ttf")]
    assert len(fonts) == 2
    assert all(f'src: url("{name.removeprefix("EPUB/")}")' in style for name in fonts)
    assert 'font-family: "Atkinson Hyperlegible", sans-serif' in style
    with zipfile.ZipFile(make_from(read_source(source), source, "epub", tmp_path / "usual").path) as book:
        assert b"font-family" not in book.read("EPUB/style.css")


@pytest.mark.parametrize(
    ("name", "weight", "rule"),
    [
        ('My "own"\n\\ font </style>', 9999, 'font-family: "My own font /style"; font-weight: 1000;'),
        ("", 0, 'font-family: "font 1"; font-weight: 1;'),
    ],
)
def test_odd_names_and_weights_of_fonts_do_not_break_the_style(
    name: str, weight: int, rule: str, write: Callable[..., Path], tmp_path: Path
) -> None:
    source = write("Text.")
    font = usual_font()
    font["OS/2"].usWeightClass = weight
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = name
    font.save(source.parent / "own.ttf")
    output = Output(name="epub", backend="epub", options={"fonts": ["own.ttf"]})
    path = make_from(read_source(source), source, output, tmp_path / "made").path
    assert problems(path) == []
    with zipfile.ZipFile(path) as book:
        assert rule in book.read("EPUB/style.css").decode()


def test_a_damaged_font_is_told(write: Callable[..., Path], tmp_path: Path) -> None:
    source = write("Text.")
    font = usual_font()
    font.flavor = "woff2"
    font.save(source.parent / "whole.woff2")
    data = (source.parent / "whole.woff2").read_bytes()
    (source.parent / "half.woff2").write_bytes(data[: len(data) // 2])
    output = Output(name="epub", backend="epub", options={"fonts": ["half.woff2"]})
    with pytest.raises(PublishError, match="cannot be read as a font"):
        make_from(read_source(source), source, output, tmp_path / "made")


def usual_font() -> Any:
    import fontpkg

    return TTFont(fontpkg.path("atkinson-hyperlegible", 400, "normal"))


@pytest.mark.parametrize("output", ["epub", "epub-audio"])
def test_a_template_that_makes_no_xml_is_told(
    output: str, write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    source = write("## A\n\nText.")
    template = source.parent / "templates/epub/chapter.xhtml"
    template.parent.mkdir(parents=True)
    template.write_text('{% extends "epub/document.xhtml" %}{% block body %}<body><p>&nbsp;</p></body>{% endblock %}')
    (source.parent / "publish.toml").touch()
    with pytest.raises(PublishError, match=r"template “epub/chapter\.xhtml” does not work.*nbsp"):
        make(source, output)


@pytest.mark.parametrize(("published", "moment"), [("2345-01-02", (2107, 12, 31)), ("1971-02-03", (1980, 1, 1))])
def test_a_date_that_a_container_cannot_tell(
    published: str, moment: tuple[int, ...], write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    path = make(write(f"---\ntitle: A\nlanguage: en\npublished: {published}\n---\n\nText."), "epub").path
    with zipfile.ZipFile(path) as book:
        assert {entry.date_time[:3] for entry in book.infolist()} == {moment}
        assert f">{published}T00:00:00Z<" in book.read("EPUB/content.opf").decode()


def test_what_is_no_font_is_told(write: Callable[..., Path], tmp_path: Path) -> None:
    source = write("Text.")
    output = Output(name="epub", backend="epub", options={"fonts": [source.name]})
    with pytest.raises(PublishError, match="no font"):
        make_from(read_source(source), source, output, tmp_path / "made")


def test_a_text_of_the_early_middle_ages_makes_a_book_that_can_be_read(
    write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    source = write("Text.")
    source.write_text(source.read_text().replace("language: en", "language: en\npublished: 0800-01-01", 1))
    path = make(source, "epub").path
    assert problems(path) == []
    assert package_of(path).findtext(".//{*}meta[@property='dcterms:modified']") == "1000-01-01T00:00:00Z"
