"""What was spoken once is not spoken again, and sounds the same."""

import multiprocessing
import shutil
from pathlib import Path

import msgspec
import numpy
import pytest

from publish.content import Pronunciation, Utterance
from publish.findings import Location, PublishError, Severity
from publish.speech.recording.clip_cache import ClipCache, size_of
from publish.speech.recording.narrate import narrate
from publish.speech.settings import NarrationSettings
from publish.speech.voices.piper import PiperVoice

from .tone import ToneVoice

SCRIPT = tuple(
    Utterance(id=f"s{number}", text=text, language="en", location=Location("a.md", number))
    for number, text in enumerate(["A title", "One sentence.", "Another one.", "The third of all.", "The end."])
)


def _changed(script, number, **fields):
    return (*script[:number], msgspec.structs.replace(script[number], **fields), *script[number + 1 :])


@pytest.fixture
def cache(tmp_path):
    return ClipCache(tmp_path / "cache")


@pytest.fixture
def speak(tmp_path, cache, told):
    def speak(voice, script=SCRIPT, cache=cache, progress=lambda done, total: None, **settings):
        return narrate(
            script,
            voices=[voice],
            recording=tmp_path / "a.pcm",
            report=told.append,
            progress=progress,
            settings=NarrationSettings(**settings),
            cache=cache,
        )

    return speak


@pytest.mark.parametrize("voice", [ToneVoice(), pytest.param(PiperVoice(), marks=pytest.mark.speech)])
def test_a_changed_sentence_is_the_only_one_that_is_spoken_again(speak, voice):
    assert speak(voice).spoken == len(SCRIPT)
    assert speak(voice).spoken == 0
    assert speak(voice, _changed(SCRIPT, 2, text="Quite another one.")).spoken == 1
    assert speak(voice).spoken == 0


def test_what_does_not_change_the_sound_costs_nothing(speak):
    speak(ToneVoice())
    moved = tuple(
        Utterance(
            id=f"x{number}", text=utterance.text, language="en", pause=2, chapter="New", printed="n", location=None
        )
        for number, utterance in enumerate(reversed(SCRIPT))
    )
    assert speak(ToneVoice(), moved, pauses=2).spoken == 0


@pytest.mark.parametrize("change", [{"language": "en-GB"}, {"text": "One sentence"}])
def test_what_changes_the_sound_is_spoken_again(speak, change):
    speak(ToneVoice())
    assert speak(ToneVoice(), _changed(SCRIPT, 1, **change)).spoken == 1


def test_another_voice_or_version_or_speed_speaks_everything_again(speak):
    newer = ToneVoice()
    newer.version = "2"
    for voice, speed in ((ToneVoice(), 1), (ToneVoice("other"), 1), (newer, 1), (newer, 1.25)):
        assert speak(voice, speed=speed).spoken == len(SCRIPT)
        assert speak(voice, speed=speed).spoken == 0


@pytest.mark.parametrize(("takes_phonemes", "spoken"), [(True, 1), (False, 0)])
def test_a_pronunciation_counts_for_voices_that_follow_it(speak, takes_phonemes, spoken):
    voice = ToneVoice()
    voice.takes_phonemes = takes_phonemes
    speak(voice)
    assert speak(voice, _changed(SCRIPT, 1, pronunciations=(Pronunciation(0, 3, "wʌn"),))).spoken == spoken


def test_the_same_words_are_spoken_once(speak):
    again = (*SCRIPT, msgspec.structs.replace(SCRIPT[1], id="again"))
    narration = speak(ToneVoice(), again)
    assert narration.spoken == len(SCRIPT)
    assert [cue.id for cue in narration.cues] == [utterance.id for utterance in again]
    assert narration.cues[-1].end - narration.cues[-1].begin == narration.cues[1].end - narration.cues[1].begin


@pytest.mark.parametrize("sample_rate", [16000, 22050, 24000, 48000])
def test_kept_clips_give_the_same_recording(speak, sample_rate):
    voice = ToneVoice(sample_rate=sample_rate, amplitude=0.123456789)
    without = speak(voice, cache=None).recording.read_bytes()
    fresh = speak(voice)
    assert fresh.recording.read_bytes() == without
    kept = speak(voice)
    assert (fresh.spoken, kept.spoken) == (len(SCRIPT), 0)
    assert kept.recording.read_bytes() == without
    assert msgspec.structs.replace(kept, spoken=fresh.spoken) == fresh


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-9], lambda data: b"no sound", None])
def test_a_damaged_clip_is_made_anew(speak, cache, damage):
    whole = speak(ToneVoice()).recording.read_bytes()
    path = sorted(cache.folder.rglob("*.flac"))[0]
    data = path.read_bytes()
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 4
    path.write_bytes(damage(data) if damage else flipped)
    narration = speak(ToneVoice())
    assert narration.spoken == 1
    assert narration.recording.read_bytes() == whole
    assert path.read_bytes() == data


def test_a_voice_that_fails_leaves_what_it_has_said(speak):
    with pytest.raises(PublishError) as caught:
        speak(ToneVoice(fails_at="s3"))
    first, second = caught.value.findings
    assert first.rule == "voice-unreachable"
    assert (second.rule, second.severity) == ("narration-interrupted", Severity.INFORMATION)
    assert "3 of 5" in second.message and "goes on" in second.mend
    voice = ToneVoice()
    assert speak(voice).spoken == 2
    assert [utterance.id for utterance in voice.heard] == ["s3", "s4"]


def test_a_user_who_stops_loses_nothing(speak, tmp_path, cache):
    def stop(done, total):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        speak(ToneVoice(), progress=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]
    assert not list(cache.folder.rglob("*.part"))
    assert speak(ToneVoice()).spoken == 3


def test_a_place_where_nothing_can_be_kept_is_told_once(speak, tmp_path, told):
    (tmp_path / "file").write_text("not a folder")
    narration = speak(ToneVoice(), cache=ClipCache(tmp_path / "file" / "cache"))
    assert narration.spoken == len(SCRIPT)
    assert [(finding.rule, finding.severity) for finding in told] == [("speech-not-kept", Severity.INFORMATION)]
    assert str(tmp_path) in told[0].message


def test_the_cache_may_be_deleted_at_any_time(speak, cache, told):
    speak(ToneVoice())
    whole = (
        speak(ToneVoice(), progress=lambda done, total: shutil.rmtree(cache.folder, ignore_errors=True))
    ).recording.read_bytes()
    assert speak(ToneVoice()).recording.read_bytes() == whole
    assert told == []


def test_the_clips_used_least_recently_make_room(tmp_path, speak):
    words = [f"Sentence number {number}." for number in range(30)]
    script = [Utterance(id=f"s{number}", text=text, language="en") for number, text in enumerate(words)]
    big = ClipCache(tmp_path / "all")
    speak(ToneVoice(), script, cache=big)
    limit = size_of(big.folder) // 2
    small = ClipCache(tmp_path / "half", limit)
    for number in range(0, 30, 3):
        speak(ToneVoice(), [script[0], *script[number : number + 3]], cache=small)
        assert size_of(small.folder) <= limit
    assert speak(ToneVoice(), [script[0]], cache=small).spoken == 0  # it was used all the time
    assert speak(ToneVoice(), script[1:3], cache=small).spoken == 2


def _speak_elsewhere(folder, name):
    narrate(
        SCRIPT,
        voices=[ToneVoice()],
        recording=Path(folder) / name,
        report=lambda finding: None,
        cache=ClipCache(Path(folder) / "cache"),
    )


def test_several_processes_may_share_a_cache(tmp_path, cache, speak):
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_speak_elsewhere, args=(tmp_path, f"{number}.pcm")) for number in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert len({(tmp_path / f"{number}.pcm").read_bytes() for number in range(3)}) == 1
    assert not list(cache.folder.rglob("*.part"))
    assert speak(ToneVoice()).spoken == 0


def test_a_clip_that_says_nothing_is_not_kept(speak, cache, told):
    class Mute(ToneVoice):
        def sound(self, text, speed=1.0):
            return numpy.zeros(0, numpy.float32)

    assert speak(Mute(), SCRIPT[:1]).spoken == 1
    assert speak(Mute(), SCRIPT[:1]).spoken == 1
    assert {finding.rule for finding in told} == {"utterance-silent"}
