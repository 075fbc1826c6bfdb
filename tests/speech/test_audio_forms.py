"""M4B files, and a file for each chapter."""

import av
import msgspec
import pytest
from mutagen.id3 import ID3
from mutagen.mp4 import MP4, MP4Cover
from PIL import Image as Picture

from publish.backends.audio import AudioOptions
from publish.content import Chapter

from ..support.onsets import decoded, times_of_webvtt

M4B = AudioOptions(container="m4b")
CHAPTERS = AudioOptions(tracks="chapters")


def test_an_audiobook_has_the_chapters_of_the_narration(write_audio, narration):
    artifact = write_audio(options=M4B)
    assert (artifact.path.name, artifact.media_type) == ("ketamine.m4b", "audio/mp4")
    assert artifact.path.read_bytes()[4:12] == b"ftypM4B "
    with av.open(artifact.path) as file:
        stream = file.streams.audio[0]
        assert (stream.codec_context.name, stream.rate, stream.channels) == ("aac", 44100, 1)
        assert stream.metadata["language"] == "eng"
        found = [
            (chapter["metadata"]["title"], float(chapter["start"] * chapter["time_base"]))
            for chapter in file.chapters()
        ]
    assert [title for title, _ in found] == [chapter.title for chapter in narration.chapters]
    for (_, begin), chapter in zip(found, narration.chapters, strict=True):
        assert begin == pytest.approx(chapter.begin / narration.sample_rate, abs=0.001)


def test_an_audiobook_tells_what_the_article_tells_of_itself(write_audio, tmp_path):
    Picture.new("RGB", (8, 8), "teal").save(tmp_path / "cover.png")
    file = MP4(write_audio(options=M4B, cover="cover.png").path)
    texts = {item: file[item][0] for item in ("©nam", "©ART", "©alb", "aART", "©day", "cprt", "stik")}
    assert texts == {
        "©nam": "Ketamine",
        "©ART": "Robin Sample, Zoë Ångström",
        "©alb": "Publish samples",
        "aART": "Sample library",
        "©day": "2026-11-23",
        "cprt": "2026 CC BY 4.0",
        "stik": 2,
    }
    assert "synthetic voice (tone)" in file["©cmt"][0]
    (cover,) = file["covr"]
    assert cover.imageformat == MP4Cover.FORMAT_PNG
    assert bytes(cover) == (tmp_path / "cover.png").read_bytes()


@pytest.mark.parametrize(
    "options",
    [AudioOptions(), M4B, CHAPTERS, AudioOptions(container="m4b", tracks="chapters")],
    ids=["mp3", "m4b", "chapters", "both"],
)
def test_two_runs_give_the_same_bytes(write_audio, options):
    folders = [write_audio(name, options).path.parent for name in ("one", "two")]
    one, two = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert one == two


def test_a_file_a_chapter_with_a_playlist(write_audio, narration):
    playlist = write_audio(options=CHAPTERS)
    folder = playlist.path.parent
    names = [
        "ketamine-01-ketamine",
        "ketamine-02-get-help-and-find-out-more",
        "ketamine-03-words-to-know",
    ]
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [*(f"{name}.mp3" for name in names), *(f"{name}.vtt" for name in names), "ketamine.m3u8"]
    )
    lines = playlist.path.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["#EXTM3U", "#PLAYLIST:Ketamine"]
    assert [line for line in lines if not line.startswith("#")] == [f"{name}.mp3" for name in names]
    assert playlist.duration == narration.duration
    for number, (name, chapter) in enumerate(zip(names, narration.chapters, strict=True), start=1):
        tag = ID3(folder / f"{name}.mp3", translate=False)
        assert (str(tag["TIT2"]), str(tag["TALB"]), str(tag["TRCK"])) == (chapter.title, "Ketamine", f"{number}/3")
        samples, rate = decoded(folder / f"{name}.mp3")
        assert samples.size / rate == pytest.approx((chapter.end - chapter.begin) / narration.sample_rate, abs=0.05)
    said = [identifier for name in names for identifier in times_of_webvtt(folder / f"{name}.vtt")]
    assert said == [cue.id for cue in narration.cues]


def test_names_are_ascii_in_every_script_and_sort_in_order(write_audio, narration):
    titles = ["غسل اليدين", "Dose à l’hôpital: 5 mg/kg", "../../etc/passwd", "x" * 300] * 30
    length = narration.samples // len(titles)
    chapters = tuple(Chapter(title, n * length, (n + 1) * length) for n, title in enumerate(titles))
    playlist = write_audio(options=CHAPTERS, narration=msgspec.structs.replace(narration, chapters=chapters))
    names = [line for line in playlist.path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert names == sorted(names)
    assert names[:3] == ["ketamine-001.mp3", "ketamine-002-dose-a-lhopital-5-mg-kg.mp3", "ketamine-003-etc-passwd.mp3"]
    assert all(name.isascii() and len(name) < 100 for name in names)


def test_a_bit_rate_that_the_form_does_not_have_is_refused():
    with pytest.raises(msgspec.ValidationError, match="256"):
        msgspec.convert({"container": "m4b", "bitrate": 320}, AudioOptions)
