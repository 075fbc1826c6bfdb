"""The online voice, against a service on this machine that behaves as badly as the real one can."""

import email.utils
import socket
import time

import pytest

from publish.content import Utterance
from publish.findings import PublishError
from publish.network.service import Patience
from publish.speech.recording.narrate import narrate
from publish.speech.voice import Voice
from publish.speech.voices.google import GoogleVoice

from .speech_server import break_off, drip, hang, mp3, reply, serving, sound_body, untrusted

GOOD = reply(body=sound_body(mp3(0.5)))
LONG = (
    "Call 999 (UK) or 911 (US) at once for chest pain, trouble breathing, a sudden severe headache,"
    " a sudden change in sight, a seizure, or if someone cannot be woken."
)


def _voice(endpoint, **settings):
    return GoogleVoice(endpoint, Patience(**{"timeout": 2, "deadline": 10, "interval": 0, "backoff": 0.01, **settings}))


def _say(endpoint, text="Hello.", language="en-GB", **settings):
    return list(_voice(endpoint, **settings).speak([Utterance(id="a", text=text, language=language)]))


def _rule_of(*answers, **settings):
    with serving(*answers) as (endpoint, service), pytest.raises(PublishError) as caught:
        _say(endpoint, **settings)
    (finding,) = caught.value.findings
    assert "Google" in finding.message
    assert "piper" in finding.mend
    return finding.rule, finding.message, len(service.texts)


def test_it_is_a_voice_and_says_where_the_text_goes():
    voice = GoogleVoice()
    assert isinstance(voice, Voice)
    assert voice.availability().usable
    assert not voice.offline
    assert "Google" in voice.notice


def test_a_good_answer_becomes_a_clip():
    with serving(GOOD) as (endpoint, service):
        (clip,) = _say(endpoint)
    assert (clip.id, clip.sample_rate, clip.samples.dtype) == ("a", 24000, "float32")
    assert len(clip.samples) / 24000 == pytest.approx(0.5, abs=0.1)
    assert 0.2 < abs(clip.samples).max() < 0.4
    assert (service.texts, service.languages) == (["Hello."], ["en"])


def test_a_long_sentence_is_asked_for_in_pieces_and_becomes_one_clip():
    with serving(GOOD) as (endpoint, service):
        (clip,) = _say(endpoint, LONG)
    assert " ".join(service.texts) == LONG
    assert len(service.texts) == 2
    assert len(clip.samples) / 24000 == pytest.approx(1.0, abs=0.2)


def test_a_text_with_nothing_to_say_is_not_sent():
    with serving(GOOD) as (endpoint, service):
        (clip,) = _say(endpoint, "— …")
    assert clip.samples.size == 0 and service.texts == []


@pytest.mark.parametrize(
    "answer",
    [
        reply(),
        reply(body=b"<html><body>Unusual traffic</body></html>"),
        reply(body=sound_body(b"")),
        reply(body=sound_body(b"<html>this is no sound at all</html>" * 50)),
        reply(body=b'jQ1olc","[\\"%%%\\"]'),
        reply(body=b" " * 5_000_000),
    ],
    ids=["empty", "html", "no sound", "not MP3", "not Base64", "far too long"],
)
def test_an_answer_without_sound_is_an_error_at_once(answer):
    rule, _, requests = _rule_of(answer)
    assert (rule, requests) == ("voice-without-sound", 1)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_failure_is_tried_again(status):
    with serving(reply(status), reply(status), GOOD) as (endpoint, service):
        (clip,) = _say(endpoint)
    assert clip.samples.size
    assert len(service.texts) == 3


class Clock:
    """A clock that only sleeping moves on."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds

    def monotonic(self):
        return self.now

    time = monotonic


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("publish.network.service.time", clock)
    return clock


def test_it_waits_as_long_as_the_service_asks(clock):
    date = email.utils.formatdate(clock.now + 30, usegmt=True)
    with serving(reply(429, Retry_After="7"), reply(503, Retry_After=date), GOOD) as (endpoint, _):
        _say(endpoint, deadline=90)
    assert clock.slept == [0, 7, 23]


def test_without_a_word_from_the_service_it_waits_longer_each_time(clock):
    with serving(reply(503), reply(503), reply(503), GOOD) as (endpoint, _):
        _say(endpoint, backoff=2, deadline=90)
    assert clock.slept == [0, 2, 4, 8]


def test_requests_keep_their_distance(clock):
    with serving(GOOD) as (endpoint, _):
        _say(endpoint, LONG, interval=0.75)
    assert clock.slept == [0, 0.75]


@pytest.mark.parametrize(
    "wait", ["3600", email.utils.formatdate(time.time() + 3600, usegmt=True)], ids=["seconds", "date"]
)
def test_it_gives_up_when_the_service_asks_to_wait_longer_than_the_deadline(wait):
    rule, message, requests = _rule_of(reply(429, Retry_After=wait))
    assert (rule, requests) == ("voice-unreachable", 1)
    assert "429" in message


def test_a_lasting_failure_ends_in_an_error():
    rule, message, requests = _rule_of(reply(503), attempts=3)
    assert (rule, requests) == ("voice-unreachable", 3)
    assert "503" in message


@pytest.mark.parametrize("status", [302, 403, 404])
def test_a_refusal_is_not_tried_again(status):
    rule, message, requests = _rule_of(reply(status, Location="http://127.0.0.1:1/"))
    assert (rule, requests) == ("voice-refused", 1)
    assert str(status) in message


def test_a_service_that_hangs_is_given_up():
    rule, message, requests = _rule_of(hang, timeout=0.1, attempts=2)
    assert (rule, requests) == ("voice-unreachable", 2)
    assert "in time" in message


@pytest.mark.parametrize("answer", [drip, hang])
def test_the_deadline_holds_even_if_bytes_drip(answer):
    rule, message, requests = _rule_of(answer, deadline=0.3)
    assert (rule, requests) == ("voice-unreachable", 1)
    assert "0.3 seconds" in message


def test_an_answer_that_breaks_off_is_asked_for_again():
    with serving(break_off, GOOD) as (endpoint, service):
        (clip,) = _say(endpoint)
    assert clip.samples.size
    assert len(service.texts) == 2


def test_an_answer_that_always_breaks_off_is_an_error():
    rule, message, _ = _rule_of(break_off, attempts=2)
    assert rule == "voice-unreachable"
    assert "broke off" in message


def test_no_network_is_said_clearly():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(PublishError, match="no connection"):
        _say(f"http://127.0.0.1:{port}/", attempts=2)


def test_an_untrusted_certificate_is_refused(tmp_path):
    with untrusted(tmp_path) as address, pytest.raises(PublishError, match="certificate"):
        _say(address, attempts=1)


def test_a_failure_in_the_middle_leaves_no_recording(tmp_path):
    script = [Utterance(id=name, text="Hello.", language="en") for name in "abc"]
    with serving(GOOD, reply(403)) as (endpoint, _), pytest.raises(PublishError):
        narrate(
            script,
            voices=[_voice(endpoint)],
            recording=tmp_path / "a.pcm",
            report=pytest.fail,
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "code"),
    [("en-GB", "en"), ("ar", "ar"), ("fr-CA", "fr-CA"), ("zh-Hant", "zh-TW"), ("zh-HK", "yue"), ("he", "iw")],
)
def test_languages_are_known_by_googles_names(language, code):
    assert GoogleVoice().speaks(language)
    with serving(GOOD) as (endpoint, service):
        _say(endpoint, language=language)
    assert service.languages == [code]


@pytest.mark.parametrize("language", ["", "xx", "tlh", "ka"])
def test_unknown_languages_are_not_spoken(language):
    assert not GoogleVoice().speaks(language)
