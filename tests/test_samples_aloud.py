"""The narration of the samples, made as a user makes it, and heard by an offline recogniser."""

from __future__ import annotations

from pathlib import Path

import av
import numpy
import pytest
from mutagen.id3 import ID3
from numpy.typing import NDArray

import publish
from publish import plugins
from publish.content import Section, plain_text
from publish.editions import standard_edition
from publish.labels import labels
from publish.speech.recording.narrate import narrate
from publish.speech.script import script

from .conftest import CLONE, needs_tool
from .support import onsets
from .support.recogniser import transcribe, words_found
from .support.tools import ToolMissing

pytestmark = pytest.mark.speech
RATE = 16_000
EVERY = 3  # chapters: to hear them all takes a minute


def decoded(path: Path) -> NDArray[numpy.float32]:
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    with av.open(str(path)) as sound:
        frames = [piece for frame in sound.decode(audio=0) for piece in resampler.resample(frame)]
    return numpy.concatenate([frame.to_ndarray().reshape(-1) for frame in frames]).astype(numpy.float32)


def test_the_english_sample_says_its_words(tmp_path: Path) -> None:
    source = CLONE / "source/ketamine.md"
    result = publish.build(source, to=["audio"], output=tmp_path)
    assert result.findings == ()
    artifact = result.artifacts[0]
    samples = decoded(artifact.path)
    assert abs(len(samples) / RATE - (artifact.duration or 0)) < 0.1

    sound, over = onsets.decoded(artifact.path), 0.0
    times = onsets.times_of_webvtt(artifact.path.with_suffix(".vtt"))
    for identifier, (begin, end) in times.items():
        assert abs(onsets.onset(sound, begin, over) - begin) < 0.05, identifier
        over = end + 0.12

    edition = standard_edition(publish.read(source).document)
    titles = [plain_text(section.title) for section in edition.body if isinstance(section, Section)]
    words = labels("en")
    last = [words[name] for name in ("contacts", "glossary")]
    chapters = sorted(ID3(artifact.path).getall("CHAP"), key=lambda chapter: chapter.start_time)
    assert [chapter.sub_frames["TIT2"].text[0] for chapter in chapters] == [edition.metadata.title, *titles, *last]

    utterances = publish.script(source).script.utterances
    for chapter in chapters[::EVERY]:
        begin, end = chapter.start_time / 1000, chapter.end_time / 1000
        said = " ".join(each.text for each in utterances if begin <= times[each.id][0] < end)
        try:
            heard = transcribe(samples[int(begin * RATE) : int(end * RATE)], RATE)
        except ToolMissing as missing:
            needs_tool(str(missing))
        assert words_found(said, heard) >= 0.9, chapter.sub_frames["TIT2"].text[0]


def test_every_utterance_of_the_arabic_sample_sounds(tmp_path: Path) -> None:
    edition = standard_edition(publish.read(CLONE / "source/handwashing.ar.md").document)
    voices = [plugins.create("publish.voices", name) for name in ("piper", "espeak")]
    findings: list[publish.Finding] = []
    utterances = script(edition, labels("ar"))
    narration = narrate(
        utterances,
        voices=voices,
        recording=tmp_path / "recording",
        report=findings.append,
    )
    assert findings == []
    assert [cue.id for cue in narration.cues] == [utterance.id for utterance in utterances]
    sound = numpy.fromfile(narration.recording, "<i2").astype(numpy.float32) / 32768
    for cue in narration.cues:
        assert cue.end - cue.begin > narration.sample_rate * 0.15, cue
        assert numpy.sqrt(numpy.mean(sound[cue.begin : cue.end] ** 2)) > 0.01, cue
