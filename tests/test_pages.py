"""The pages in a real browser: what axe-core finds, and whether they fit a narrow screen."""

from __future__ import annotations

from pathlib import Path

import pytest

import publish

from .conftest import CLONE
from .support.axe import Browser

pytestmark = pytest.mark.browser
SOURCES = [*sorted((CLONE / "source").glob("*.md")), CLONE / "tests/data/torture/torture.md"]


@pytest.fixture(scope="module", params=SOURCES, ids=lambda source: source.stem)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("pages")
    publish.build(request.param, to=["html", "plain"], output=folder, drafts=True)
    return sorted(folder.rglob("*.html"))


def test_axe_finds_nothing(browser: Browser, pages: list[Path]) -> None:
    assert len(pages) == 3
    for page in pages:
        for dark in (False, True):
            assert [str(violation) for violation in browser.violations(page, dark=dark)] == []


def test_nothing_runs_off_a_narrow_screen(browser: Browser, pages: list[Path]) -> None:
    for page in pages:
        assert browser.horizontal_overflow(page, 320) == 0, page.name


def test_axe_finds_a_planted_fault(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><html><head><title>x</title></head><body><img src='x.png'></body></html>")
    assert {violation.id for violation in browser.violations(page)} >= {"html-has-lang", "image-alt"}
