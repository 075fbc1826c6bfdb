"""The pages in a real browser: what axe-core finds, and how they are on a narrow screen, on paper and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import publish

from .conftest import CLONE
from .support.axe import Browser

pytestmark = pytest.mark.browser
SOURCES = [*sorted((CLONE / "source").glob("*.md")), CLONE / "tests/data/torture/torture.md"]


# By how much the page is too wide, and the numbers in tables that are divided between lines.
NARROW = r"""() => {
    const divided = [];
    for (const cell of document.querySelectorAll('th, td')) {
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (walker.nextNode())
            for (const found of walker.currentNode.data.matchAll(/\d+/g)) {
                const range = document.createRange();
                range.setStart(walker.currentNode, found.index);
                range.setEnd(walker.currentNode, found.index + found[0].length);
                if (range.getClientRects().length > 1) divided.push(found[0]);
            }
    }
    return {overflow: Math.max(0, document.documentElement.scrollWidth - innerWidth), divided};
}"""
# What leads elsewhere on the page and is printed, and the descriptions that are not.
PRINTED = """() => {
    const shown = element => element.checkVisibility({contentVisibilityAuto: true}) && element.getClientRects().length;
    return {
        navigation: [...document.querySelectorAll('.skip, nav, .backlinks, .in-full')].filter(shown).map(e => e.className),
        closed: [...document.querySelectorAll('details > :not(summary)')].filter(e => !shown(e)).map(e => e.textContent),
    };
}"""
FOCUSED = """() => {
    const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
    const seen = style.outlineStyle != 'none' && parseFloat(style.outlineWidth) >= 2;
    const inside = box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0;
    return element == document.body ? null : seen && inside;
}"""


def tab_through(window: Any) -> list[int]:
    """Return the numbers of the stops that are seen; the last is that of the last stop."""
    stops: list[int] = []
    for number in range(1, 200):
        window.keyboard.press("Tab")
        seen = window.evaluate(FOCUSED)
        if seen is None:
            break
        stops += [number] if seen else []
    return stops


@pytest.fixture(scope="module", params=SOURCES, ids=lambda source: source.stem)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("pages")
    publish.build(request.param, to=["html", "plain"], output=folder, drafts=True)
    return sorted(folder.rglob("*.html"))


def test_axe_finds_nothing(browser: Browser, pages: list[Path]) -> None:
    assert len(pages) == 3
    for page in pages:
        for width, dark in ((1280, False), (320, True)):
            assert [str(violation) for violation in browser.violations(page, width=width, dark=dark)] == []


def test_nothing_runs_off_a_narrow_screen(browser: Browser, pages: list[Path]) -> None:
    for page in pages:
        seen = browser.drive(page, lambda window: window.evaluate(NARROW), width=320)
        assert seen == {"overflow": 0, "divided": []}, page.name


def test_paper_shows_the_text_and_nothing_to_find_the_way_by(browser: Browser, pages: list[Path]) -> None:
    for page in (page for page in pages if page.stem.endswith("-plain")):
        seen = browser.drive(page, lambda window: (window.emulate_media(media="print"), window.evaluate(PRINTED))[1])
        assert seen == {"navigation": [], "closed": []}, page.name


def test_no_label_is_the_last_on_a_printed_page(
    browser: Browser, pages: list[Path], text_of_pages: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    for page in (page for page in pages if page.stem.endswith("-plain")):
        browser.drive(page, lambda window: window.pdf(path=tmp_path / "printed.pdf", format="A4"))
        last = [printed.rstrip().rpartition("\n")[2].strip() for printed in text_of_pages(tmp_path / "printed.pdf")]
        labels = browser.drive(page, lambda window: window.locator(".label").all_text_contents())
        assert len(last) > 1
        assert not set(last) & set(labels)


def test_every_stop_of_the_keyboard_is_seen_without_scripts_and_in_forced_colours(
    browser: Browser, pages: list[Path]
) -> None:
    for page in (page for page in pages if page.stem.endswith("-plain")):
        stops = browser.drive(page, tab_through, width=390, height=844, forced_colors=True, scripts=False)
        assert stops == sorted(set(stops)), page.name
        assert len(stops) == stops[-1], page.name


def test_axe_finds_a_planted_fault(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><html><head><title>x</title></head><body><img src='x.png'></body></html>")
    assert {violation.id for violation in browser.violations(page)} >= {"html-has-lang", "image-alt"}
