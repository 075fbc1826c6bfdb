"""What readers of the plain edition see, in each format: main points first, what is added, the way to the full text."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html
from mutagen.id3 import ID3

import publish
from publish.building.outputs import Output

from ..conftest import Made, Run

ARTICLE = """---
title: Heat
language: en
plain-title: When it is hot
plain-summary: Drink often.
contacts:
  - {name: The clinic, phone: "0123 456789"}
---

Introduction.

## Dose {#dose}

Take 200 mL.

::: plain
## How much?

Drink 200 mL.
:::

::: plain {added=tip}
A cup holds about 200 mL.
:::

## Studies {#studies}

They differ.

::: plain
They do not agree.
:::

They are small.

::: plain
## Why does that matter?

We know little.
:::
"""
ADDED = "Added here. The full article does not say this."
EPUB = Output(name="plain-epub", backend="epub", edition="plain")
Build = Callable[..., html.HtmlElement]


@pytest.fixture
def page(write: Callable[..., Path], tmp_path: Path) -> Build:
    """Build the article in a project, and return its plain page."""

    def build(settings: str = "", *, drafts: bool = True) -> html.HtmlElement:
        (tmp_path / "publish.toml").write_text(settings)
        publish.build(write(ARTICLE), to=["html", "plain"], output=tmp_path / "built", drafts=drafts)
        return html.parse(str(tmp_path / "built/article/article-plain.html")).getroot()

    return build


def test_the_main_points_come_first_and_the_contents_lead_to_help_and_words(page: Build) -> None:
    built = page()
    order = [element.get("aria-labelledby") for element in built.xpath("//section | //nav")]
    assert [place for place in order if place][:2] == ["publish-summary-heading", "publish-contents"]
    titles = [link.text_content() for link in built.xpath("//nav//a")]
    assert titles == ["How much?", "Studies", "Why does that matter?", "Get help and find out more"]
    assert all(built.get_element_by_id(link.get("href")[1:]) is not None for link in built.xpath("//nav//a"))


@pytest.mark.parametrize(
    ("settings", "before"),
    [
        ("", "article.html"),
        ('formats = ["plain", "full"]\n[outputs.full]\nbackend = "html"\n', "article-full.html"),
        ('address = "https://clinic.example/leaflets/"', "https://clinic.example/leaflets/article/article.html"),
        ('formats = ["plain", "pdf"]', None),
    ],
)
def test_each_part_leads_to_itself_in_full(settings: str, before: str | None, page: Build) -> None:
    links = [(link.get("href"), link.text_content()) for link in page(settings).xpath("//p[@class='in-full']/a")]
    titles = {"dose": "Read “How much?” in full", "studies": "Read “Studies” in full"}
    assert links == [(f"{before}#{part}", title) for part, title in titles.items() if before]


def test_the_full_page_has_what_the_links_lead_to_and_no_such_links(page: Build, tmp_path: Path) -> None:
    links = [link.get("href") for link in page().xpath("//p[@class='in-full']/a")]
    for link in links:
        file, _, part = link.partition("#")
        full = html.parse(str(tmp_path / "built/article" / file)).getroot()
        assert full.get_element_by_id(part).tag == "section"
        assert not full.xpath("//p[@class='in-full']")
    assert len(links) == 2


def test_what_is_not_yet_plain_is_there_in_full(page: Build) -> None:
    built = page(drafts=False)
    assert built.xpath("//div[@class='not-yet-plain']")
    assert not built.xpath("//p[@class='in-full']")


def test_an_article_without_a_project_promises_no_other_page(write: Callable[..., Path], tmp_path: Path) -> None:
    publish.build(write(ARTICLE), to=["plain"], output=tmp_path / "built", drafts=True)
    assert "in-full" not in (tmp_path / "built/article/article-plain.html").read_text().partition("<body")[2]


def test_what_is_added_is_labelled_in_every_format(
    write: Callable[..., Path], make: Callable[..., Made], text_of_pages: Callable[[Path], list[str]]
) -> None:
    source = write(ARTICLE)
    (box,) = html.parse(str(make(source, "plain").path)).getroot().xpath("//div[@class='added']")
    assert [line.text_content() for line in box.xpath("p")] == [ADDED, "A cup holds about 200\N{NO-BREAK SPACE}mL."]
    assert ADDED in " ".join("".join(text_of_pages(make(source, "large-print").path)).split())
    with zipfile.ZipFile(make(source, EPUB).path) as book:
        assert ADDED in book.read("EPUB/chapter-1.xhtml").decode()
    spoken = [utterance.text for utterance in publish.script(source, "plain", drafts=True).script.utterances]
    assert ADDED in spoken
    assert ADDED not in [utterance.text for utterance in publish.script(source).script.utterances]


def test_libraries_and_players_are_told_of_a_draft_by_its_title(
    write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    source = write(ARTICLE)
    with zipfile.ZipFile(make(source, EPUB).path) as book:
        package = etree.fromstring(book.read("EPUB/content.opf"))
    assert package.findtext(".//{http://purl.org/dc/elements/1.1/}title") == "When it is hot – Draft"
    tag = ID3(make(source, "plain-audio").path)
    assert (str(tag["TIT2"]), str(tag["TALB"])) == ("When it is hot – Draft",) * 2
    assert str(ID3(make(source, "audio").path)["TIT2"]) == "Heat"


@pytest.mark.parametrize("profile", ["clear-print", "large-print", "acb-large-print"])
def test_the_main_points_begin_on_the_first_page(
    profile: str, write: Callable[..., Path], make: Callable[..., Made], text_of_pages: Callable[[Path], list[str]]
) -> None:
    points = "".join(f"\n  - Point {n} takes more than a single line, since it is a long one." for n in range(14))
    output = Output(name="print", backend="pdf", edition="plain", options={"profile": profile})
    first, *_ = text_of_pages(make(write(ARTICLE.replace(" Drink often.", points)), output).path)
    assert "The main points" in first
    assert "Point 2" in first


GLOSSARY = """\
- {term: dissociation, forms: [dissociated], definition: Feeling cut off from your body.}
- {term: placebo, definition: A treatment with nothing in it that works.}
- {term: CPR, definition: Pressing on the chest.}
"""
# Plain text, and what is said after each of its blocks: the words that the glossary explains there.
EXPLAINED = {
    "where it first stands": ("You may feel dissociation.\n\nDissociation ends.", ["You may feel dissociation.", "dissociation: Feeling cut off from your body.", "Dissociation ends."]),
    "another form": ("You may feel dissociated.", ["You may feel dissociated.", "dissociation: Feeling cut off from your body."]),
    "several in a block": ("A placebo. Dissociation.", ["A placebo.", "Dissociation.", "placebo: A treatment with nothing in it that works.", "dissociation: Feeling cut off from your body."]),
    "after the whole list": ("- A placebo.\n- Rest.", ["A placebo.", "Rest.", "placebo: A treatment with nothing in it that works."]),
    "within a box": ("::: warning\nA placebo.\n:::\n\nRest.", ["A placebo.", "placebo: A treatment with nothing in it that works.", "Rest."]),
    "an abbreviation": ("Staff know CPR.\n\n*[CPR]: cardiopulmonary resuscitation", ["Staff know CPR.", "CPR: Pressing on the chest."]),
    "explained by the text": ("A placebo (a dummy treatment) did less.", ["A placebo (a dummy treatment) did less."]),
    "explained by a list": ("A placebo.\n\nplacebo\n: A dummy.", ["A placebo.", "placebo: A dummy."]),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPLAINED)
def test_the_glossary_explains_a_word_once_where_it_first_stands(
    name: str, write: Callable[..., Path], run: Callable[..., Run]
) -> None:
    plain, seen = EXPLAINED[name]
    article = write(
        f"Original of a placebo. {{#original}}\n\n:::: plain\n{plain}\n::::\n\nNot yet plain, with a placebo.\n"
    )
    (article.parent / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    run("plain", "approve", article, "--by", "Ada Example", "--block", "original", "--despite", "a test")
    assert run("build", article, "--to", "plain,html").status == 0
    assert words_of(article.parent / "build/article/article-plain.html") == [*seen, "Not yet plain, with a placebo."]
    assert words_of(article.parent / "build/article/article.html")[0] == "Original of a placebo."
    assert 'class="publish-explained"' not in (article.parent / "build/article/article.html").read_text(
        encoding="utf-8"
    )


def words_of(page: Path) -> list[str]:
    """Return the sentences of the body, and each definition with its term."""
    tree = etree.HTML(page.read_text(encoding="utf-8").encode())
    found, term = [], ""
    for node in tree.xpath("//main//*[self::dt or self::span[contains(@class, 'sentence')]]"):
        if node.xpath("ancestor::section[@class='glossary' or @class='contacts']"):
            continue
        text = " ".join("".join(node.itertext()).split())
        if node.tag == "dt":
            term = f"{text}: "
        elif not node.xpath("ancestor::dt"):
            found.append(f"{term if node.xpath('ancestor::dd') else ''}{text}")
    return found
