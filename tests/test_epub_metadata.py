"""What a book says of itself: what the author said, and what follows from the content."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from ebooklib.epub import EpubBook
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image as Picture

import publish
from publish.backends.epub.metadata import add_metadata
from publish.building.edition import edition_of
from publish.building.outputs import PRESETS, Output
from publish.building.reading import read_source
from publish.content.identifiers import identifier_as_uri, is_wrong_isbn
from publish.editions import make_edition

from .conftest import CLONE, Made, Run, make_from
from .support.e_book import problems

NAMES = {"dc": "http://purl.org/dc/elements/1.1/", "opf": "http://www.idpf.org/2007/opf"}
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
HEAD = "---\ntitle: A title\nlanguage: {language}\n{fields}---\n\n{text}\n"
Metadata = Callable[..., "Package"]


class Package:
    """The metadata of a built book."""

    def __init__(self, book: Path) -> None:
        with zipfile.ZipFile(book) as container:
            self.root = etree.fromstring(container.read("EPUB/content.opf"))
            self.pages = [container.read(name).decode() for name in container.namelist() if name.endswith(".xhtml")]

    def dublin_core(self, name: str) -> list[str]:
        return list(self.root.xpath(f"//dc:{name}/text()", namespaces=NAMES))

    def values(self, name: str, refines: str = "") -> list[str]:
        """Return the values of a property, of the book or of the element that it refines."""
        of = f"@refines='#{refines}'" if refines else "not(@refines)"
        return list(self.root.xpath(f"//opf:meta[@property='{name}'][{of}]/text()", namespaces=NAMES))

    @property
    def summary(self) -> str:
        (summary,) = self.values("schema:accessibilitySummary")
        return summary


@pytest.fixture
def package(write: Callable[..., Path], make: Callable[..., Made]) -> Metadata:
    def build(text: str = "Text.", fields: str = "", language: str = "en") -> Package:
        source = write(text if text.startswith("---") else HEAD.format(text=text, fields=fields, language=language))
        (source.parent / "dot.svg").write_text(DOT)
        (source.parent / "moving.svg").write_text(DOT.replace("/>", "><style>@keyframes a {}</style></svg>"))
        frames = [Picture.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
        frames[0].save(source.parent / "still.gif")
        frames[0].save(source.parent / "moving.gif", save_all=True, append_images=frames[1:])
        frames[0].save(source.parent / "moving.png", save_all=True, append_images=frames[1:])
        return Package(make(source, "epub").path)

    return build


# What the author said


def test_titles_and_series(package: Metadata) -> None:
    book = package(fields='subtitle: A subtitle\nseries: {name: Leaflets, number: "3"}\n')
    assert book.dublin_core("title") == ["A title", "A subtitle"]
    assert book.values("title-type", "title") == ["main"]
    assert book.values("title-type", "subtitle") == ["subtitle"]
    assert book.values("belongs-to-collection") == ["Leaflets"]
    assert book.values("collection-type", "series") == ["series"]
    assert book.values("group-position", "series") == ["3"]
    assert package(fields='series: {name: Leaflets, number: "3rd"}\n').values("group-position", "series") == []


def test_people_have_their_roles(package: Metadata) -> None:
    book = package(
        fields="authors: [{name: Ann, role: writer and illustrator}, {name: Ben, role: Nurse}]\n"
        "contributors: [{name: Cy, role: Illustrator}, {name: Di, role: medical reviewer}, "
        "{name: Ed, role: 'Editor, translator'}, {name: Flo, role: editor and cook}, Gil]\n"
    )
    roles = {name: book.values("role", name) for name in ("author-1", "author-2")}
    assert roles == {"author-1": ["aut", "ill"], "author-2": ["aut", "Nurse"]}
    assert [book.values("role", f"contributor-{number}") for number in range(1, 6)] == [
        ["ill"],
        ["medical reviewer"],
        ["edt", "trl"],
        ["editor and cook"],
        [],
    ]
    coded = book.root.xpath("//opf:meta[@property='role'][@scheme='marc:relators']/text()", namespaces=NAMES)
    assert list(coded) == ["aut", "ill", "aut", "ill", "edt", "trl"]
    assert "file-as" not in etree.tostring(book.root, encoding="unicode")


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("978-3-16-148410-0", "urn:isbn:9783161484100"),
        ("ISBN 978 3 16 148410 0", "urn:isbn:9783161484100"),
        ("urn:isbn:9783161484100", "urn:isbn:9783161484100"),
        ("0-306-40615-2", "urn:isbn:0306406152"),
        ("080442957x", "urn:isbn:080442957X"),
        ("978-3-16-148410-1", "978-3-16-148410-1"),
        ("1234567890", "1234567890"),
        ("10.1000/182", "https://doi.org/10.1000/182"),
        ("doi:10.1000/a<b>", "https://doi.org/10.1000/a%3Cb%3E"),
        ("https://dx.doi.org/10.1000/182", "https://doi.org/10.1000/182"),
        ("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
        ("urn:example:a", "urn:example:a"),
        ("https://example.org/a", "https://example.org/a"),
        ("PIL/12", "PIL/12"),
    ],
)
def test_identifiers(identifier: str, expected: str, package: Metadata) -> None:
    assert package(fields=f'identifier: "{identifier}"\n').dublin_core("identifier") == [expected]


@pytest.mark.parametrize(
    ("identifier", "wrong"),
    [
        ("978-3-16-148410-1", True),
        ("9783161484101", True),
        ("ISBN 316148410X", False),
        ("ISBN 316148410", True),
        ("3-16-148410-1", True),
        ("3161484101", False),
        ("9123456789012", False),
        ("978-3-16-148410-0", False),
    ],
)
def test_a_wrong_isbn_is_an_error(
    identifier: str, wrong: bool, write: Callable[..., Path], run: Callable[..., Run]
) -> None:
    source = write(HEAD.format(language="en", fields=f'identifier: "{identifier}"\n', text="Text."))
    result = run("show", source)
    assert result.status == int(wrong)
    assert ("error[isbn-wrong]" in result.err) == wrong
    assert not wrong or f"{source}:4\n" in result.err


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 8))
def test_one_wrong_digit_makes_a_wrong_isbn(digits: str, place: int) -> None:
    total = sum((10 - index) * int(digit) for index, digit in enumerate(digits))
    check = "0123456789X"[-total % 11]
    assert identifier_as_uri(f"ISBN {digits}{check}") == f"urn:isbn:{digits}{check}"
    changed = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
    assert is_wrong_isbn(f"ISBN {changed}{check}")


def test_other_forms_of_a_book_are_other_books(write: Callable[..., Path]) -> None:
    source = write(HEAD.format(language="en", fields='identifier: "978-3-16-148410-0"\n', text="Text."))
    document = read_source(source).document
    found = {}
    for name, stem, read_along in [("standard", "a", False), ("standard", "a-epub-audio", True), ("plain", "a", False)]:
        book = empty_book()
        add_metadata(book, make_edition(name, document), stem, read_along=read_along)
        relations = {
            attributes["property"]: value
            for value, attributes in book.get_metadata("OPF", "meta")
            if attributes["property"].startswith("dcterms:is")
        }
        found[book.uid] = relations
    assert next(iter(found)) == "urn:isbn:9783161484100"
    assert list(found.values()) == [
        {},
        {"dcterms:isFormatOf": "urn:isbn:9783161484100"},
        {"dcterms:isVersionOf": "urn:isbn:9783161484100"},
    ]


def test_books_of_one_file_name_are_told_apart(package: Metadata) -> None:
    def identifier(title: str, fields: str = "") -> str:
        (found,) = package(f"---\ntitle: {title}\nlanguage: en\n{fields}---\n\nText.").dublin_core("identifier")
        return found

    assert identifier("One") != identifier("Two")
    assert identifier("One", "publisher: A clinic\n") == identifier("One, mended", "publisher: A clinic\n")
    assert identifier("One", "publisher: A clinic\n") != identifier("One", "publisher: Another\n")


def test_languages_of_whole_parts_follow_that_of_the_book(package: Metadata) -> None:
    text = "A [mot]{lang=fr}.\n\n::: {lang=de}\nEin Absatz.\n:::\n\n## حساء {lang=ar}\n\nText.\n\n::: {lang=DE}\nNoch einer.\n:::"
    assert package(text, language="en-GB").dublin_core("language") == ["en-GB", "de", "ar"]


def test_a_control_character_costs_no_entry(write: Callable[..., Path], tmp_path: Path) -> None:
    source = write("Text.")
    reading = read_source(source)
    metadata = msgspec.structs.replace(reading.document.metadata, publisher="A\x0bB", subjects=("one\x00", "two"))
    document = msgspec.structs.replace(reading.document, metadata=metadata)
    book = empty_book()
    add_metadata(book, make_edition("standard", document), "a")
    assert [value for value, _ in book.get_metadata("DC", "publisher")] == ["AB"]
    assert [value for value, _ in book.get_metadata("DC", "subject")] == ["one", "two"]


@pytest.mark.java
def test_epubcheck_takes_every_kind_of_entry(write: Callable[..., Path], tmp_path: Path) -> None:
    fields = (
        "subtitle: B\nidentifier: 10.1000/182\nseries: {name: C, number: '1.2'}\nsubjects: [d]\nlicence: CC0\n"
        "contributors: [{name: E, role: nurse}, {name: F, role: editor and translator}]\n"
    )
    source = write(HEAD.format(language="de", fields=fields, text="::: {lang=fr}\nMot.\n:::\n\n![A dot](moving.gif)"))
    frames = [Picture.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(source.parent / "moving.gif", save_all=True, append_images=frames[1:])
    for output in (PRESETS["epub"], Output(name="easy", backend="epub", edition="plain")):
        made = make_from(read_source(source), source, output, tmp_path / output.name)
        assert problems(made.path) == []


def empty_book() -> EpubBook:
    book = EpubBook()
    book.metadata.clear()
    return book


# What the content says

TEXT_ONLY = (["textual"], ["textual"])
DESCRIBED = (["textual", "visual"], ["textual", "textual,visual"])
UNDESCRIBED = (["textual", "visual"], ["textual,visual"])


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("Text.", TEXT_ONLY),
        ("![](dot.svg){decorative}", TEXT_ONLY),
        ("$x^2$", TEXT_ONLY),
        ("![A dot](dot.svg)", DESCRIBED),
        ("Text ![a dot](dot.svg) in it.", DESCRIBED),
        ("A note.[^1]\n\n[^1]: A ![dot](dot.svg).", DESCRIBED),
        ("A note.[^1]\n\n[^1]: A ![](dot.svg).", UNDESCRIBED),
        ("| a | b |\n|---|---|\n| ![](dot.svg) | c |", UNDESCRIBED),
        ("## A ![](dot.svg) heading\n\nText.", UNDESCRIBED),
        ("![A dot](dot.svg)\n\n::: description\nA ![](dot.svg).\n:::", UNDESCRIBED),
        ("![A dot](dot.svg) and ![](dot.svg)", UNDESCRIBED),
    ],
)
def test_access_modes(text: str, modes: tuple[list[str], list[str]], package: Metadata) -> None:
    book = package(text)
    assert (book.values("schema:accessMode"), book.values("schema:accessModeSufficient")) == modes
    assert ("alternativeText" in book.values("schema:accessibilityFeature")) == (modes is not UNDESCRIBED)
    assert ("Some pictures have no text alternative." in book.summary) == (modes is UNDESCRIBED)
    assert ("Every picture has a text alternative." in book.summary) == (modes is DESCRIBED)


def test_a_cover_is_not_needed_to_read_the_book(package: Metadata) -> None:
    book = package(fields="cover: dot.svg\ncover-alt: A dot\n")
    assert book.values("schema:accessMode") == ["textual"]
    assert "picture" not in book.summary


@pytest.mark.parametrize(
    ("text", "features", "sentence"),
    [
        ("Text.", set(), "The book has a table of contents."),
        ("## A heading\n\nText.", {"structuralNavigation"}, "headings by which one can move."),
        ("$x^2$", {"MathML", "describedMath"}, "Formulas are MathML with a text alternative."),
        ("[$x^2$]{lang=tlh} and $y$", {"MathML"}, "Formulas are MathML; some have no text alternative."),
        ("A note.[^1]\n\n[^1]: It says $y$.", {"MathML", "describedMath"}, "Formulas are MathML with"),
        ("![A dot](dot.svg)\n\n::: description\nRound.\n:::", {"longDescription"}, "Some pictures have a longer"),
        ("[<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>]{lang=ja}", {"rubyAnnotations"}, ""),
        ("<ruby>base<rp>(</rp><rt>reading</rt><rp>)</rp></ruby>", {"rubyAnnotations"}, ""),
    ],
)
def test_features(text: str, features: set[str], sentence: str, package: Metadata) -> None:
    book = package(text)
    always = {"tableOfContents", "readingOrder", "displayTransformability", "ARIA", "alternativeText"}
    found = book.values("schema:accessibilityFeature")
    assert set(found) == always | features
    assert len(found) == len(set(found))
    assert sentence in book.summary
    assert any('role="doc-toc"' in page for page in book.pages)


def test_the_torture_article_claims_nothing_that_is_not_so(make: Callable[..., Made]) -> None:
    book = Package(make(CLONE / "tests/data/torture/torture.md", "epub").path)
    assert book.values("schema:accessMode") == ["textual", "visual"]
    features = set(book.values("schema:accessibilityFeature"))
    assert features == {
        "tableOfContents",
        "readingOrder",
        "displayTransformability",
        "ARIA",
        "structuralNavigation",
        "alternativeText",
        "longDescription",
        "MathML",
        "describedMath",
        "rubyAnnotations",
    }
    assert all("alttext=" in page for page in book.pages if "<math" in page)
    for never in ("dcterms:conformsTo", "a11y:certifiedBy", "a11y:pageBreakSource", "schema:accessibilityAPI"):
        assert book.values(never) == []


@pytest.mark.parametrize(
    ("picture", "hazard"),
    [
        ("dot.svg", "none"),
        ("still.gif", "none"),
        ("moving.gif", "unknown"),
        ("moving.png", "unknown"),
        ("moving.svg", "unknown"),
    ],
)
def test_a_picture_that_moves_may_flash(picture: str, hazard: str, package: Metadata) -> None:
    for book in (package(f"![A dot]({picture})"), package(fields=f"cover: {picture}\n")):
        assert book.values("schema:accessibilityHazard") == [hazard]
        assert ("A picture moves" in book.summary) == (hazard == "unknown")


@pytest.mark.parametrize(
    ("text", "sufficient"),
    [
        ("Text.", ["textual", "auditory"]),
        ("![A dot](dot.svg) and $x$", ["textual", "auditory", "textual,visual"]),
        ("![](dot.svg)", ["textual,visual"]),
        ("[$x^2$]{lang=tlh}", ["textual"]),
    ],
)
def test_a_book_that_is_read_along(text: str, sufficient: list[str], write: Callable[..., Path]) -> None:
    source = write(text)
    (source.parent / "dot.svg").write_text(DOT)
    edition = edition_of(read_source(source).document, "standard", lambda finding: None)
    book = empty_book()
    add_metadata(book, edition, "a", read_along=True)
    found: dict[str, list[str]] = {}
    for value, attributes in book.get_metadata("OPF", "meta"):
        found.setdefault(attributes["property"], []).append(value)
    assert "auditory" not in found["schema:accessMode"]
    assert found["schema:accessModeSufficient"] == sufficient
    assert "synchronizedAudioText" in found["schema:accessibilityFeature"]
    assert "A computer voice reads the book aloud" in found["schema:accessibilitySummary"][0]


def test_the_summary_is_in_the_language_of_the_book_or_says_which_it_is_in(package: Metadata) -> None:
    arabic = package("نص.\n\n![نقطة](dot.svg)", language="ar")
    assert "لكل صورة نص بديل." in arabic.summary
    assert not set("abcdefghijklmnopqrstuvwxyz") & set(arabic.summary.lower())
    german = package("Text.", language="de")
    (element,) = german.root.xpath("//opf:meta[@property='schema:accessibilitySummary']", namespaces=NAMES)
    assert element.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert element.text.endswith("Nobody has certified it.")
    assert package().summary.endswith("Nobody has certified it.")


def test_an_output_may_have_an_identifier_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").write_text(
        '[outputs.sold]\nbackend = "epub"\noptions = {identifier = "978-1-86197-876-9"}\n'
        '[outputs.wrong]\nbackend = "epub"\noptions = {identifier = "978-1-86197-876-8"}\n'
    )
    source = tmp_path / "a.md"
    source.write_text("---\ntitle: A\nlanguage: en\nidentifier: 978-3-16-148410-0\n---\n\nText.\n")
    result = publish.build(source, to=["epub", "sold"])
    identifiers = [Package(artifact.path).dublin_core("identifier") for artifact in result.artifacts]
    assert identifiers == [["urn:isbn:9783161484100"], ["urn:isbn:9781861978769"]]
    for artifact, printed in zip(result.artifacts, ("978-3-16-148410-0", "978-1-86197-876-9"), strict=True):
        with zipfile.ZipFile(artifact.path) as entries:
            assert f">{printed}</bdi>" in entries.read("EPUB/appendix.xhtml").decode()
    refused = publish.build(source, to=["wrong"])
    assert refused.failed
    assert ["no ISBN" in finding.message for finding in refused.findings] == [True]
