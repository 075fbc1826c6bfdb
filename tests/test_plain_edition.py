"""The plain edition: a person's plain words where there are some, the labelled original where there are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import publish
from publish.building.reading import read_source
from publish.content import NotYetPlain, Paragraph, Section, descendants, find, plain_text
from publish.editions import plain_edition, standard_edition


def words(nodes: object) -> str:
    return " | ".join(" ".join(map(plain_text, paragraph.sentences)) for paragraph in find(nodes, Paragraph))  # type: ignore[arg-type]


def test_a_plain_block_replaces_the_block_above(write: Callable[..., Path]) -> None:
    document = read_source(write("One.\n\n::: plain\nUno.\n:::\n\nTwo.\n")).document
    assert words(standard_edition(document).body) == "One. | Two."
    plain = plain_edition(document)
    assert words(plain.body) == "Uno. | Two."
    assert [words([label]) for label in find(plain.body, NotYetPlain)] == ["Two."]


def test_one_plain_block_replaces_several(write: Callable[..., Path]) -> None:
    text = 'A. {#a}\n\nB. {#b}\n\nC.\n\n::: plain {for="a b"}\nAB.\n:::\n'
    assert words(plain_edition(read_source(write(text)).document).body) == "AB. | C."


def test_a_plain_block_replaces_a_section_and_its_heading(write: Callable[..., Path]) -> None:
    text = '## Dose {#dose}\n\nLong.\n\n### Detail\n\nLonger.\n\n::: plain {for="dose"}\n## How much?\n\nShort.\n:::\n'
    (section,) = plain_edition(read_source(write(text)).document).body
    assert isinstance(section, Section)
    assert (section.id, plain_text(section.title), words([section])) == ("dose", "How much?", "Short.")


def test_the_heading_of_a_first_block_is_the_heading_of_its_section(write: Callable[..., Path]) -> None:
    text = "## Dose\n\nLong.\n\n::: plain\n## How much?\n\nShort.\n:::\n\nRest.\n"
    (section,) = plain_edition(read_source(write(text)).document).body
    assert isinstance(section, Section)
    assert plain_text(section.title) == "How much?"
    assert words([section]) == "Short. | Rest."


def test_the_heading_of_a_later_block_opens_a_section(write: Callable[..., Path]) -> None:
    text = "## Dose\n\nA.\n\nB.\n\n::: plain\n## And then?\n\nb.\n:::\n\nC.\n"
    (section,) = plain_edition(read_source(write(text)).document).body
    assert [plain_text(inner.title) for inner in find([section], Section)] == ["Dose", "And then?"]
    assert words([section]) == "A. | b. | C."


def test_omission_and_addition(write: Callable[..., Path]) -> None:
    text = 'A. {#a}\n\n::: plain {omit="a" reason="about money"}\n:::\n\nB.\n\n::: plain {added=help}\nMore.\n:::\n'
    document = read_source(write(text)).document
    assert words(plain_edition(document).body) == "B. | More."
    assert words(standard_edition(document).body) == "A. | B."


def test_part_of_a_box_can_be_plain(write: Callable[..., Path]) -> None:
    text = ":::: warning\nA.\n\n::: plain\na.\n:::\n\nB.\n::::\n"
    plain = plain_edition(read_source(write(text)).document)
    assert words(plain.body) == "a. | B."
    assert [words([label]) for label in find(plain.body, NotYetPlain)] == ["B."]


def test_notes_are_numbered_anew_and_links_out_are_undone(write: Callable[..., Path]) -> None:
    text = (
        "A.[^a] See [B](#b). {#a}\n\n::: plain\na, see [b](#b).\n:::\n\nB.[^b] {#b}\n\n[^a]: Note a.\n\n[^b]: Note b.\n"
    )
    document = read_source(write(text)).document
    assert [words([note]) for note in standard_edition(document).notes] == ["Note a.", "Note b."]
    plain = plain_edition(document)
    assert [(note.number, words([note])) for note in plain.notes] == [(1, "Note b.")]
    ids = [node.id for node in descendants([*plain.body, *plain.notes]) if node.id]
    assert len(ids) == len(set(ids))
    assert "b" in ids


def test_a_definition_can_be_plain(write: Callable[..., Path]) -> None:
    text = "Term\n: Long.\n\n  ::: plain\n  Short.\n  :::\n"
    assert words(plain_edition(read_source(write(text)).document).body) == "Short."


def test_plain_text_that_finds_no_place_is_told(write: Callable[..., Path]) -> None:
    text = '## S {#s}\n\nA.\n\n::: plain {added=tip}\nTip.\n:::\n\n::: plain {for="s"}\nShort.\n:::\n'
    findings: list[publish.Finding] = []
    assert words(plain_edition(read_source(write(text)).document, findings.append).body) == "Short."
    assert [finding.rule for finding in findings] == ["plain-unused"]
