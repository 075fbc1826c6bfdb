"""The MP3 file: its sound, its chapters, and what it says about itself."""

import av
import msgspec
import numpy
import pytest
from mutagen.id3 import ID3, CTOCFlags
from mutagen.mp3 import MP3, BitrateMode
from PIL import Image as Picture

from publish.backends import Backend
from publish.backends.audio import AudioBackend, AudioOptions
from publish.content import Chapter, Utterance
from publish.findings import PublishError, Severity
from publish.speech.recording.narrate import narrate
from publish.speech.settings import NarrationSettings

from ..support.onsets import decoded
from .tone import ToneVoice


def _tag(artifact):
    return ID3(artifact.path, translate=False)


def test_it_is_a_backend():
    assert isinstance(AudioBackend(), Backend)
    assert AudioBackend().availability().usable
    assert AudioBackend().narration_settings(AudioOptions(), NarrationSettings()) == NarrationSettings()


def test_it_lasts_as_long_as_the_narration_and_sounds_where_the_cues_are(write_audio, narration):
    artifact = write_audio()
    samples, rate = decoded(artifact.path)
    assert artifact.path.name == "ketamine.mp3"
    assert artifact.media_type == "audio/mpeg"
    assert artifact.duration == narration.duration
    assert rate == 44100
    assert samples.size / rate == pytest.approx(narration.duration, abs=0.05)
    loud = numpy.abs(samples) > 0.02
    for cue in narration.cues:
        begin, end = (round(position / narration.sample_rate * rate) for position in (cue.begin, cue.end))
        assert loud[begin - 441 : begin + 441].any() and not loud[begin - 1323 : begin - 441].any()
        assert loud[end - 882 : end].any() and not loud[end + 441 : end + 1323].any()


@pytest.mark.parametrize("bitrate", [32, 64, 128])
def test_the_bit_rate_is_constant(write_audio, bitrate):
    info = MP3(write_audio(options=AudioOptions(bitrate)).path).info
    assert (info.bitrate, info.bitrate_mode) == (bitrate * 1000, BitrateMode.CBR)
    assert (info.sample_rate, info.channels) == (44100, 1)


def test_options_take_only_bit_rates_that_mp3_has():
    assert msgspec.convert({}, AudioOptions).bitrate == 64
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"bitrate": 65}, AudioOptions)


def test_chapters_have_the_titles_and_times_of_the_sections(write_audio, narration):
    tag = _tag(write_audio())
    (contents,) = tag.getall("CTOC")
    chapters = [tag[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert len(tag.getall("CHAP")) == len(chapters)
    titles = [str(chapter.sub_frames["TIT2"]) for chapter in chapters]
    assert titles == ["Ketamine", "Get help and find out more", "Words to know"]
    times = [(chapter.start_time, chapter.end_time) for chapter in chapters]
    assert times == [
        (
            round(chapter.begin * 1000 / narration.sample_rate),
            round(chapter.end * 1000 / narration.sample_rate),
        )
        for chapter in narration.chapters
    ]


def test_more_chapters_than_a_table_of_contents_takes_are_all_listed(write_audio, narration):
    chapters = tuple(Chapter(str(number), 100 * number, 100 * number + 100) for number in range(600))
    tag = _tag(write_audio(narration=msgspec.structs.replace(narration, chapters=chapters)))
    (top,) = (table for table in tag.getall("CTOC") if table.flags & CTOCFlags.TOP_LEVEL)
    listed = [name for part in top.child_element_ids for name in tag[f"CTOC:{part}"].child_element_ids]
    assert [str(tag[f"CHAP:{name}"].sub_frames["TIT2"]) for name in listed] == [chapter.title for chapter in chapters]


def test_players_that_know_ffmpeg_find_the_chapters(write_audio, narration):
    with av.open(write_audio().path) as container:
        titles = [chapter["metadata"]["title"] for chapter in container.chapters()]
    assert titles == [chapter.title for chapter in narration.chapters]


def test_the_tag_tells_what_the_article_tells_of_itself(write_audio):
    tag = _tag(write_audio())
    assert tag.version == (2, 3, 0)
    texts = {name: str(tag[name]) for name in ("TIT2", "TPE1", "TALB", "TPUB", "TYER", "TDAT", "TLAN", "TCOP")}
    assert texts == {
        "TIT2": "Ketamine",
        "TPE1": "Robin Sample, Zoë Ångström",
        "TALB": "Publish samples",
        "TPUB": "Sample library",
        "TYER": "2026",
        "TDAT": "2311",
        "TLAN": "eng",
        "TCOP": "2026 CC BY 4.0",
    }
    assert "synthetic voice (tone)" in str(tag.getall("COMM")[0])
    assert tag.getall("APIC") == []


def test_what_the_article_does_not_tell_is_left_out(write_audio):
    tag = _tag(write_audio(series=None, licence="", published=None, publisher="", authors=(), language="qq"))
    assert str(tag["TALB"]) == "Ketamine"
    assert not {"TCOP", "TYER", "TDAT", "TDRC", "TPUB", "TPE1", "TLAN"} & set(tag)


@pytest.mark.parametrize(("suffix", "media_type"), [("png", "image/png"), ("jpg", "image/jpeg")])
def test_the_cover_is_inside(write_audio, tmp_path, told, suffix, media_type):
    file = tmp_path / f"cover.{suffix}"
    Picture.new("RGB", (8, 8), "teal").save(file)
    (picture,) = _tag(write_audio(cover=file.name, cover_alt="A teal square – “plain”")).getall("APIC")
    assert (picture.mime, picture.desc, picture.type) == (media_type, "A teal square – “plain”", 3)
    assert picture.data == file.read_bytes()
    assert told == []


def test_a_cover_that_players_cannot_show_is_left_out_and_told(write_audio, tmp_path, told):
    (tmp_path / "cover.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert _tag(write_audio(cover="cover.svg")).getall("APIC") == []
    assert [(finding.rule, finding.severity) for finding in told] == [("audio-cover-unsuitable", Severity.INFORMATION)]


def test_a_cover_outside_the_project_is_refused(write_audio):
    with pytest.raises(PublishError):
        write_audio(cover="../secret.png")


def test_no_narration_is_an_error(write_audio):
    with pytest.raises(PublishError) as caught:
        write_audio(narration=None)
    assert [finding.rule for finding in caught.value.findings] == ["narration-missing"]


def test_a_tiny_narration_can_be_written(write_audio, tmp_path):
    tiny = narrate(
        [Utterance(id="a", text="Hm", language="en", pause=0.1)],
        voices=[ToneVoice(sample_rate=16000)],
        recording=tmp_path / "tiny.pcm",
        report=pytest.fail,
    )
    samples, rate = decoded(write_audio(narration=tiny).path)
    assert samples.size / rate == pytest.approx(tiny.duration, abs=0.05)
