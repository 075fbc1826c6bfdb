"""A speech service of the user's own, against one on this machine that behaves as badly as a real one can."""

import io
import socket
import wave

import numpy
import pytest

from publish.content import Utterance
from publish.findings import PublishError
from publish.speech.recording.narrate import narrate
from publish.speech.voice import Voice
from publish.speech.voices.endpoint import EndpointVoice
from publish.speech.voices.espeak import EspeakVoice

from ..conftest import CLONE
from .speech_server import break_off_within, drip, hang, mp3, reply, serving, untrusted

SETTINGS = '[endpoint]\nurl = "{url}"\nmodel = "tts-1"\nvoice = "alloy"\nlanguages = ["en", "pt-BR"]\n'
SAMPLES = (10_000 * numpy.cos(2 * numpy.pi * 440 * numpy.arange(12_000) / 24_000)).astype("<i2")


def _wav(rate=24_000, channels=1):
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(numpy.repeat(SAMPLES, channels).tobytes())
    return file.getvalue()


GOOD = reply(body=_wav(), Content_Type="audio/wav")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """An empty home, so that the tests do not depend on the settings of who runs them."""
    folder = tmp_path / "settings"
    (folder / "publish").mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.delenv("PUBLISH_ENDPOINT_KEY", raising=False)
    monkeypatch.setattr("publish.network.service.time.sleep", lambda seconds: None)
    return folder


@pytest.fixture
def set_up(home):
    def set_up(address, more=""):
        url = address.removesuffix("/batchexecute") + "/v1"
        (home / "publish" / "voices.toml").write_text(SETTINGS.format(url=url) + more)
        return EndpointVoice()

    return set_up


def _say(voice, text="Hello.", **settings):
    return list(voice.speak([Utterance(id="a", text=text, language="en-GB")], **settings))


@pytest.fixture
def refusal(set_up):
    """Return the rule and message of the failure, and how many requests it took."""

    def refusal(*answers, more="", text="Hello."):
        with serving(*answers) as (address, service), pytest.raises(PublishError) as caught:
            _say(set_up(address, more), text)
        (finding,) = caught.value.findings
        assert "127.0.0.1" in finding.message
        assert "piper" in finding.mend
        return finding.rule, finding.message, len(service.texts)

    return refusal


def test_it_is_a_voice_and_says_where_the_text_goes(set_up):
    voice = set_up("https://speech.example.org:8443/batchexecute")
    assert isinstance(voice, Voice)
    assert voice.availability().usable and not voice.offline
    for told in (voice.notice, voice.origin, voice.version):
        assert "speech.example.org:8443" in told


def test_it_asks_as_openai_does(set_up, monkeypatch):
    monkeypatch.setenv("PUBLISH_ENDPOINT_KEY", "secret-key")
    with serving(GOOD) as (address, service):
        voice = set_up(address)
        (clip,) = _say(voice)
    ((path, headers, asked),) = service.requests
    assert path == "/v1/audio/speech"
    assert asked == {"model": "tts-1", "input": "Hello.", "voice": "alloy", "response_format": "wav"}
    assert headers["Authorization"] == "Bearer secret-key"
    assert (clip.id, clip.sample_rate, clip.samples.dtype, clip.samples.size) == ("a", 24000, "float32", 12_000)
    assert "secret-key" not in voice.version + voice.origin + voice.notice


def test_without_a_key_none_is_sent(set_up):
    with serving(GOOD) as (address, service):
        _say(set_up(address))
    assert "Authorization" not in service.requests[0][1]


@pytest.mark.parametrize(
    ("response_format", "body"),
    [("wav", _wav()), ("wav", _wav(44_100, 2)), ("mp3", mp3(0.5)), ("pcm", SAMPLES.tobytes())],
)
def test_sound_comes_in_several_forms(set_up, response_format, body):
    with serving(reply(body=body)) as (address, service):
        (clip,) = _say(set_up(address, f'response-format = "{response_format}"\n'))
    assert service.requests[0][2]["response_format"] == response_format
    assert 0.25 < len(clip.samples) / 24_000 < 0.6
    assert 0.2 < numpy.abs(clip.samples).max() < 0.4


def test_speed_is_changed_here(set_up):
    with serving(GOOD) as (address, _):
        voice = set_up(address)
        lengths = [_say(voice, speed=speed)[0].samples.size for speed in (0.5, 1.0, 2.0)]
    assert lengths == pytest.approx([24_000, 12_000, 6_000], rel=0.1)


def test_a_long_text_is_asked_for_in_pieces(set_up):
    text = "Take one tablet in the morning and another in the evening; " * 30
    long_sound = reply(body=SAMPLES.tobytes() * 60)
    with serving(long_sound) as (address, service):
        (clip,) = _say(set_up(address, 'response-format = "pcm"\n'), text)
    assert len(service.texts) == 2
    assert " ".join(service.texts) == text.strip()
    assert clip.samples.size == 2 * 60 * 12_000


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_failure_is_tried_again(set_up, status):
    with serving(reply(status), reply(status), GOOD) as (address, service):
        (clip,) = _say(set_up(address))
    assert clip.samples.size and len(service.texts) == 3


@pytest.mark.parametrize("status", [429, 500])
def test_a_lasting_failure_ends_in_an_error(refusal, status):
    rule, message, requests = refusal(reply(status))
    assert (rule, requests) == ("voice-unreachable", 4)
    assert str(status) in message


@pytest.mark.parametrize("status", [302, 400, 401, 404])
def test_a_refusal_is_not_tried_again_and_its_reason_is_told(refusal, monkeypatch, status):
    monkeypatch.setenv("PUBLISH_ENDPOINT_KEY", "secret-key")
    body = b'{"error": {"message": "The key\\n secret-key opens nothing."}}'
    rule, message, requests = refusal(reply(status, body, Location="http://127.0.0.1:1/"))
    assert (rule, requests) == ("voice-refused", 1)
    assert str(status) in message and "The key … opens nothing." in message


def test_a_slow_service_is_given_up(refusal):
    rule, message, requests = refusal(hang, more="timeout = 0.1\n")
    assert (rule, requests) == ("voice-unreachable", 4)
    assert "in time" in message


@pytest.mark.parametrize("answer", [drip, hang])
def test_the_deadline_holds_even_if_bytes_drip(refusal, answer):
    rule, message, requests = refusal(answer, more="deadline = 0.3\n")
    assert (rule, requests) == ("voice-unreachable", 1)
    assert "0.3 seconds" in message


def test_an_answer_that_breaks_off_is_asked_for_again(set_up):
    with serving(break_off_within(_wav()), GOOD) as (address, service):
        (clip,) = _say(set_up(address))
    assert clip.samples.size == 12_000 and len(service.texts) == 2


def test_an_answer_that_always_breaks_off_is_an_error(refusal):
    rule, message, _ = refusal(break_off_within(_wav()))
    assert rule == "voice-unreachable" and "broke off" in message


def _chunked(body):
    """Answer without telling the length, and close the connection early."""

    def act(handler, _):
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    return act


@pytest.mark.parametrize(
    ("answer", "more", "text"),
    [
        (reply(), "", "Hello."),
        (reply(body=_wav()[:44]), "", "Hello."),
        (_chunked(_wav()[:12_000]), "", "Hello."),
        (reply(body=b"<html>no sound</html>", Content_Type="text/html"), 'response-format = "pcm"\n', "Hello."),
        (reply(body=b'{"error": "no"}', Content_Type="application/json"), 'response-format = "pcm"\n', "Hello."),
        (reply(body=mp3(), Content_Type="audio/mpeg"), "", "Hello."),
        (reply(body=SAMPLES.tobytes()[:-1]), 'response-format = "pcm"\n', "Hello."),
        (
            reply(body=_wav()),
            "",
            "A sentence of many words that nobody could say within half a second, not even in haste.",
        ),
        (reply(body=b" " * 70_000_000), "", "Hello."),
    ],
    ids=["empty", "header only", "torn", "page", "JSON", "other format", "half a sample", "too short", "too long"],
)
def test_an_answer_without_usable_sound_is_an_error_at_once(refusal, answer, more, text):
    rule, _, requests = refusal(answer, more=more, text=text)
    assert (rule, requests) == ("voice-without-sound", 1)


def test_no_network_is_said_clearly(set_up):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(PublishError, match="no connection"):
        _say(set_up(f"http://127.0.0.1:{port}/batchexecute"))


def test_an_untrusted_certificate_is_refused(set_up, tmp_path):
    with untrusted(tmp_path) as address, pytest.raises(PublishError, match="certificate is not valid"):
        _say(set_up(address))


def test_a_narration_is_never_finished_in_another_voice(set_up, tmp_path):
    script = [Utterance(id=str(number), text="Hello.", language="en") for number in range(3)]
    folder = tmp_path / "made"
    folder.mkdir()
    with serving(GOOD, reply(500)) as (address, service), pytest.raises(PublishError, match="500"):
        narrate(
            script,
            voices=[set_up(address), EspeakVoice()],
            recording=folder / "a.pcm",
            report=pytest.fail,
        )
    assert len(service.texts) == 5
    assert list(folder.iterdir()) == []


def test_it_speaks_the_languages_that_the_user_lists(set_up):
    voice = set_up("https://example.org/batchexecute")
    assert [voice.speaks(tag) for tag in ("en", "EN-gb", "pt-br", "pt", "pt-PT", "eng", "ar", "")] == [
        True, True, True, False, False, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        (None, "No speech service is set up"),
        ("", "No speech service is set up"),
        ("[endpoint", "cannot be used"),
        ("[endpoint]\nurl = 5", "cannot be used"),
        (SETTINGS.format(url="https://example.org/v1") + 'key = "secret"', "unknown field `key`"),
        (SETTINGS.format(url="https://example.org/v1") + 'response-format = "flac"', "cannot be used"),
        (SETTINGS.format(url="http://example.org/v1"), "use https"),
        (SETTINGS.format(url="http://127.0.0.1.example.org/v1"), "use https"),
        (SETTINGS.format(url="https://me:secret@example.org/v1"), "name or password"),
        (SETTINGS.format(url="ftp://example.org/"), "no address"),
        (SETTINGS.format(url="https://[/"), "no address"),
    ],
)
def test_it_tells_what_is_wrong_with_its_settings(home, settings, reason):
    if settings is not None:
        (home / "publish" / "voices.toml").write_text(settings)
    voice = EndpointVoice()
    availability = voice.availability()
    assert reason in availability.reason and "voices.toml" in availability.mend
    assert voice.notice and voice.origin and voice.version and not voice.speaks("en")
    with pytest.raises(PublishError):
        _say(voice)


def test_a_project_file_cannot_ask_for_it(run, write, set_up):
    set_up("https://example.org/batchexecute")
    article = write("Hello.\n")
    (article.parent / "publish.toml").write_text('voices = ["endpoint"]\n')
    assert run("build", article, "--to", "audio").status == 2


def test_the_list_of_voices_tells_of_it(run):
    listed = run("formats", cwd=CLONE).out
    assert "endpoint" in listed and "kokoro" in listed
