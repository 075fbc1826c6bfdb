"""Whatever is written, each thing that can be said is said exactly once."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.building.edition import edition_of
from publish.building.reading import read_source
from publish.content import (
    Abbreviation,
    CodeBlock,
    Draft,
    Edition,
    Figure,
    MathBlock,
    Node,
    NotYetPlain,
    Sentence,
    Span,
    Standings,
    Table,
    Utterance,
    descendants,
    find,
    plain_text,
)
from publish.findings import PublishError
from publish.labels import labels
from publish.speech.script import script
from publish.speech.settings import NarrationSettings

from ..test_generated import ARTICLES, LINE

NOTES = st.builds(
    "{}[^a] {}[^b]\n\n| {}[^c] | x |\n|---|---|\n| y[^d] | {} |\n\n: Caption[^e]\n\n## Heading[^f]\n\n{}\n\n"
    "[^a]: {}[^g]\n\n[^b]: b\n\n[^c]: c\n\n[^d]: d[^a]\n\n[^e]: e\n\n[^f]: f\n\n[^g]: {}".format,
    LINE, LINE, LINE, LINE, ARTICLES, LINE, LINE,
)  # fmt: skip
SHORTHAND = re.compile(r"\b(?:eg|ie|cf|etc|vs)\b", re.IGNORECASE)


def _edition(text: str, name: str) -> Edition | None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "article.md"
        source.write_bytes(f"---\ntitle: A title\nlanguage: en\n---\n\n{text}".encode("utf-8", "surrogatepass"))
        try:
            document = read_source(source).document
        except PublishError:
            return None
    return edition_of(document, name, lambda _finding: None, Standings(drafts=True))


def _to_say(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the id and the words of everything that can be said, told from the content model alone."""
    nodes: list[Node] = [*edition.body, *edition.notes]
    unread = {head.id for table in find(nodes, Table) if table.rows for head in find([table.head], Sentence)}
    for node in descendants(nodes):
        match node:
            case Sentence() if node.id not in unread:
                yield node.id, plain_text(node)
            case Figure() if not node.image.decorative:
                yield node.image.id or node.id, node.image.alt
            case CodeBlock():
                yield node.id, node.text
            case MathBlock():
                yield node.id, node.say or node.tex


def _as_written(sentence: Sentence) -> bool:
    """Tell whether a sentence holds words alone, so that nothing in it is said otherwise than it is written."""
    words = plain_text(sentence)
    otherwise = [*find([sentence], Abbreviation), *(span for span in find([sentence], Span) if span.say)]
    letters = all(sign.isalpha() or sign in " .,!?" for sign in words)
    return letters and not SHORTHAND.search(words) and not otherwise


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _by_id(utterances: tuple[Utterance, ...]) -> dict[str, Utterance]:
    by_id = {utterance.id: utterance for utterance in utterances}
    assert len(by_id) == len(utterances)
    return by_id


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.one_of(ARTICLES, NOTES),
    name=st.sampled_from(["standard", "plain"]),
    place=st.sampled_from(["sentence", "section", "end"]),
)
def test_everything_is_said_exactly_once(text: str, name: str, place: str) -> None:
    edition = _edition(text, name)
    if edition is None:
        return
    utterances = script(edition, labels("en"), NarrationSettings(notes=place, descriptions=True))
    assert all(any(map(str.isalnum, utterance.text)) for utterance in utterances)
    by_id = _by_id(utterances)
    to_say = list(_to_say(edition))
    expected = [(identifier, words) for identifier, words in to_say if _letters(words)]
    free = {sentence.id for sentence in find([*edition.body, *edition.notes], Sentence) if _as_written(sentence)}
    for identifier, words in expected:
        utterance = by_id[identifier]
        assert " ".join(utterance.printed.split()) == " ".join(words.split())
        if identifier in free:
            assert _letters(utterance.text).endswith(_letters(words)), (utterance, words)
    notes = [note.id for note in edition.notes]
    frame = [each.id for each in utterances if each.id.startswith("publish-") and each.id not in notes]
    printed = [each.id for each in utterances if each.printed and each.id not in {*frame, *notes}]
    heads = {head.id for table in find([*edition.body, *edition.notes], Table) for head in find([table.head], Sentence)}
    assert set(printed) - heads - {identifier for identifier, _ in to_say} == set()  # “=” has words, and no letters
    assert {identifier for identifier, _ in expected} - set(printed) == set()
    assert sorted(each for each in by_id if each in notes) == sorted(notes)
    heard = " ".join(_letters(utterance.text) for utterance in utterances)
    assert all(
        _letters(plain_text(head)) in heard for head in find([*edition.body], Sentence) if head.id in heads & free
    )
    assert all(f"{node.id}-label" in by_id for node in find(edition.body, NotYetPlain))
    assert all(f"{node.id}-label" in by_id for node in find(edition.body, Draft))
