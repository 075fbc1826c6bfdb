"""What is said for an edition, in which order, in whose name and with which silences."""

from pathlib import Path

import pytest

from publish.content import Cell, Edition, Metadata, Row, Section, Table
from publish.speech.script import script

from .editions_by_hand import EVERYTHING, LABELS, paragraph, row, sentence

GOLDEN = Path(__file__).parent / "script.txt"


def _as_text(utterances):
    for utterance in utterances:
        if utterance.chapter:
            yield f"\n# {utterance.chapter}\n"
        yield f"{utterance.id} [{utterance.language}] {utterance.text} ({utterance.pause} s)\n"


def _said(*body, **metadata):
    edition = Edition(name="standard", metadata=Metadata(language="en", **metadata), body=body)
    return [(utterance.id, utterance.text) for utterance in script(edition, LABELS)]


def test_everything_in_order():
    assert "".join(_as_text(script(EVERYTHING, LABELS))) == GOLDEN.read_text(encoding="utf-8")


def test_ids_are_unique_and_no_utterance_is_empty():
    utterances = script(EVERYTHING, LABELS)
    assert len({utterance.id for utterance in utterances}) == len(utterances)
    assert all(utterance.text and utterance.language for utterance in utterances)


def test_only_top_level_sections_begin_chapters():
    chapters = [utterance.chapter for utterance in script(EVERYTHING, LABELS) if utterance.chapter]
    assert chapters == [
        "Ketamine",
        "What it is",
        "How much?",
        "Get help and find out more",
        "Words to know",
    ]


def test_an_empty_edition_says_nothing():
    assert _said() == []


def test_a_title_with_nothing_to_say_is_left_out():
    assert _said(Section(id="s", title=sentence("t", "—"), body=(paragraph("p", "Yes."),))) == [("p-1", "Yes.")]


def test_language_is_inherited_from_the_nearest_node_that_has_one():
    body = (
        Section(
            id="s",
            language="ar",
            title=sentence("t", "عنوان"),
            body=(paragraph("p", "نص"), paragraph("q", "Texte", language="fr")),
        ),
    )
    utterances = script(Edition(name="standard", metadata=Metadata(language="en"), body=body), LABELS)
    assert [utterance.language for utterance in utterances] == ["ar", "ar", "fr"]


def test_a_row_with_more_cells_than_heads_loses_none():
    table = Table(id="t", head=row("h", "Dose", header=True), rows=(row("r", "5 mg", "once"),))
    assert _said(table)[1:] == [("r-1", "Dose: 5 milligrams;"), ("r-2", "once")]


def test_a_head_in_another_language_is_said_in_its_own():
    head = Row((Cell(sentence("h", "Dose")),))
    cells = Row((Cell(sentence("c", "مرة", language="ar"), id="cell"),))
    assert _said(Table(id="t", head=head, rows=(cells,)))[1:] == [("c-head", "Dose"), ("c", "مرة")]


def test_an_id_used_twice_is_told_apart():
    assert _said(paragraph("p", "One."), paragraph("p", "Two.")) == [("p-1", "One."), ("p-1-2", "Two.")]


@pytest.mark.parametrize(
    ("say", "said"),
    [("KET-uh-meen", "ket-uh-meen"), ("see-AY-shun", "see-eigh-shun"), ("N M D A", "N M D A"), ("NATO", "NATO")],
)
def test_capitals_in_a_respelling_are_stress_not_letters(say, said):
    from publish.speech.wording import respelling

    assert respelling(say) == said
