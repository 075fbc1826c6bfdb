"""The narration script: an edition in reading order, as the things that a voice says one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from publish.content import Edition, LexiconEntry, Line, Utterance
from publish.findings import Finding
from publish.speech.script.blocks import BlockReader
from publish.speech.script.frame import FrameReader
from publish.speech.script.lines import Lines
from publish.speech.settings import NarrationSettings
from publish.speech.wording import Wording


def script(
    edition: Edition,
    labels: Mapping[str, str],
    settings: NarrationSettings | None = None,
    *,
    lexicon: Iterable[LexiconEntry] = (),
    report: Callable[[Finding], None] = lambda _finding: None,
) -> tuple[Utterance, ...]:
    """Return what is said for an edition, in reading order.

    An utterance has the id of the sentence, heading, cell, caption or picture that it speaks for. What is said but
    stands nowhere as such (announcements) has the id of its block with a suffix.

    Args:
        labels: the words that the narration adds, in the edition's language.
        settings: where notes are read, and what is left out; None means what a project without settings gets.
        lexicon: how words of the project are said.
        report: is told of what cannot be said, or can be taken in two ways.
    """
    settings = settings or NarrationSettings()
    lines = Lines(edition, Wording(edition, lexicon), labels, report)
    blocks = BlockReader(edition, lines, settings)
    frame = FrameReader(edition, lines, settings)
    frame.read_opening()
    blocks.read_body(edition.body, edition.metadata.language)
    frame.read_contacts()
    frame.read_glossary()
    blocks.read_remaining_notes()
    frame.read_closing()
    return tuple(lines.utterances)


def script_of_lines(
    lines: Iterable[Line],
    edition: Edition,
    labels: Mapping[str, str],
    *,
    lexicon: Iterable[LexiconEntry] = (),
    report: Callable[[Finding], None] = lambda _finding: None,
) -> tuple[Utterance, ...]:
    """Return what is said for lines that stand around an edition; those that have nothing to say are left out.

    Args:
        edition: whose words are said in the lines as they are said within it.
        labels: the words that the narration adds, in the edition's language.
        lexicon: how words of the project are said.
        report: is told of what cannot be said, or can be taken in two ways.
    """
    spoken = Lines(edition, Wording(edition, lexicon), labels, report)
    for line in lines:
        spoken.say_text(line.id, line.text, line.language)
    return tuple(spoken.utterances)


__all__ = ["script", "script_of_lines"]
