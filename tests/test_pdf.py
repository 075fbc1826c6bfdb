"""The PDF as a reader and a validator find it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import PIL.Image
import pytest

from publish.backends.pdf.claim import settle_claim, without_claim
from publish.building.reading import read_source
from publish.validators.pdf_a import check_pdf_a
from publish.validators.pdf_ua import check_pdf_ua

from .conftest import CLONE, Made, make_from

UA_IDENTIFIER = "{http://www.aiim.org/pdfua/ns/id/}part"
IDENTIFIERS = {
    "pdfuaid:part": UA_IDENTIFIER,
    "pdfaid:part": "{http://www.aiim.org/pdfa/ns/id/}part",
    "pdfaid:conformance": "{http://www.aiim.org/pdfa/ns/id/}conformance",
}
TORTURE = CLONE / "tests/data/torture/torture.md"
SOURCES = [*sorted((CLONE / "source").glob("*.md")), TORTURE]


@pytest.mark.parametrize("output", ["pdf", "large-print"])
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_samples_claim_and_hold_pdf_ua_and_pdf_a(source: Path, output: str, tmp_path: Path) -> None:
    made = make_from(read_source(source), source, output, tmp_path / "made")
    data = made.path.read_bytes()
    assert check_pdf_ua(data) == []
    assert check_pdf_a(data) == []
    assert identifiers(data) == {"pdfuaid:part": "1", "pdfaid:part": "3", "pdfaid:conformance": "A"}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == made.artifacts[0].pages
    assert not [rule for rule in made.rules if rule.startswith("pdf-")]


def identifiers(data: bytes) -> dict[str, str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        metadata = pdf.open_metadata()
        return {name: str(metadata[key]) for name, key in IDENTIFIERS.items() if key in metadata}


def test_the_claim_is_taken_from_a_faulty_file(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    good = make(write("Text."), "pdf").path.read_bytes()
    with pikepdf.open(io.BytesIO(good)) as pdf:
        del pdf.Root.StructTreeRoot
        faulty = io.BytesIO()
        pdf.save(faulty)
    settled, findings = settle_claim(faulty.getvalue())
    assert list(dict.fromkeys(finding.rule for finding in findings)) == [
        "pdf-ua-not-claimed",
        "pdf-ua",
        "pdf-a-not-claimed",
        "pdf-a",
    ]
    assert identifiers(settled) == {}


def test_each_claim_stands_or_falls_by_itself(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    source = write("![Red.](red.jpg)\n\nText.", "cmyk/article.md")
    PIL.Image.new("CMYK", (9, 9), "red").save(source.parent / "red.jpg")
    made = make(source, "pdf")
    assert made.rules == ["pdf-a-not-claimed", "pdf-a"]
    assert identifiers(made.path.read_bytes()) == {"pdfuaid:part": "1"}
    assert check_pdf_ua(made.path.read_bytes()) == []

    source = write("![](red.svg)\n\nText.", "alt/article.md")
    (source.parent / "red.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    made = make(source, "pdf")
    assert "pdf-ua-not-claimed" in made.rules
    assert identifiers(made.path.read_bytes()) == {"pdfaid:part": "3", "pdfaid:conformance": "A"}
    assert check_pdf_a(made.path.read_bytes()) == []


def test_taking_the_claim_away_keeps_the_rest(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    good = make(write("Text."), "pdf").path.read_bytes()
    with pikepdf.open(io.BytesIO(without_claim(good))) as pdf:
        assert pdf.open_metadata()["dc:title"] == "A title"
    assert without_claim(good) == without_claim(good)


def test_an_article_whose_picture_lacks_an_alternative_claims_nothing(
    write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    source = write("![](a.svg)\n\nText.")
    (source.parent / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    made = make(source, "pdf")
    assert {"image-alt-missing", "pdf-ua-not-claimed"} <= set(made.rules)
    with pikepdf.open(made.path) as pdf:
        assert UA_IDENTIFIER not in pdf.open_metadata()


def test_a_character_without_a_font_is_named(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    made = make(write("One.\n\nA sign: \U00012000."), "pdf")
    finding = next(finding for finding in made.findings if finding.rule == "character-without-font")
    assert "U+12000" in finding.message
    assert finding.location is not None
    assert finding.location.line == 8


def test_outline_title_and_language(make: Callable[..., Made]) -> None:
    with pikepdf.open(make(TORTURE, "pdf").path) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert pdf.open_metadata()["dc:title"] == 'Every kind of node & <every> "sign"'
        with pdf.open_outline() as outline:
            (title,) = outline.root
            assert [str(item.title) for item in title.children][:2] == ["Lists", "Tables, figures and boxes"]


def test_every_font_is_embedded_and_from_a_package(make: Callable[..., Made]) -> None:
    with pikepdf.open(make(CLONE / "source/handwashing.ar.md", "pdf").path) as pdf:
        fonts = [
            obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"
        ]
        assert {str(font.FontName).partition("+")[2] for font in fonts} == {"Noto-Sans-Arabic", "Noto-Sans-Arabic-Bold"}
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_every_page_says_who_published_it_which_version_and_until_when(
    make: Callable[..., Made], text_of_pages: Callable[[Path], list[str]]
) -> None:
    pages = text_of_pages(make(CLONE / "source/ketamine.md", "pdf").path)
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert "Publish sample library · Version" in page
        assert "Review due by 23 November 2027" in page
        assert f"Page {number} of {len(pages)}" in page
