import msgspec
import pytest

from publish.backends import Context
from publish.backends.audio import AudioBackend, AudioOptions
from publish.gate import Gate
from publish.speech.recording.narrate import narrate
from publish.speech.script import script

from .editions_by_hand import EVERYTHING, LABELS
from .tone import ToneVoice

SHORT = msgspec.structs.replace(EVERYTHING, body=EVERYTHING.body[:1], summary=())


@pytest.fixture(scope="module")
def narration(tmp_path_factory):
    return narrate(
        script(SHORT, LABELS),
        voices=[ToneVoice(languages=["en", "fr"])],
        recording=tmp_path_factory.mktemp("narration") / "a.pcm",
        report=pytest.fail,
    )


@pytest.fixture
def write_audio(tmp_path, narration, told):
    def write(name="one", options=None, narration=narration, **metadata):
        folder = tmp_path / name
        folder.mkdir()
        edition = msgspec.structs.replace(SHORT, metadata=msgspec.structs.replace(SHORT.metadata, **metadata))
        context = Context(
            folder=folder,
            stem="ketamine",
            options=options or AudioOptions(),
            gate=Gate(tmp_path),
            report=told.append,
            narration=narration,
        )
        return AudioBackend().write(edition, context)[0]

    return write


@pytest.fixture
def told():
    """A list that stands for the user: what is reported to it can be looked up."""
    return []
