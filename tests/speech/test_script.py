"""What is said for an edition, in which order, in whose name and with which silences."""

import tempfile
from pathlib import Path

import pytest

from publish.building.reading import read_source
from publish.content import (
    Admonition,
    Cell,
    Edition,
    Figure,
    Image,
    List,
    ListItem,
    Metadata,
    Note,
    NoteReference,
    Paragraph,
    Row,
    Section,
    Table,
)
from publish.editions import make_edition
from publish.labels import labels
from publish.speech.script import script
from publish.speech.settings import NarrationSettings

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


def _script(text, **settings):
    """Return the texts of an article's script, without its frame."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "article.md"
        source.write_text(f"---\ntitle: T\nlanguage: en\n---\n\n{text}\n", encoding="utf-8")
        edition = make_edition("standard", read_source(source).document)
    utterances = script(edition, LABELS, NarrationSettings(announcements=False, **settings))
    return [utterance.text for utterance in utterances[1:]]


NOTES = """
One.[^a] Two.[^b]

## Head[^c]

| x[^d] | y |
|---|---|
| v[^e] | w |

: Caption[^f]

### Inner

Three.[^a]

[^a]: A.[^g]

[^b]: B.

[^c]: C.

[^d]: D.

[^e]: E.

[^f]: F.

[^g]: G.
"""


def test_notes_after_the_sentence():
    said = _script(NOTES, notes="sentence")
    end = "End of the note."
    assert said[:12] == ["One.", "Note 1.", "A.", end, "Note 7.", "G.", end, "Two.", "Note 2.", "B.", end, "Head"]
    assert said[12:15] == ["Note 3.", "C.", end]
    assert said[-2:] == ["Inner", "Three."]
    assert said.count("A.") == 1


def test_notes_at_the_end_of_the_section():
    assert _script(NOTES) == [
        *("One.", "Two.", "Note 1.", "A.", "Note 2.", "B.", "Note 7.", "G."),
        *(
            "Head",
            "Table: Caption",
            "x: v;",
            "y: w",
            "Note 3.",
            "C.",
            "Note 4.",
            "F.",
            "Note 5.",
            "D.",
            "Note 6.",
            "E.",
        ),
        *("Inner", "Three."),
    ]


def test_notes_at_the_end():
    said = _script(NOTES, notes="end")
    assert said[said.index("Notes") :] == [
        *(
            "Notes",
            "Note 1.",
            "A.",
            "Note 2.",
            "B.",
            "Note 3.",
            "C.",
            "Note 4.",
            "F.",
            "Note 5.",
            "D.",
            "Note 6.",
            "E.",
        ),
        *("Note 7.", "G."),
    ]


def test_a_list_inside_a_list_tells_where_it_ends():
    assert _script("1. one\n   - inner\n2. two") == [
        *("List of 2 items.", "1. one", "List of 1 item.", "inner", "End of the list.", "2. two", "End of the list."),
    ]


def test_an_item_without_words_keeps_its_number():
    assert _script("1. —\n2. two")[1:] == ["1.", "2. two"]


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "قائمة من عنصر واحد."), (2, "قائمة من عنصرين."), (3, "قائمة من 3 عناصر."), (11, "قائمة من 11 عنصرًا.")],
)
def test_the_length_of_a_list_in_arabic(number, said):
    items = tuple(ListItem((paragraph(f"p{place}", "نص"),)) for place in range(number))
    edition = Edition(name="standard", metadata=Metadata(language="ar"), body=(List(items, id="l"),))
    assert script(edition, labels("ar"))[0].text == said


def test_a_column_without_entries_is_named_once():
    assert _script("| a | b |\n|---|---|\n| 1 |  |\n| 2 |  |") == ["Table.", "Empty column: b", "a: 1", "a: 2"]


def test_the_head_of_a_row_comes_first():
    cells = (Cell(sentence("c", "once")), Cell(sentence("r", "Spray"), header=True))
    table = Table(id="t", head=row("h", "How often", "Form", header=True), rows=(Row(cells),))
    assert _said(table)[1:] == [("r", "Form: Spray;"), ("c", "How often: once")]


@pytest.mark.parametrize(
    ("descriptions", "said"),
    [
        (False, ["The written editions hold a longer description."]),
        (True, ["Description of the picture.", "Long.", "End of the description.", "Note 1.", "Because."]),
    ],
)
def test_a_long_description_is_read_on_request(descriptions, said):
    long = Paragraph((sentence("long", "Long.", NoteReference("n", 1)),), id="p")
    edition = Edition(
        name="standard",
        metadata=Metadata(language="en"),
        body=(Figure(Image("x.png", "Alt", id="i"), description=(long,), id="f"),),
        notes=(Note(1, (paragraph("because", "Because."),), id="n"),),
    )
    utterances = script(edition, LABELS, NarrationSettings(descriptions=descriptions))
    assert [utterance.text for utterance in utterances] == ["Picture: Alt", *said]


def test_an_abbreviation_is_told_in_full_once_unless_the_text_does():
    text = "The NHS.\n\nThe NHS again, and PTSD (post-traumatic stress disorder).\n\n*[NHS]: National Health Service\n"
    assert _script(f"{text}*[PTSD]: post-traumatic stress disorder") == [
        "The NHS (National Health Service).",
        "The NHS again, and PTSD (post-traumatic stress disorder).",
    ]


def test_a_word_that_is_told_to_be_said_as_a_blank_is_said_as_it_is_written():
    assert _script('Do [not]{say="  "} take $x${say=" "}.') == ["Do not take x."]


def test_what_somebody_told_how_to_say_is_said_to_the_letter():
    assert _script('Give [0.5 mg]{say="half a mg"} or $x$.') == ["Give half a mg or x."]


def test_an_announcement_leaves_the_ids_of_the_article_alone():
    section = Section(id="l-list", title=sentence("l-list", "Title"))
    assert [each for each, _ in _said(List((), id="l"), section)] == ["l-list-2", "l-list"]


def test_a_label_in_another_language_is_said_in_its_own():
    box = Admonition(kind="warning", title=sentence("t", "Attention", language="fr"), body=(), id="b")
    utterances = script(Edition(name="standard", metadata=Metadata(language="en"), body=(box,)), LABELS)
    assert [(each.text, each.language) for each in utterances] == [
        ("Warning.", "en"),
        ("Attention", "fr"),
        ("End of the warning.", "en"),
    ]


@pytest.mark.parametrize(
    ("say", "said"),
    [("KET-uh-meen", "ket-uh-meen"), ("see-AY-shun", "see-eigh-shun"), ("N M D A", "N M D A"), ("NATO", "NATO")],
)
def test_capitals_in_a_respelling_are_stress_not_letters(say, said):
    from publish.speech.lexicon import respelling

    assert respelling(say) == said
