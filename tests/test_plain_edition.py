"""The plain edition: approved plain words where there are some, the labelled original or a labelled draft elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import publish
from publish.building.reading import read_source
from publish.content import (
    Document,
    Draft,
    Edition,
    Link,
    NotYetPlain,
    Paragraph,
    Section,
    Standing,
    Standings,
    Term,
    descendants,
    find,
    plain_text,
)
from publish.editions import plain_edition as edition_by_standing
from publish.editions import standard_edition, uncovered

from .conftest import Run


def plain_edition(document: Document, report: Callable[[publish.Finding], None] = lambda _finding: None) -> Edition:
    """Return the plain edition of a document whose plain blocks are all approved."""
    return edition_by_standing(document, report, Standings.all_approved(len(document.replacements)))


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


PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
FIGURE = '![A glass.](a.svg){IMAGE}\n\nCAPTION::: description\nLong. {#d}\n:::\n\n::: plain {for="d"}\nShort.\n:::\n'
OWN_WORDS = {
    "title of a box": (
        ":::: warning Contraindications\nA.\n\n::: plain\na.\n:::\n::::\n",
        "Contraindications | a.",
        ["Contraindications"],
        [("title", 6)],
    ),
    "title and text of a box": (
        ":::: warning Contraindications\nA.\n\nB.\n\n::: plain\nb.\n:::\n::::\n",
        "Contraindications | A. | b.",
        ["Contraindications | A."],
        [("title", 6), ("block", 7)],
    ),
    "box without a title": (":::: warning\nA.\n\n::: plain\na.\n:::\n::::\n", "a.", [], []),
    "caption": (FIGURE.replace("CAPTION", ": Seen.\n\n"), "Short.", ["Short."], [("caption", 6)]),
    "text alternative": (FIGURE.replace("CAPTION", ""), "Short.", ["Short."], [("caption", 6)]),
    "picture that tells nothing": (
        FIGURE.replace("CAPTION", "").replace("A glass.", "").replace("{IMAGE}", "{decorative}"),
        "Short.",
        [],
        [],
    ),
    "term": ("Dose\n: How much. {#d}\n\n::: plain {for=d}\nA lot.\n:::\n", "A lot.", [], []),
    "heading": ("## Dose\n\nA.\n\n::: plain\na.\n:::\n", "a.", [], []),
}


@pytest.mark.parametrize("name", OWN_WORDS)
def test_words_of_a_box_or_a_picture_need_a_plain_version_too(name: str, write: Callable[..., Path]) -> None:
    text, written, labelled, parts = OWN_WORDS[name]
    article = write(text.replace("{IMAGE}", ""))
    article.with_name("a.svg").write_text(PICTURE)
    document = read_source(article).document
    plain = plain_edition(document)
    assert words(plain.body) == written
    assert [words([label]) for label in find(plain.body, NotYetPlain)] == labelled
    assert [(part.part, part.location and part.location.line) for part in uncovered(document)] == parts


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


def test_plain_text_that_finds_no_place_is_told(write: Callable[..., Path], run: Callable[..., Run]) -> None:
    text = '## S {#s}\n\nA.\n\n::: plain {added=tip}\nTip.\n:::\n\n::: plain {for="s"}\nShort.\n:::\n'
    source = write(text)
    assert words(plain_edition(read_source(source).document).body) == "Short."
    for command in (["check", source], ["build", source, "--to", "html,plain"]):
        result = run(*command, cwd=source.parent)
        assert result.status == 1
        assert (result.out + result.err).count("error[plain-unused]") == 1


CASES = {
    "paragraph": ("One.\n\n::: plain\nUno.\n:::\n", "One.", "[draft: Uno.]"),
    "several": ('A. {#a}\n\nB. {#b}\n\n::: plain {for="a b"}\nAB.\n:::\n', "A. | B.", "[draft: AB.]"),
    "section": ('## S {#s}\n\nOne.\n\n::: plain {for="s"}\n## T\n\nUno.\n:::\n', "# S | One.", "# T | [draft_heading: Uno.]"),
    "heading of a section": ("## S\n\nOne.\n\n::: plain\n## T\n\nUno.\n:::\n", "# S | One.", "# T | [draft_heading: Uno.]"),
    "heading alone": ('## S {#s}\n\nOne.\n\n::: plain {for="s"}\n## T\n:::\n', "# S | One.", "# T | [draft_heading: ] | One."),
    "later heading": ("One.\n\nTwo.\n\n::: plain\n## T\n\nDos.\n:::\n", "One. | Two.", "One. | # T | [draft_heading: Dos.]"),
    "omission": ('One.\n\n::: plain {omit reason="r"}\n:::\n\nTwo.', "One. | Two.", "[draft_omission: ] | Two."),
    "omitted section": ('## S {#s}\n\nOne.\n\n::: plain {omit="s" reason="r"}\n:::\n', "# S | One.", "# S | [draft_omission: ]"),
    "addition": ("One.\n\n::: plain {added=tip}\nMore.\n:::\n", "One.", "One. | [draft: More.]"),
    "in a box": (":::: warning\nA.\n\n::: plain\na.\n:::\n::::\n", "A.", "[draft: a.]"),
    "two that follow": ("A.\n\n::: plain\na.\n:::\n\nB.\n\n::: plain\nb.\n:::\n", "A. | B.", "[draft: a. | b.]"),
}  # fmt: skip


def told(nodes: object) -> str:
    """Return headings, paragraphs and the labels of drafts, in order."""
    parts = []
    for node in nodes:  # type: ignore[attr-defined]
        if isinstance(node, Section):
            parts += [f"# {plain_text(node.title)}", told(node.body)]
        elif isinstance(node, Draft):
            parts.append(f"[{node.label}: {told(node.body)}]")
        elif isinstance(node, Paragraph):
            parts.append(words([node]))
        else:
            parts.append(told(node.body))
    return " | ".join(filter(None, parts))


@pytest.mark.parametrize("name", CASES)
def test_what_nobody_has_approved_is_the_original_or_a_labelled_draft(name: str, write: Callable[..., Path]) -> None:
    text, original, draft = CASES[name]
    document = read_source(write(text)).document
    findings: list[publish.Finding] = []
    edition = edition_by_standing(document, findings.append)
    assert told(edition.body) == original
    assert not edition.draft
    assert [(finding.rule, finding.severity) for finding in findings] == [("plain-not-approved", "warning")]
    drafted = edition_by_standing(document, findings.append, Standings(drafts=True))
    assert told(drafted.body) == draft
    assert drafted.draft
    assert findings[1].rule == "plain-draft"


def test_one_block_can_be_approved_and_the_next_not(write: Callable[..., Path]) -> None:
    document = read_source(write("A.\n\n::: plain\na.\n:::\n\nB.\n\n::: plain\nb.\n:::\n")).document
    standings = Standings(replacements=(Standing.APPROVED, Standing.STALE))
    assert told(edition_by_standing(document, standings=standings).body) == "a. | B."
    standings = Standings(replacements=(Standing.APPROVED, Standing.STALE), drafts=True)
    assert told(edition_by_standing(document, standings=standings).body) == "a. | [draft_stale: b.]"


def test_title_and_main_points_need_approval_too(write: Callable[..., Path]) -> None:
    text = "---\ntitle: Long\nlanguage: en\nplain-title: Short\nplain-summary: [One.]\n---\n\nText.\n"
    document = read_source(write(text)).document
    findings: list[publish.Finding] = []
    edition = edition_by_standing(document, findings.append)
    assert (edition.metadata.title, edition.summary, edition.summary_label) == ("Long", (), "")
    assert "2 plain-language texts are not approved (front matter)" in findings[0].message
    edition = edition_by_standing(document, standings=Standings(drafts=True))
    assert (edition.metadata.title, edition.summary, edition.summary_label) == ("Short", ("One.",), "draft")
    edition = plain_edition(document)
    assert (edition.metadata.title, edition.summary, edition.summary_label) == ("Short", ("One.",), "")
    assert not edition.draft


def test_a_link_leads_to_the_draft_of_the_place(write: Callable[..., Path]) -> None:
    document = read_source(write("See [b](#b).\n\nB. {#b}\n\n::: plain\nb.\n:::\n")).document
    edition = edition_by_standing(document, standings=Standings(drafts=True))
    (draft,) = find(edition.body, Draft)
    assert draft.body[0].id == "b"


def test_a_word_is_explained_where_it_first_stands_in_plain_text(write: Callable[..., Path]) -> None:
    path = write("A dehydrated man.\n\n::: plain\nA man is dehydrated.\n:::\n\nDehydrated still.\n")
    (path.parent / "glossary.yaml").write_text("- {term: dehydrated, definition: Without water.}\n")
    document = read_source(path).document
    plain, standard = plain_edition(document), standard_edition(document)
    assert [term.text for term in find(plain.body, Term)] == ["dehydrated"]
    assert [term.text for term in find(standard.body, Term)] == ["dehydrated"]
    assert [entry.term for entry in plain.glossary] == ["dehydrated"]


SECTIONS = '## A\n\nA. {{#a}}\n\n## B\n\nB. {{#b}}\n\n## C\n\nC. {{#c}}\n\n{}::: plain {{for="b a c"}}\n{}abc.\n:::\n'


@pytest.mark.parametrize(
    ("rest", "heading", "expected"),
    [
        ("", "## All three\n\n", "# All three | abc."),
        ("", "", "# A | abc."),
        ("More.\n\n", "## All three\n\n", "# All three | abc. | # C | More."),
    ],
)
def test_a_heading_for_several_sections_stands_once(
    rest: str, heading: str, expected: str, write: Callable[..., Path]
) -> None:
    document = read_source(write(SECTIONS.format(rest, heading))).document
    edition = plain_edition(document)
    assert told(edition.body) == expected
    ids = [node.id for node in descendants(edition.body) if node.id]
    assert len(ids) == len(set(ids))


# An article, and where each of the links in its plain edition leads; "" where it leads nowhere, and that is told.
LINKS = {
    "to each block that one text stands for": ('[x](#a) [x](#b) [x](#c)\n\n' + SECTIONS.format("", ""), ["a", "a", "a"]),
    "to a section that it stands for": ('[x](#d)\n\n## D {#d}\n\nD.\n\n## E {#e}\n\nE.\n\n::: plain {for="d e"}\nde.\n:::\n', ["d"]),
    "to the second section": ('[x](#e)\n\n## D {#d}\n\nD.\n\n## E {#e}\n\nE.\n\n::: plain {for="d e"}\nde.\n:::\n', ["d"]),
    "into what is replaced": ('[x](#w)\n\nSome [words]{#w}. {#d}\n\n::: plain\nd.\n:::\n', ["d"]),
    "to a section that lost its text": ('[x](#d)\n\n## C\n\nC. {#c}\n\n## D {#d}\n\nD. {#b}\n\n::: plain {for="c b"}\ncb.\n:::\n', ["c"]),
    "to a heading that opens a section": ('[x](#d)\n\nC.\n\nD. {#d}\n\n::: plain\n## D\n\nd.\n:::\n', ["d"]),
    "to a place with an id of its own": ('[x](#d)\n\nD. {#d}\n\n::: plain\nd. {#own}\n:::\n', ["own"]),
    "to what is left out": ('[x](#d)\n\nD. {#d}\n\n::: plain {omit reason="r"}\n:::\n', [""]),
    "to a section that is left out": ('[x](#d)\n\n## D {#d}\n\nD.\n\n::: plain {omit="d" reason="r"}\n:::\n', [""]),
    "to what no edition has": ("[x](#nowhere)\n", []),
}  # fmt: skip


@pytest.mark.parametrize("name", LINKS)
def test_a_link_leads_to_what_stands_there_or_is_told(name: str, write: Callable[..., Path]) -> None:
    text, targets = LINKS[name]
    findings: list[publish.Finding] = []
    edition = plain_edition(read_source(write(text)).document, findings.append)
    assert [link.target for link in find(edition.body, Link)] == [f"#{target}" for target in targets if target]
    lost = [finding for finding in findings if finding.rule == "link-lost"]
    assert len(lost) == targets.count("")
    assert all(finding.location and finding.location.line == 6 for finding in lost)


def test_a_release_holds_no_dead_link(write: Callable[..., Path], run: Callable[..., Run]) -> None:
    text = 'See [below](#d).\n\n::: plain\nSee [below](#d).\n:::\n\nD. {#d}\n\n::: plain {omit reason="r"}\n:::\n'
    article = write(text)
    (article.parent / "publish.toml").write_text('[gates]\nreview-date-missing = "off"\n')
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert "warning[link-lost]" in run("build", article, "--to", "plain").err
    done = run("build", article, "--to", "plain", "--release")
    assert done.status == 1
    assert "error[link-lost]: The plain edition has no place “#d”" in done.err
    assert run("build", article, "--to", "html", "--release").status == 0
