"""Books opened in a reading system: their pages, their links, and how they are read along."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pytest

from publish.validators.contrast import contrast_ratio

from .conftest import CLONE, Made, needs_tool
from .support.axe import Browser
from .support.e_book import package_of, pages_of
from .support.overlays import pars_of
from .support.reading_system import install_reading_system
from .support.tools import ToolMissing
from .support.web_server import serve
from .test_read_along import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

SOURCES = {"english": CLONE / "source/ketamine.md", "arabic": CLONE / "source/handwashing.ar.md"}
READ_ALONG = [f"{name}-epub-audio" for name in SOURCES]
BOOKS = [*(f"{name}-epub" for name in SOURCES), *READ_ALONG]

_T = TypeVar("_T")


class Clip(NamedTuple):
    page: str
    id: str
    begin: float
    end: float

    @property
    def place(self) -> tuple[str, str]:
        return self.page, self.id


class Shelf(NamedTuple):
    """A served folder with the reading system and books."""

    address: str
    folder: Path

    def book(self, name: str) -> Path:
        return self.folder / f"{name}.epub"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, make_once: Callable[..., Made]) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("shelf")
    try:
        install_reading_system(folder)
    except ToolMissing as missing:
        needs_tool(str(missing))
    for name in BOOKS:
        language, _, output = name.partition("-")
        (folder / f"{name}.epub").symlink_to(make_once(SOURCES[language], output).path)
    with serve(folder) as address:
        yield Shelf(address, folder)


@pytest.fixture
def read(browser: Browser, shelf: Shelf) -> Callable[..., Any]:
    """Open a book, do something with it as a reader would, and look whether the reading system complained."""

    def open_and_read(name: str, work: Callable[[Page], _T], *, width: int = 1000, dark: bool = False) -> _T:
        def drive(page: Page) -> _T:
            complaints: list[str] = []
            page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("requestfailed", lambda request: complaints.append(request.url))
            until(page, "typeof openBook === 'function'")
            page.evaluate(f"openBook('{name}.epub')")
            result = work(page)
            assert complaints == []
            return result

        return browser.drive(f"{shelf.address}/index.html", drive, width=width, height=760, dark=dark)

    return open_and_read


def spine(book: Path) -> list[str]:
    package = package_of(book)
    files = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    return [files[item.get("idref")] for item in package.iter("{*}itemref")]


def clips(book: Path) -> list[Clip]:
    """Return all that is spoken in a book, in order."""
    pars = pars_of(book)
    return [Clip(page, par.element.get("id"), par.begin, par.end) for page in spine(book) for par in pars[page]]


# Pages, contents and links


@pytest.mark.browser
@pytest.mark.parametrize("name", ["english-epub", "arabic-epub-audio"])
def test_keys_turn_all_pages_in_the_direction_of_the_language(
    name: str, read: Callable[..., Any], shelf: Shelf
) -> None:
    key, direction = ("ArrowLeft", -1) if name.startswith("arabic") else ("ArrowRight", 1)

    def turn(page: Page) -> list[list[int]]:
        places = [page.evaluate("place()")]
        while not page.evaluate("view.renderer.atEnd"):
            page.keyboard.press(key)
            page.evaluate("turned")
            places.append(page.evaluate("place()"))
            assert places[-1] != places[-2]
        return places

    places = read(name, turn, width=600)
    assert [file for file, _, _ in places] == sorted(file for file, _, _ in places)
    assert {file for file, _, _ in places} == set(range(len(spine(shelf.book(name)))))
    within = [(before, after) for before, after in pairwise(places) if before[0] == after[0]]
    assert within, "some files have several pages"
    assert all((after[2] - before[2]) * direction > 0 for before, after in within)


CONTENTS = """async () => {
  const entries = [];
  const flat = (items) => items.flatMap((item) => [item, ...flat(item.subitems ?? [])]);
  for (const { label, href } of flat(view.book.toc)) {
    const { anchor } = await view.goTo(href);
    const target = anchor(shown().doc) || shown().doc.body;
    const heading = target.matches("h1, h2, h3, h4, h5, h6") ? target : target.querySelector("h1, h2, h3, h4, h5, h6");
    entries.push([label, heading.textContent.trim(), isSeen(heading)]);
  }
  return entries;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("name", BOOKS)
def test_each_entry_of_the_contents_leads_to_its_heading(name: str, read: Callable[..., Any], shelf: Shelf) -> None:
    entries = read(name, lambda page: page.evaluate(CONTENTS))
    navigation = pages_of(shelf.book(name))["nav.xhtml"]
    assert len(entries) == len(navigation.xpath("//*[@id='toc']//*[local-name()='a']"))
    for label, heading, is_seen in entries:
        assert (heading, is_seen) == (label, True)


LINKS = """async () => {
  const lost = [];
  for (const section of view.book.sections) {
    for (const link of (await section.createDocument()).querySelectorAll("a[href]")) {
      const href = section.resolveHref(link.getAttribute("href"));
      if (view.book.isExternal(href)) continue;
      const target = view.resolveNavigation(href);
      const page = await view.book.sections[target?.index]?.createDocument();
      if (!page || target.anchor(page) === null) lost.push(href);
    }
  }
  return lost;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("name", BOOKS)
def test_every_link_within_the_book_leads_somewhere(name: str, read: Callable[..., Any]) -> None:
    assert read(name, lambda page: page.evaluate(LINKS)) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "file", "link", "kind", "text"),
    [
        ("english-epub-audio", "chapter-1.xhtml", "[role=doc-noteref]", "footnote", "Edward Domino"),
        ("english-epub", "chapter-2.xhtml", "[role=doc-glossref]", "definition", "A chemical that brain cells use"),
        ("arabic-epub-audio", "chapter-2.xhtml", "[role=doc-noteref]", "footnote", "منظمة الصحة العالمية"),
    ],
)
def test_notes_and_explained_words_pop_up(
    name: str, file: str, link: str, kind: str, text: str, read: Callable[..., Any], shelf: Shelf
) -> None:
    def click(page: Page) -> dict[str, str]:
        page.evaluate(f"view.goTo({spine(shelf.book(name)).index(file)})")
        page.evaluate(f'shown().doc.querySelector("{link}").click()')
        until(page, "window.poppedUp")
        return page.evaluate("poppedUp")

    popped_up = read(name, click)
    assert popped_up["type"] == kind
    assert text in popped_up["text"]


@pytest.mark.browser
def test_a_note_leads_back_to_its_place(read: Callable[..., Any]) -> None:
    def follow(page: Page) -> None:
        page.evaluate("view.goTo('EPUB/chapter-3.xhtml#publish-note-4')")
        assert page.evaluate("isSeen(shown().doc.getElementById('publish-note-4'))")
        page.evaluate("shown().doc.querySelector('#publish-note-4 [role=doc-backlink]').click()")
        until(page, "isSeen(shown().doc.getElementById('publish-note-4-ref-1'))")
        assert not page.evaluate("isSeen(shown().doc.getElementById('publish-note-4'))")

    read("english-epub", follow)


@pytest.mark.browser
@pytest.mark.parametrize(
    "title",
    [
        "Every kind of node, WITH SOME IN CAPITALS",
        "Electroencephalography and magnetoencephalography",
        "一次又一次地好好洗手，保护自己和他人",
        "How to ask about a medicine that you have been offered, and what to tell those who care for you, " * 2,
    ],
)
def test_the_title_stands_whole_within_the_frame_of_the_cover(
    title: str, browser: Browser, write: Callable[..., Path], make: Callable[..., Made], tmp_path: Path
) -> None:
    source = write(
        f"---\ntitle: {title}\nlanguage: en\npublisher: {'A publisher with a long name, ' * 3}\n---\n\nText.\n"
    )
    with zipfile.ZipFile(make(source, "epub").path) as book:
        cover = Path(book.extract("EPUB/images/cover.svg", tmp_path))
    measure = "[...document.querySelectorAll('text')].map((line) => [line.textContent, line.getBBox().x, line.getBBox().width])"
    lines = browser.drive(cover, lambda page: page.evaluate(measure))
    assert " ".join(words for words, _, _ in lines[:-1]).split() == title.split()
    assert all(left > 84 and left + width < 1516 for _, left, width in lines)


# Reading along

# What is marked, and where the sound is at that moment.
WATCH = """() => {
  window.seen = [];
  let last;
  const look = () => {
    const [element] = marked();
    if (element && element !== last) seen.push([shown().index, element.id, sound.currentTime, marked().length]);
    last = element;
  };
  const watch = (doc) => new MutationObserver(look).observe(doc, { subtree: true, attributeFilter: ["class"] });
  watch(shown().doc);
  view.addEventListener("load", ({ detail: { doc } }) => watch(doc));
}"""


@pytest.mark.browser
@pytest.mark.parametrize("name", READ_ALONG)
def test_the_mark_keeps_step_with_the_sound_and_goes_on_into_the_next_chapter(
    name: str, read: Callable[..., Any], shelf: Shelf
) -> None:
    files, spoken = spine(shelf.book(name)), clips(shelf.book(name))
    # The chapter whose first sentence takes longest, since it is marked when the page is there.
    borders = [index for index in range(3, len(spoken) - 1) if spoken[index - 1].page != spoken[index].page]
    border = max(borders, key=lambda index: spoken[index].end - spoken[index].begin)
    wanted = spoken[border - 2 : border + 2]
    file = files.index(wanted[0].page)

    def listen(page: Page) -> list[tuple[int, str, float, int]]:
        page.evaluate(f"view.goTo({file})")
        page.evaluate(WATCH)
        page.evaluate(f"view.mediaOverlay.start({file}, (_, index, items) => index === items.length - 2)")
        until(page, f"seen.some(([file, id]) => id === '{wanted[-1].id}')")
        page.evaluate("view.mediaOverlay.stop()")
        assert page.evaluate("marked().length") == 0
        return page.evaluate("seen")

    seen = read(name, listen)
    assert [(files[file], id) for file, id, _, _ in seen] == [clip.place for clip in wanted]
    for clip, (_, _, time, together) in zip(wanted, seen, strict=True):
        assert clip.begin - 0.05 <= time < clip.end, (clip, time)
        assert together == 1


# Goes from one clip to the next without playing, and tells what is marked, whether it is seen, and its colours. It begins in
# the second file, since foliate-js 1.0.1 cannot mark anything in the first: it writes `=` for `===` where it looks for it.
WALK = """async (count) => {
  const moment = () => new Promise((done) => setTimeout(done));
  const colours = (element) => {
    const { color } = getComputedStyle(element);
    let around = element;
    while (around && getComputedStyle(around).backgroundColor === "rgba(0, 0, 0, 0)") around = around.parentElement;
    return [color, around ? getComputedStyle(around).backgroundColor : ""];
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  let next;
  view.mediaOverlay.addEventListener("highlight", ({ detail }) => { next = detail.text; });
  view.book.loadBlob = () => new Blob();
  window.Audio = function () { return document.createElement("audio"); };
  view.mediaOverlay.pause();
  await view.mediaOverlay.start(1);
  const walked = [];
  while (walked.length < count) {
    for (let tries = 0; tries < 3000 && !(next && marked().some(({ id }) => next.endsWith("#" + id))); tries++) await moment();
    const [element] = marked();
    if (!element) throw new Error(`Nothing is marked for ${next}`);
    const texts = [element, ...element.querySelectorAll("*")].filter(hasText);
    walked.push({ text: next, ids: marked().map(({ id }) => id), isSeen: isSeen(element), colours: texts.map(colours),
                  frame: element.matches("img") ? getComputedStyle(element).outlineStyle : "solid" });
    next = undefined;
    view.mediaOverlay.next();
  }
  return walked;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", READ_ALONG)
def test_all_that_is_spoken_is_seen_and_can_be_read(
    name: str, dark: bool, read: Callable[..., Any], shelf: Shelf
) -> None:
    spoken = [clip for clip in clips(shelf.book(name)) if clip.page != "cover.xhtml"]
    walked = read(name, lambda page: page.evaluate(WALK, len(spoken)), dark=dark)
    assert [step["text"] for step in walked] == [f"EPUB/{clip.page}#{clip.id}" for clip in spoken]
    for clip, step in zip(spoken, walked, strict=True):
        assert (step["ids"], step["isSeen"], step["frame"]) == ([clip.id], True, "solid"), clip
        for colour, background in step["colours"]:
            assert contrast(colour, background) >= 4.5, (clip, colour, background)


def contrast(*colours: str) -> float:
    """Return the contrast ratio of two colours as browsers write them."""
    one, other = (tuple(map(int, re.findall(r"\d+", colour)[:3])) for colour in colours)
    return contrast_ratio(one, other)
