"""Pages that are read along, driven in a real browser with keyboard and mouse."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from publish.building.reading import read_source
from publish.content import Utterance
from publish.findings import PublishError
from publish.speech.voice import Clip

from .conftest import CLONE, Made, make_from
from .speech.tone import ToneVoice
from .support.axe import Browser, violations_of
from .support.web_server import serve

if TYPE_CHECKING:
    from playwright.sync_api import Page

TORTURE = CLONE / "tests/data/torture/torture.md"
ARABIC = CLONE / "source/handwashing.ar.md"

MARKED = "[...document.querySelectorAll('[aria-current]')].map((element) => element.id)"
TIME = "document.getElementById('publish-sound').currentTime"
PAUSED = "document.getElementById('publish-sound').paused"
# What is marked, and when, as the page is painted.
WATCH = """
  window.seen = [];
  const look = () => {
    const marked = document.querySelector('[aria-current]');
    window.seen.push([document.getElementById('publish-sound').currentTime, marked ? marked.id : '']);
    requestAnimationFrame(look);
  };
  look();
"""


@pytest.fixture(scope="module")
def torture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_from(read_source(TORTURE), TORTURE, "read-along", tmp_path_factory.mktemp("torture")).path


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_from(read_source(ARABIC), ARABIC, "read-along", tmp_path_factory.mktemp("arabic")).path


def cues_of(page: Path) -> list[dict[str, Any]]:
    (script,) = etree.parse(page).xpath("//*[@id='publish-cues']")
    return json.loads(script.text)


def place(cue: dict[str, Any]) -> str:
    return cue.get("at") or cue["id"]


def until(page: Page, condition: str) -> None:
    """Wait until something holds. Playwright's own way would take an eval, which the page's policy forbids."""
    for _ in range(1200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"It never came to pass that {condition}")


def is_playing(page: Page) -> None:
    until(page, f"!{PAUSED} && {TIME} > 0")


# What lies in the page


def test_the_page_has_its_sound_beside_it_and_plays_without_scripts(torture: Path) -> None:
    assert sorted(path.name for path in torture.parent.iterdir()) == [
        "torture-read-along.html",
        "torture-read-along.mp3",
    ]
    page = etree.parse(torture)
    (sound,) = page.xpath("//*[local-name()='audio']")
    assert (sound.get("src"), sound.get("preload"), sound.get("controls")) == (
        "torture-read-along.mp3",
        "metadata",
        "controls",
    )
    assert page.xpath("//*[@class='player-controls']/@hidden")


def test_every_cue_marks_an_element_and_none_marks_a_whole_section(torture: Path) -> None:
    page = etree.parse(torture)
    for cue in cues_of(torture):
        (element,) = page.xpath(f"//*[@id='{place(cue)}']")
        assert etree.QName(element).localname not in ("section", "main", "body"), cue


def test_what_stands_nowhere_marks_its_block_or_its_neighbour(
    write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    page = make(write("{#words}\n> Quoted. {#quoted}\n\n::: warning\nTake care.\n:::\n"), "read-along").path
    places = {cue["id"]: place(cue) for cue in cues_of(page)}
    assert {identifier: at for identifier, at in places.items() if identifier != at} == {
        "publish-voice": "publish-title",
        "words-quotation": "words",
        "words-quotation-end": "words",
        "start-block-1-end": "start-block-1",
        "publish-end": "start-block-1",
    }


def test_the_same_article_gives_the_same_bytes(torture: Path, tmp_path: Path) -> None:
    made = make_from(read_source(TORTURE), TORTURE, "read-along", tmp_path / "again")
    for artifact in made.artifacts:
        assert artifact.path.read_bytes() == (torture.parent / artifact.path.name).read_bytes()


def test_the_plain_edition_is_read_along_too(make: Callable[..., Made]) -> None:
    made = make(TORTURE, "plain-read-along")
    assert made.path.name == "torture-plain-read-along.html"
    assert {cue["id"] for cue in cues_of(made.path)} >= {"publish-title", "publish-summary-1"}


def test_a_page_that_is_not_read_along_has_no_script(make: Callable[..., Made]) -> None:
    made = make(TORTURE, "html")
    assert [artifact.path.suffix for artifact in made.artifacts] == [".html"]
    assert "<script" not in made.path.read_text()


def test_a_script_of_the_project_takes_the_place_of_ours(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    source = write("Text.")
    script = write("x", "templates/html/read-along.js")
    script.write_text("document.title = 'ours' + '<&';\n")
    page = etree.parse(make(source, "read-along").path)
    assert "'<&'" in page.xpath("string(//*[local-name()='script'][last()])")
    script.write_text("document.title = '</script>';\n")
    with pytest.raises(PublishError) as caught:
        make(source, "read-along")
    assert [finding.rule for finding in caught.value.findings] == ["script-unfit"]


# How it plays


@pytest.mark.browser
@pytest.mark.parametrize("name", ["torture", "arabic"])
def test_the_mark_keeps_step_with_the_sound(browser: Browser, name: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(name)
    cues = cues_of(path)
    # Five in a row that take the least time.
    first = min(range(1, len(cues) - 5), key=lambda index: cues[index + 5]["begin"] - cues[index]["begin"])

    def listen(page: Page) -> list[tuple[float, str]]:
        page.evaluate(f"document.getElementById('publish-sound').currentTime = {cues[first]['begin']}")
        page.evaluate(WATCH)
        page.get_by_role("button").first.click()
        until(page, f"{TIME} > {cues[first + 4]['begin'] + 0.1}")
        return page.evaluate("window.seen")

    seen = browser.drive(path, listen)
    seen = [(time, marked) for time, marked in seen if time > cues[first]["begin"]]
    assert {marked for _, marked in seen} >= {place(cue) for cue in cues[first : first + 4]}
    for time, marked in seen:
        # A painting may be one or two late, and the mark comes a little early.
        spoken = {place(cue) for cue in cues for at in (time - 0.15, time + 0.05) if _is_current(cue, cues, at)}
        assert marked in spoken, (time, marked, spoken)


def _is_current(cue: dict[str, Any], cues: list[dict[str, Any]], time: float) -> bool:
    return cue is next((one for one in reversed(cues) if one["begin"] <= max(time, cues[0]["begin"])), None)


@pytest.mark.browser
def test_everything_works_by_keyboard(browser: Browser, torture: Path) -> None:
    cues = cues_of(torture)

    def drive(page: Page) -> None:
        press = page.keyboard.press
        press("Tab")  # the link that skips to the text
        press("Tab")
        press("Space")
        is_playing(page)
        until(page, "document.activeElement.textContent.trim() === 'Pause'")
        press("Escape")
        until(page, PAUSED)
        until(page, "document.activeElement.textContent.trim() === 'Play'")
        page.evaluate("document.getElementById('publish-sound').currentTime = 0")
        until(page, f"{TIME} === 0")
        press("Tab")
        press("Tab")
        press("Enter")
        press("Enter")
        assert page.evaluate(MARKED) == [place(cues[2])]
        assert page.evaluate(PAUSED), "walking through the sentences starts nothing"
        press("Shift+Tab")
        press("Enter")
        assert page.evaluate(MARKED) == [place(cues[1])]
        press("Tab")
        press("Tab")
        press("ArrowDown")
        assert page.evaluate("document.getElementById('publish-sound').playbackRate") == 1.25
        press("Shift+Tab")
        press("Shift+Tab")
        press("Shift+Tab")
        press("Enter")
        is_playing(page)
        assert page.evaluate(TIME) >= cues[1]["begin"] - 0.05

    browser.drive(torture, drive)


@pytest.mark.browser
def test_each_heading_has_a_button_that_starts_there(browser: Browser, torture: Path) -> None:
    cues = cues_of(torture)

    def drive(page: Page) -> None:
        button = page.get_by_role("button", name="Listen from here: Lists", exact=True).first
        button.focus()
        page.keyboard.press("Enter")
        is_playing(page)
        (marked,) = page.evaluate(MARKED)
        assert page.evaluate(f"document.getElementById('{marked}').textContent") == "Lists"
        (begin,) = (cue["begin"] for cue in cues if place(cue) == marked)
        assert page.evaluate(TIME) >= begin - 0.05
        stops = page.evaluate("document.querySelectorAll('main [tabindex=\"0\"], main .listen-here').length")
        assert stops < len(cues) / 3, "one stop a section, not one a sentence"

    browser.drive(torture, drive)


@pytest.mark.browser
def test_a_click_on_a_sentence_plays_from_there(browser: Browser, arabic: Path) -> None:
    cue = next(cue for cue in cues_of(arabic) if cue["id"] == "why-2")

    def drive(page: Page) -> None:
        page.locator("#why-2").click()
        is_playing(page)
        assert page.evaluate(MARKED) == ["why-2"]
        assert page.evaluate(TIME) >= cue["begin"] - 0.05

    browser.drive(arabic, drive)


class ScaleVoice(ToneVoice):
    """Says each utterance in a tone of its own, so that what is heard can be told.

    Attributes:
        frequencies: in Hz, by the id of the utterance.
    """

    def __init__(self) -> None:
        super().__init__(languages=["ar", "en"])
        self.frequencies: dict[str, float] = {}

    def speak(self, utterances: Iterable[Utterance], speed: float = 1.0) -> Iterator[Clip]:
        for utterance in utterances:
            self.frequency = self.frequencies[utterance.id] = 400 + 137 * len(self.frequencies) % 2000
            yield Clip(utterance.id, self.sound("x" * 120), self.sample_rate)


HEAR = """async () => {
  const sound = document.getElementById('publish-sound');
  if (!window.analyser) {
    const context = new AudioContext();
    window.analyser = context.createAnalyser();
    analyser.fftSize = 8192;
    context.createMediaElementSource(sound).connect(analyser);
    analyser.connect(context.destination);
    await context.resume();
  }
  await new Promise((done) => setTimeout(done, 500));
  const levels = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(levels);
  return levels.indexOf(Math.max(...levels)) * analyser.context.sampleRate / analyser.fftSize;
}"""


@pytest.mark.browser
def test_what_is_heard_after_a_click_is_the_sentence_that_is_marked(browser: Browser, tmp_path: Path) -> None:
    voice = ScaleVoice()
    made = make_from(read_source(ARABIC), ARABIC, "read-along", tmp_path / "web", voice)

    def drive(page: Page) -> None:
        for identifier in ("why-8", "start-2", "why-3"):
            page.locator(f"#{identifier}").click()
            until(page, f"JSON.stringify({MARKED}) === '[\"{identifier}\"]'")
            assert page.evaluate(HEAR) == pytest.approx(voice.frequencies[identifier], abs=8)

    # From a file no browser lets a script listen to the sound.
    with serve(made.path.parent) as address:
        browser.drive(f"{address}/{made.path.name}", drive)


@pytest.mark.browser
def test_links_selected_words_and_the_readers_wish_are_respected(browser: Browser, torture: Path) -> None:
    def drive(page: Page) -> None:
        def nothing_starts() -> None:
            page.wait_for_timeout(500)
            assert page.evaluate(PAUSED)

        sentence = page.locator("main p .sentence").first
        page.locator("main a[href='#lists']").first.click()
        assert page.evaluate("location.hash") == "#lists"
        nothing_starts()
        sentence.dblclick(position={"x": 10, "y": 10})
        assert page.evaluate("getSelection().toString().trim()")
        nothing_starts()
        page.evaluate("getSelection().removeAllRanges()")
        box = sentence.bounding_box()
        assert box
        page.mouse.move(box["x"] + 2, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(box["x"] + 150, box["y"] + 10)
        page.mouse.up()
        assert page.evaluate("getSelection().toString()")
        nothing_starts()
        page.evaluate("getSelection().removeAllRanges()")
        page.get_by_label("Click or tap a sentence").uncheck()
        sentence.click(position={"x": 10, "y": 10})
        nothing_starts()

    browser.drive(torture, drive)


@pytest.mark.browser
def test_keys_of_the_page_are_left_to_the_reader(browser: Browser, torture: Path) -> None:
    def drive(page: Page) -> None:
        page.locator("main").focus()
        page.keyboard.press("Space")
        until(page, "scrollY > 100")
        for key in ("Enter", "k", "p", "ArrowRight", "ArrowDown"):
            page.keyboard.press(key)
        page.wait_for_timeout(400)
        assert page.evaluate(PAUSED)
        assert page.evaluate("document.querySelectorAll('[aria-live], output, [role=alert]').length") == 0

    browser.drive(torture, drive)


@pytest.mark.browser
def test_the_page_follows_until_the_reader_scrolls_away(browser: Browser, torture: Path) -> None:
    in_view = """(() => {
      const box = document.querySelector('[aria-current]').getBoundingClientRect();
      return box.top >= document.querySelector('.player').getBoundingClientRect().bottom && box.top < innerHeight;
    })()"""

    def drive(page: Page) -> None:
        forward = page.locator(".player-next")
        for _ in range(20):
            forward.click()
            assert page.evaluate(in_view), "at once, since the reader wants no motion"
        page.get_by_role("button", name="Play").click()
        is_playing(page)
        page.mouse.move(640, 600)
        page.mouse.wheel(0, -20_000)
        until(page, "scrollY === 0")
        before = page.evaluate(MARKED)
        until(page, f"JSON.stringify({MARKED}) !== '{json.dumps(before, separators=(',', ':'))}'")
        assert page.evaluate("scrollY") == 0
        forward.click()
        assert page.evaluate(in_view), "asking for a sentence shows it again"

    browser.drive(torture, drive, height=700)


@pytest.mark.browser
def test_scrolling_is_smooth_only_for_those_who_do_not_mind(browser: Browser, torture: Path) -> None:
    watch = """
      window.behaviours = [];
      const original = Element.prototype.scrollIntoView;
      Element.prototype.scrollIntoView = function (options) {
        if (options && options.behavior) window.behaviours.push(options.behavior);
        original.call(this, options);
      };
    """

    def drive(page: Page) -> list[str]:
        page.evaluate(watch)
        for _ in range(15):
            page.locator(".player-next").click()
        return page.evaluate("window.behaviours")

    assert set(browser.drive(torture, drive, height=400)) == {"auto"}
    assert set(browser.drive(torture, drive, height=400, reduced_motion=False)) == {"smooth"}


@pytest.mark.browser
def test_without_scripts_the_browsers_own_player_and_all_text_are_there(browser: Browser, torture: Path) -> None:
    def drive(page: Page) -> None:
        assert page.locator("audio").is_visible()
        assert not page.locator(".player-controls").is_visible()
        assert page.locator(".listen-here").count() == 0
        assert page.get_by_text("Words before any section").is_visible()

    browser.drive(torture, drive, scripts=False)

    def drive_with_scripts(page: Page) -> None:
        assert not page.locator("audio").is_visible()
        assert page.locator(".player-controls").is_visible()

    browser.drive(torture, drive_with_scripts)


@pytest.mark.browser
def test_a_page_that_lost_its_sound_says_so(browser: Browser, torture: Path, tmp_path: Path) -> None:
    alone = Path(shutil.copy(torture, tmp_path))

    def drive(page: Page) -> None:
        page.locator(".player-problem").wait_for(state="visible")
        assert "torture-read-along.mp3" in page.locator(".player-problem").inner_text()
        assert not page.locator(".player-controls").is_visible()
        assert page.locator(".listen-here").count() == 0
        page.locator("main p .sentence").first.click()
        page.wait_for_timeout(400)
        assert page.evaluate(MARKED) == []

    browser.drive(alone, drive)


# How it looks


@pytest.mark.browser
@pytest.mark.parametrize("name", ["torture", "arabic"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(browser: Browser, name: str, dark: bool, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(name)

    def drive(page: Page) -> list[str]:
        found = [*violations_of(page)]
        page.get_by_role("button").first.click()
        is_playing(page)
        found += violations_of(page)
        page.evaluate("document.getElementById('publish-sound').pause()")
        ids = json.dumps([place(cue) for cue in cues_of(path)])
        page.evaluate(f"{ids}.forEach((id) => document.getElementById(id).setAttribute('aria-current', 'true'))")
        return [str(violation) for violation in [*found, *violations_of(page)]]

    assert browser.drive(path, drive, dark=dark) == []


@pytest.mark.browser
@pytest.mark.parametrize("name", ["torture", "arabic"])
def test_nothing_runs_off_a_narrow_screen(browser: Browser, name: str, request: pytest.FixtureRequest) -> None:
    assert browser.horizontal_overflow(request.getfixturevalue(name), 320) == 0


@pytest.mark.browser
def test_the_reader_who_chose_the_colours_sees_the_mark(browser: Browser, torture: Path) -> None:
    def drive(page: Page) -> dict[str, str]:
        page.locator(".player-next").click()
        return page.evaluate("""(() => {
          const probe = document.createElement('p');
          probe.style = 'forced-color-adjust: none; background: Mark; color: MarkText';
          document.body.append(probe);
          const [mark, wanted] = [document.querySelector('[aria-current]'), probe].map((element) => getComputedStyle(element));
          return { same: mark.backgroundColor === wanted.backgroundColor && mark.color === wanted.color,
                   frame: mark.outlineStyle };
        })()""")

    assert browser.drive(torture, drive, forced_colors=True) == {"same": True, "frame": "solid"}


@pytest.mark.browser
def test_a_small_screen_is_not_covered_by_the_player(browser: Browser, torture: Path) -> None:
    def drive(page: Page) -> str:
        return page.evaluate("getComputedStyle(document.getElementById('publish-player')).position")

    assert browser.drive(torture, drive, width=320, height=256) == "static"
