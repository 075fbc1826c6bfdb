"""The recording holds what its cues and chapters say, to the sample."""

import itertools

import numpy
import pytest

from publish.content import Utterance
from publish.findings import Location, PublishError, Severity
from publish.speech.recording.narrate import narrate

from .tone import ToneVoice

SCRIPT = (
    Utterance(id="title", text="A title", language="en", pause=1.2, chapter="A title"),
    Utterance(id="one", text="The first sentence of all.", language="en"),
    Utterance(id="two", text="A second one.", language="en-GB", pause=2.0),
    Utterance(id="head", text="Next", language="en", pause=1.0, chapter="Next (chapter)"),
    Utterance(id="three", text="The last sentence.", language="en", pause=0.7),
)


@pytest.fixture
def speak(tmp_path, told):
    def speak(*voices, script=SCRIPT, **more):
        return narrate(script, voices=voices, recording=tmp_path / "a.pcm", report=told.append, **more)

    return speak


def _sounds(narration):
    """Return where tones begin and end in a recording, in samples."""
    samples = numpy.fromfile(narration.recording, "<i2").astype(float)
    loud = numpy.flatnonzero(numpy.abs(samples) > 300)
    gaps = numpy.flatnonzero(numpy.diff(loud) > 0.05 * narration.sample_rate)
    begins = [loud[0], *loud[gaps + 1]]
    ends = [*loud[gaps], loud[-1]]
    return samples, list(zip(begins, ends, strict=True))


@pytest.mark.parametrize("rates", [(22050, 22050), (24000, 16000), (16000, 48000)])
def test_cues_are_where_the_sound_is(speak, rates):
    first, second = rates
    script = (*SCRIPT, Utterance(id="fr", text="Une phrase française.", language="fr"))
    narration = speak(ToneVoice(sample_rate=first), ToneVoice("autre", ["fr"], sample_rate=second), script=script)
    samples, sounds = _sounds(narration)
    assert narration.sample_rate == first
    assert len(samples) == narration.samples
    assert [cue.id for cue in narration.cues] == [utterance.id for utterance in script]
    tolerance = 0.01 * narration.sample_rate
    for cue, (begin, end) in zip(narration.cues, sounds, strict=True):
        assert isinstance(cue.begin, int) and isinstance(cue.end, int)
        assert abs(cue.begin - begin) <= tolerance
        assert abs(cue.end - end) <= tolerance


def test_a_cue_is_as_long_as_what_the_voice_said(speak):
    narration = speak(ToneVoice())
    for cue, utterance in zip(narration.cues, SCRIPT, strict=True):
        assert (cue.end - cue.begin) / narration.sample_rate == pytest.approx(0.02 * len(utterance.text), abs=0.01)


def test_pauses_are_kept(speak):
    narration = speak(ToneVoice())
    silences = [after.begin - before.end for before, after in itertools.pairwise(narration.cues)]
    kept = 0.03 + 0.06  # of the voice's own silence
    expected = [utterance.pause + kept for utterance in SCRIPT[:-1]]
    assert [silence / narration.sample_rate for silence in silences] == pytest.approx(expected, abs=0.01)


def test_chapters_leave_no_gap(speak):
    narration = speak(ToneVoice())
    assert [chapter.title for chapter in narration.chapters] == ["A title", "Next (chapter)"]
    assert narration.chapters[0].begin == 0
    assert narration.chapters[-1].end == narration.samples
    assert all(before.end == after.begin for before, after in itertools.pairwise(narration.chapters))
    assert narration.cues[2].end < narration.chapters[1].begin <= narration.cues[3].begin


def test_a_script_without_chapters_is_one_chapter(speak):
    narration = speak(ToneVoice(), script=SCRIPT[1:2])
    assert [(chapter.title, chapter.begin, chapter.end) for chapter in narration.chapters] == [
        ("The first sentence of all.", 0, narration.samples)
    ]


def test_quiet_and_loud_voices_come_out_equally_loud_below_the_ceiling(speak):
    script = (*SCRIPT, Utterance(id="fr", text="Une phrase française.", language="fr"))
    narration = speak(ToneVoice(amplitude=0.05), ToneVoice("autre", ["fr"], amplitude=0.9), script=script)
    samples, _ = _sounds(narration)
    peaks = [numpy.abs(samples[cue.begin : cue.end]).max() for cue in narration.cues]
    assert max(peaks) / min(peaks) < 10 ** (1 / 20)  # 1 dB
    assert max(peaks) <= 32768 * 10 ** (-1.5 / 20) + 1


def test_each_language_has_the_first_voice_that_speaks_it(speak, told):
    script = (*SCRIPT, Utterance(id="fr", text="Bonjour.", language="fr-CA"))
    english, polyglot = ToneVoice(), ToneVoice("polyglot", ["en", "fr"])
    assert speak(english, polyglot, script=script).voices == ("tone", "polyglot")
    assert [utterance.id for utterance in polyglot.heard] == ["fr"]
    assert told == []


def test_a_language_without_a_voice_is_reported_once_and_read_by_the_last_voice(speak, told):
    script = (
        *SCRIPT,
        Utterance(id="ka-1", text="გამარჯობა", language="ka", location=Location("a.md", 7)),
        Utterance(id="ka-2", text="მადლობა", language="ka"),
    )
    last = ToneVoice("last")
    narration = speak(ToneVoice(), last, script=script)
    assert [(finding.rule, finding.severity) for finding in told] == [("language-without-voice", Severity.WARNING)]
    assert "ka" in told[0].message and told[0].location == Location("a.md", 7)
    assert narration.voices == ("tone", "last")
    assert [(utterance.id, utterance.language) for utterance in last.heard] == [("ka-1", "en"), ("ka-2", "en")]
    assert [cue.language for cue in narration.cues[-2:]] == ["ka", "ka"], "what is printed stays Georgian"


def test_an_article_in_a_language_that_no_chosen_voice_speaks_is_an_error(speak):
    with pytest.raises(PublishError) as caught:
        speak(ToneVoice(languages=["en"]), script=[Utterance(id="a", text="مرحبا", language="ar")])
    assert [finding.rule for finding in caught.value.findings] == ["narration-without-voice"]


def test_an_article_may_begin_in_a_language_that_no_voice_speaks(speak, told):
    narration = speak(ToneVoice(), script=[Utterance(id="ka", text="გამარჯობა", language="ka"), *SCRIPT], language="en")
    assert len(narration.cues) == len(SCRIPT) + 1
    assert [finding.rule for finding in told] == ["language-without-voice"]


def test_a_silent_clip_is_found(speak, told):
    narration = speak(ToneVoice(silent_at="two"))
    assert [(finding.rule, finding.severity) for finding in told] == [("utterance-silent", Severity.ERROR)]
    assert "A second one." in told[0].message
    assert [cue.id for cue in narration.cues] == [utterance.id for utterance in SCRIPT]
    assert all(cue.begin < cue.end for cue in narration.cues)


def test_a_voice_that_fails_leaves_nothing_behind(speak, tmp_path):
    (tmp_path / "a.pcm").write_bytes(b"an older recording")
    with pytest.raises(PublishError, match="network"):
        speak(ToneVoice(fails_at="three"), ToneVoice("other"))
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.pcm", b"an older recording")]


def test_a_voice_that_loses_an_utterance_is_caught(speak, tmp_path):
    class Forgetful(ToneVoice):
        def speak(self, utterances, *, speed=1.0):
            return itertools.islice(super().speak(utterances), 1, None)

    with pytest.raises(PublishError) as caught:
        speak(Forgetful())
    assert [finding.rule for finding in caught.value.findings] == ["voice-out-of-order"]
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_say_is_an_error(speak):
    with pytest.raises(PublishError) as caught:
        speak(ToneVoice(), script=())
    assert [finding.rule for finding in caught.value.findings] == ["narration-empty"]


def test_progress_counts_utterances(speak):
    told = []
    speak(ToneVoice(), progress=lambda done, total: told.append((done, total)))
    assert told == [(number, len(SCRIPT)) for number in range(1, len(SCRIPT) + 1)]


def test_the_same_script_gives_the_same_bytes(speak):
    first = speak(ToneVoice())
    samples = first.recording.read_bytes()
    assert speak(ToneVoice()) == first
    assert first.recording.read_bytes() == samples
