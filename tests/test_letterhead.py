"""The letterhead of a project, and the box that leads to the other forms of an article."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

import publish

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
MASTHEAD = """
[masthead]
name = "Riverside Clinic"
logo = "logo.svg"
logo-alt = "Riverside: a wave"
address = '''
1 River Street
Sampletown'''
phone = "+44 20 7946 0000"
web = "https://clinic.example"
email = "hello@clinic.example"
"""

Build = Callable[..., tuple[Path, list[str]]]


@pytest.fixture
def build(write: Callable[..., Path], tmp_path: Path) -> Build:
    def build_article(settings: str, output: str = "pdf", head: str = "") -> tuple[Path, list[str]]:
        (tmp_path / "publish.toml").write_text(settings, encoding="utf-8")
        (tmp_path / "logo.svg").write_text(LOGO)
        source = write(f"---\ntitle: A title\nlanguage: en\n{head}---\n\nText.", "my article.md")
        result = publish.build(source, to=[output])
        return result.artifacts[0].path, [finding.rule for finding in result.findings]

    return build_article


def text_of(path: Path) -> str:
    return subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True).stdout


def alternatives_of(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return [str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]


def targets_of(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        links = (note.A for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note)
        return [str(link.URI) for link in links if "/URI" in link]


def test_the_letterhead_stands_on_the_first_page(build: Build) -> None:
    path, rules = build(MASTHEAD)
    assert rules == []
    before_title = [line.strip() for line in text_of(path).partition("A title")[0].splitlines()]
    assert before_title == [
        "Riverside Clinic",
        "1 River Street",
        "Sampletown",
        "Phone +44 20 7946 0000",
        "clinic.example",
        "hello@clinic.example",
    ]
    assert alternatives_of(path) == ["Riverside: a wave"]
    assert targets_of(path) == ["tel:+442079460000", "https://clinic.example", "mailto:hello@clinic.example"]


def test_without_a_letterhead_the_publisher_stands_at_the_top(build: Build) -> None:
    path, _ = build("", head="publisher: The publisher\n")
    assert text_of(path).startswith("The publisher\nA title")


def test_the_foot_of_the_page_names_the_clinic(build: Build) -> None:
    path, _ = build(MASTHEAD, head="version: 3\nreviewed: {by: Dr A, on: 2026-01-02, next: 2027-01-02}\n")
    assert "Riverside Clinic · Version 3 · Review due by January 2, 2027 Page 1 of 1" in text_of(path)


def test_other_forms_are_named_with_their_address_and_its_code(build: Build) -> None:
    settings = (
        'formats = ["pdf", "large-print", "epub", "plain", "audio"]\naddress = "https://clinic.example/leaflets/"'
    )
    path, rules = build(settings)
    assert rules == []
    text = text_of(path)
    assert "Also available as\nlarge print, e-book (EPUB), plain language, audio" in text
    assert "clinic.example/leaflets/my%20article/index.html" in text.replace("\n", "")
    address = "https://clinic.example/leaflets/my%20article/index.html"
    assert targets_of(path)[0] == address
    assert alternatives_of(path) == [f"QR code: {address.removeprefix('https://')}"]
    other, _ = build(settings, "large-print")
    assert "standard print, e-book (EPUB), plain language, audio" in text_of(other).replace("\n", " ")


def test_without_an_address_other_forms_are_only_named(build: Build) -> None:
    path, _ = build('formats = ["pdf", "html"]')
    assert "Also available as\nweb page" in text_of(path)
    assert alternatives_of(path) == targets_of(path) == []


@pytest.mark.parametrize("settings", ['formats = ["pdf"]', 'formats = ["pdf"]\naddress = "https://clinic.example/"'])
def test_an_article_with_one_form_promises_no_other(settings: str, build: Build) -> None:
    path, _ = build(settings)
    assert "Also available" not in text_of(path)


def test_an_article_without_a_project_promises_no_other_form(write: Callable[..., Path]) -> None:
    source = write("Text.")
    assert "Also available" not in text_of(publish.build(source, to=["pdf"]).artifacts[0].path)
    assert "Also available" not in text_of(publish.build(source, to=["pdf", "html"]).artifacts[0].path)


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ('address = "clinic.example"', "is not the address of a page"),
        ('[masthead]\nlogo = "logo.svg"\nlogo-alt = "A"', "“name”"),
        ('[masthead]\nname = "A"\nlogo = "logo.svg"', "logo-alt"),
        ('[masthead]\nname = "A"\ntelephone = "1"', "telephone"),
    ],
)
def test_a_broken_setting_is_told_with_its_file(settings: str, problem: str, write: Callable[..., Path]) -> None:
    source = write("Text.")
    (source.parent / "publish.toml").write_text(settings)
    result = publish.build(source, to=["pdf"])
    (finding,) = result.findings
    assert result.status == 2
    assert finding.rule == "project-file-broken"
    assert problem in finding.message


@pytest.mark.parametrize(
    ("logo", "rule"),
    [("../secret.svg", "file-outside-project"), ("no.svg", "file-missing"), ("publish.toml", "image-unusable")],
)
def test_a_logo_that_cannot_be_used_is_told_and_left_out(logo: str, rule: str, build: Build, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.svg").write_text(LOGO)
    path, rules = build(f'[masthead]\nname = "A"\nlogo = "{logo}"\nlogo-alt = "B"')
    assert rules == [rule]
    assert text_of(path).startswith("A\nA title")
