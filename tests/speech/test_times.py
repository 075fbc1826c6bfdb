"""When sentences sound: what WebVTT, pages and chapters say, held against the decoded sound."""

import json

import av
import pytest
from lxml import etree
from mutagen.id3 import ID3

from publish.backends.audio import AudioOptions
from publish.building.reading import read_source
from publish.content import Cue, Narration, Utterance
from publish.speech.recording.narrate import narrate

from ..conftest import CLONE, make_from
from ..support.axe import Browser
from ..support.onsets import decoded, onset, times_of_webvtt
from ..support.tools import ToolMissing
from .tone import ToneVoice

TOLERANCE = 0.05  # seconds
SOURCES = [CLONE / "source/handwashing.ar.md", CLONE / "tests/data/torture/torture.md"]


@pytest.fixture(scope="module", params=SOURCES, ids=lambda source: source.stem)
def folder(request, tmp_path_factory):
    """The sound of an article as MP3, M4B and page, in tones."""
    folder = tmp_path_factory.mktemp("times") / "made"
    for output in ("audio", "audiobook", "read-along"):
        make_from(read_source(request.param), request.param, output, folder)
    return folder


@pytest.mark.parametrize(("form", "late"), [("mp3", 0.025), ("m4b", 0.023)])
def test_every_sentence_sounds_when_it_is_said_to(folder, form, late):
    (path,) = (path for path in folder.glob(f"*.{form}") if "read-along" not in path.name)
    times = times_of_webvtt(path.with_suffix(".vtt"))
    heard = {gapless: decoded(path, gapless=gapless) for gapless in (True, False)}
    over = 0.0
    for identifier, (begin, end) in times.items():
        assert onset(heard[True], begin, over) == pytest.approx(begin, abs=0.01), identifier
        # A player that does not heed what the file says of its beginning is late, always by the same.
        assert onset(heard[False], begin, over) == pytest.approx(begin + late, abs=0.01), identifier
        assert late < TOLERANCE
        over = end + 0.1


def test_pages_webvtt_and_chapters_say_the_same(folder):
    (page,) = folder.glob("*-read-along.html")
    (script,) = etree.parse(page).xpath("//*[@id='publish-cues']")
    in_page = {cue["id"]: (cue["begin"], cue["end"]) for cue in json.loads(script.text)}
    for path in folder.glob("*.vtt"):
        for identifier, times in times_of_webvtt(path).items():
            assert times == pytest.approx(in_page[identifier], abs=0.0005), identifier
    (mp3,) = (path for path in folder.glob("*.mp3") if "read-along" not in path.name)
    (m4b,) = folder.glob("*.m4b")
    in_tag = sorted(chapter.start_time / 1000 for chapter in ID3(mp3).getall("CHAP"))
    with av.open(str(m4b)) as file:
        in_index = [float(chapter["start"] * chapter["time_base"]) for chapter in file.chapters()]
    assert in_tag == pytest.approx(in_index, abs=0.001)
    for begin in in_tag:
        assert min(abs(begin - sentence) for sentence, _ in in_page.values()) < TOLERANCE


def test_the_sound_of_the_page_is_that_of_the_audio_file(folder):
    sounds = [decoded(path)[0] for path in folder.glob("*.mp3")]
    assert len(sounds) == 2 and (sounds[0] == sounds[1]).all()


def test_what_is_printed_is_escaped_and_passages_have_their_language(write_audio, narration):
    cues = (
        Cue("a", 0, 100, "SpO2 < 92% & --> rising\n\nfast", "en-GB"),
        Cue("b", 200, 300, "le <mot>", "fr"),
        Cue("c", 3_723_004 * 22_050 // 1000, 3_723_005 * 22_050 // 1000, "Late.", "en-GB"),
    )
    path = write_audio(narration=Narration(**{**_fields(narration), "cues": cues}), language="en-GB").path.with_suffix(
        ".vtt"
    )
    text = path.read_text(encoding="utf-8")
    assert text.startswith("WEBVTT\n\nNOTE\nLanguage: en-GB\n")
    assert "\nSpO2 &lt; 92% &amp; --&gt; rising fast\n" in text
    assert "\n<lang fr>le &lt;mot&gt;</lang>\n" in text
    assert "\n01:02:03.004 --> 01:02:03.005\nLate.\n" in text


def _fields(narration):
    return {name: getattr(narration, name) for name in narration.__struct_fields__}


@pytest.mark.browser
def test_a_browser_reads_the_webvtt(write_audio, narration, tmp_path):
    text = write_audio(options=AudioOptions()).path.with_suffix(".vtt").read_text(encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><title>x</title><video><track default></video>")
    read = """(text) => new Promise((done) => {
      const track = document.querySelector('track');
      track.addEventListener('load', () => done([...track.track.cues].map((cue) => [cue.id, cue.startTime, cue.getCueAsHTML().textContent])));
      track.addEventListener('error', () => done('unreadable'));
      track.src = URL.createObjectURL(new Blob([text], {type: 'text/vtt'}));
      track.track.mode = 'hidden';
    })"""
    try:
        with Browser() as browser:
            cues = browser.drive(page, lambda opened: opened.evaluate(read, text))
    except ToolMissing as missing:
        pytest.skip(str(missing))
    assert [(identifier, words) for identifier, _, words in cues] == [(cue.id, cue.text) for cue in narration.cues]
    for (_, begin, _), cue in zip(cues, narration.cues, strict=True):
        assert begin == pytest.approx(cue.begin / narration.sample_rate, abs=0.001)


def test_webvtt_shows_what_is_printed_and_not_how_it_is_said(write_audio, tmp_path):
    utterances = [
        Utterance(id="dose", text="Take five milligrams.", printed="Take 5 mg.", language="en"),
        Utterance(id="dose-end", text="End of the box.", language="en"),
    ]
    narration = narrate(
        utterances,
        voices=[ToneVoice()],
        recording=tmp_path / "dose.pcm",
        report=pytest.fail,
    )
    text = write_audio(narration=narration, language="en").path.with_suffix(".vtt").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.endswith(".")][1:] == ["Take 5 mg.", "End of the box."]
