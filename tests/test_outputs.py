"""Builds: what is made, where it lies, and that the same article gives the same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import publish

from .conftest import CLONE, Made, Run

TORTURE = CLONE / "tests/data/torture/torture.md"


@pytest.mark.parametrize(
    ("source", "to"),
    [
        ("source/ketamine.md", "pdf,large-print,epub,html,plain"),
        ("source/handwashing.ar.md", "pdf,large-print,epub,html,plain"),
        ("tests/data/torture/torture.md", "pdf,large-print,epub,epub-audio,html,plain"),
    ],
)
def test_the_same_article_gives_the_same_bytes(source: str, to: str, tmp_path: Path) -> None:
    environments = [
        {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    ]
    for name, environment in zip("ab", environments, strict=True):
        arguments = ["build", source, "--to", to, "--voice", "espeak", "--drafts"]
        subprocess.run(
            [sys.executable, "-m", "publish", *arguments, "--output", str(tmp_path / name), "--jobs", "1"],
            cwd=CLONE,
            env={**os.environ, **environment},
            check=False,
            capture_output=True,
        )
    made = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert len(made) == 2 + len(to.split(","))
    for path in made:
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes(), path


def test_source_date_epoch_dates_the_book(
    write: Callable[..., Path], make: Callable[..., Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with zipfile.ZipFile(make(write("Text."), "epub").path) as book:
        assert "2023-11-14T22:13:20Z" in book.read("EPUB/content.opf").decode()
        assert {entry.date_time for entry in book.infolist()} == {(2023, 11, 14, 22, 13, 20)}


def test_the_table_tells_what_was_made(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write("Text.")
    result = run("build", source.name, "--to", "html,plain,large-print", cwd=source.parent)
    assert result.status == 0, result.err
    for line in ("build/article/article.html", "build/article/article-plain.html", "article-large-print.pdf"):
        assert line in result.err
    assert "Start here: build/article/index.html" in result.err


def test_the_index_leads_to_every_format_of_every_build(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write("Text.")
    run("build", source.name, "--to", "html", cwd=source.parent)
    run("build", source.name, "--to", "pdf,plain", cwd=source.parent)
    folder = source.parent / "build/article"
    page = etree.parse(folder / "index.html")
    links = page.xpath("//*[local-name()='a']/@href")
    assert links == ["article-plain.html", "article.html", "article.pdf"]
    assert all((folder / link).is_file() for link in links)
    assert "1 page" in etree.tostring(page, encoding="unicode")
    listed = json.loads((folder / "artifacts.json").read_bytes())
    assert {entry["file"] for entry in listed} == set(links)


def test_the_index_shows_parts_companions_and_nothing_that_is_gone(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    source = write("## First\n\nOne.\n\n## Second\n\nTwo.")
    (source.parent / "publish.toml").write_text(
        'voices = ["espeak"]\n[outputs.tracks]\nbackend = "audio"\noptions = {tracks = "chapters"}\n'
    )
    folder = source.parent / "build/article"

    def build() -> list[str]:
        result = run("build", source.name, "--to", "tracks,read-along,html", cwd=source.parent)
        assert result.status == 0, result.err
        page = etree.parse(folder / "index.html")
        listed = json.loads((folder / "artifacts.json").read_bytes())
        assert {entry["file"] for entry in listed} | {"index.html", "artifacts.json"} == {
            path.name for path in folder.iterdir()
        }
        assert all(entry.get("duration", 0) > 0 for entry in listed if entry["media_type"] == "audio/mpeg")
        assert page.xpath("count(//*[@class='formats']/*[local-name()='li'])") == 3
        return page.xpath("//*[local-name()='a']/@href")

    def tracks(*names: str) -> list[str]:
        return ["article-tracks.m3u8", *(f"article-tracks-{name}.mp3" for name in names)]

    pages = ["article.html", "article-read-along.html", "article-read-along.mp3"]
    assert build() == [*pages, *tracks("01-a-title", "02-first", "03-second")]
    source.write_text(source.read_text().replace("## First\n\nOne.\n\n", ""))
    assert build() == [*pages, *tracks("01-a-title", "02-second")]


def test_a_project_declares_an_output_of_its_own(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write("Text.")
    (source.parent / "publish.toml").write_text(
        '[outputs.letter]\nbackend = "pdf"\noptions = {page-size = "Letter"}\n[defaults]\npublisher = "The clinic"\n'
    )
    assert run("build", source.name, "--to", "letter", cwd=source.parent).status == 0
    assert (source.parent / "build/article/article-letter.pdf").is_file()


def test_a_template_of_the_project_takes_the_place_of_ours(
    write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    source = write("Text *here*.")
    folder = source.parent / "templates/html"
    folder.mkdir(parents=True)
    (folder / "page.css").write_text("body { color: teal }")
    assert "color: teal" in make(source).path.read_text()


def test_a_glossary_word_is_explained(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    write("- term: infusion\n  forms: [infusions]\n  definition: A slow drip.\n", "glossary.yaml")
    (Path(write("x", "publish.toml"))).write_text("")
    glossary = write("x", "glossary.yaml")
    glossary.write_text("- term: infusion\n  forms: [infusions]\n  definition: A slow drip.\n")
    page = make(write("Two infusions. Infusion again.")).path.read_text()
    assert page.count('role="doc-glossref"') == 1
    assert "A slow drip." in page


def test_publish_is_a_library(write: Callable[..., Path]) -> None:
    source = write("Text.")
    reading = publish.read(source)
    assert reading.document.metadata.title == "A title"
    result = publish.build(source, to=["html"])
    assert [artifact.path for artifact in result.artifacts] == [source.parent / "build/article/article.html"]
    assert result.status == 0


def test_numbers_stay_with_their_units(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    page = make(write("Take 5 mg for 3 days, not 7 minds.")).path.read_text()
    assert "5\u00a0mg for 3\u00a0days, not 7 minds" in page


def test_nothing_of_the_source_is_lost(make: Callable[..., Made]) -> None:
    page = etree.parse(make(TORTURE, "html").path)
    text = " ".join("".join(page.getroot().itertext()).split())
    for words in (
        "Words before any section",
        "le mot juste",
        "First term",
        "with two paragraphs",
        "a | b",
        "Doses of nothing",
        "The caption of the figure",
        "and round",
        "A box in a box.",
        "Inside another.",
        "indented code & <tags>",
        "Level six",
        "نص عربي قصير",
        "A note of a note.",
        "85258",
    ):
        assert words in text
    assert page.xpath("//*[local-name()='abbr'][@title='World Health Organization']")
    assert page.xpath("//*[@lang='fr' and @xml:lang='fr']", namespaces={"xml": "http://www.w3.org/XML/1998/namespace"})
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.xpath("//*[local-name()='a']/@href") if href.startswith("#")}
    assert targets <= set(ids)
