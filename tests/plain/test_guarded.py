"""What a guard stops is not approved and not released, unless a person says why it is right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from ..conftest import Run
from .test_release import HEAD

ARTICLE = f"""{HEAD}Take 5 mg of ibuprofen. {{#dose}}

::: plain
Take 50 mg of ibuprofen.
:::

Ask a pharmacist. {{#ask}}

::: plain
Ask at the pharmacy.
:::
"""
OMISSION = f"""{HEAD}Text.

::: plain
Words.
:::

::: warning {{#danger}}
Do not drive.
:::

::: plain {{omit reason="it is long"}}
:::
"""
# Where words can stand, and what of them must be seen: the article, its plain text, the guard that stops it.
PLACES = {
    "a note that says another dose": (
        "Take it.[^a] {#x}\n\n::: plain\nTake it.[^b]\n:::\n\n[^a]: At most 5 mg.\n\n[^b]: At most 50 mg.\n",
        "number",
    ),
    "a note within a note": (
        "Take it. {#x}\n\n::: plain\nTake it.[^b]\n:::\n\n[^b]: Rest.[^c]\n\n[^c]: At most 50 mg.\n",
        "number",
    ),
    "a note that is left out, and tells a dose": (
        "Take it.[^a] {#x}\n\n::: plain\nTake it.\n:::\n\n[^a]: At most 5 mg.\n",
        "number",
    ),
    "a note of a heading": (
        '## S {#x}\n\nTake it.\n\n::: plain {for="x"}\n\n## S[^b]\n\nTake it.\n:::\n\n[^b]: At most 50 mg.\n',
        "number",
    ),
    "a note of a part that is left out": (
        'Money.[^a] {#x}\n\n::: plain {omit="x" reason="about money"}\n:::\n\n[^a]: At most 5 mg.\n',
        "omission",
    ),
    "a note of an addition": (
        'Rest.\n\n::: plain {#x added="help"}\nAsk us.[^b]\n:::\n\n[^b]: Or take 50 mg.\n',
        "addition",
    ),
    "the heading of an addition": (
        'Rest.\n\n::: plain {#x added="help"}\n\n## Take 500 mg of morphine\n\nAsk us.\n:::\n',
        "addition",
    ),
    "what an abbreviation stands for": (
        "Take the DVT. {#x}\n\n::: plain\nTake the DVT, or DXT.\n:::\n\n*[DVT]: daily vitamin tablet\n\n*[DXT]: 50 mg of iron\n",
        "number",
    ),
    "the title of a link": (
        'See [this](https://example.org/a). {#x}\n\n::: plain\nSee [this](https://example.org/a "take 50 mg").\n:::\n',
        "number",
    ),
    "code": ("Rest. {#x}\n\n::: plain\nRest.\n\n```\ntake 50 mg\n```\n:::\n", "number"),
    "a formula": ("Rest for 5 days. {#x}\n\n::: plain\nRest for 5 days.\n\n$$\n50 mg\n$$\n:::\n", "number"),
    "a text alternative": ("Rest. {#x}\n\n::: plain\nRest ![takes 50 mg](a.png) well.\n:::\n", "number"),
    "a caption": ("Rest. {#x}\n\n::: plain\nRest.\n\n![a bed](a.png)\n\n: Take 50 mg.\n:::\n", "number"),
}


@pytest.fixture
def article(write: Callable[..., Path]) -> Path:
    return write(ARTICLE)


def test_what_a_guard_stops_is_not_approved(run: Callable[..., Run], article: Path) -> None:
    done = run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert done.status == 1
    refused = re.findall(r"error\[plain-approval-refused\]: (.*?)\n +--> .*?:(\d+)", done.err)
    assert refused
    assert all(line == "9" and "the guard “number” stops it" in message for message, line in refused)
    assert not any(message.endswith("..") for message, _ in refused)
    assert re.findall(r"Approved: (\S+)", done.out) == ["ask"]


def test_a_person_may_say_why_it_is_right_and_the_lock_keeps_that(run: Callable[..., Run], article: Path) -> None:
    run("plain", "approve", article, "--by", "Ada Example", "--block", "ask")
    arguments = ["--by", "Ada Example", "--block", "dose", "--despite", "The original is wrong; it will be mended."]
    assert run("plain", "approve", article, *arguments).status == 0
    shown = run("plain", "review", article, "--html", article.with_name("review.html"))
    assert shown.status == 0
    page = article.with_name("review.html").read_text(encoding="utf-8")
    assert "a guard stops it" not in page
    assert "Overruled: number." in page
    assert "guard overruled: number: " in run("plain", "review", article).out
    lock = tomllib.loads(article.with_name("article.plain.lock").read_text(encoding="utf-8"))
    dose, ask = lock["approval"]
    assert dose["despite"] == "The original is wrong; it will be mended."
    assert any("number" in said for said in dose["guards"])
    assert "despite" not in ask
    assert "guards" not in ask
    assert run("build", article, "--to", "plain", "--release").status == 0
    assert "approved despite the guard: The original is wrong" in run("plain", "review", article).out


@pytest.mark.parametrize(("body", "guard"), PLACES.values(), ids=PLACES)
def test_guards_see_all_that_a_reader_is_told(
    body: str, guard: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    done = run("plain", "approve", write(HEAD + body), "--by", "Ada Example", "--all")
    assert done.status == 1
    assert f"the guard “{guard}” stops it" in done.err


def test_a_plain_text_may_drop_the_references(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    note = "[^a]: Ada Example, [“A study of sleep”](https://example.org/study), *Annals* 12, 2010."
    article = write(f"{HEAD}Sleep helps.[^a]\n\n::: plain\nSleep helps.\n:::\n\n{note}\n")
    assert run("plain", "approve", article, "--by", "Ada Example", "--all").status == 0


@pytest.mark.parametrize(
    "plain",
    [
        "Rest.[^b]\n:::\n\n[^b]: At night 5.0 mg.",
        'Rest [now](https://example.org "5.0 mg").\n:::',
        "Take AB.\n:::\n\n*[AB]: 5.0 mg",
    ],
)
def test_rules_see_the_notes_and_asides_of_a_plain_text(
    plain: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write(f"{HEAD}Rest.\n\n::: plain\n{plain}\n")
    run("plain", "approve", article, "--by", "Ada Example", "--all", "--despite", "This is a test.")
    done = run("build", article, "--to", "plain", "--release")
    assert done.status == 1
    assert "error[D01 dose-trailing-zero]" in done.err


def test_a_release_stops_where_a_guard_does(run: Callable[..., Run], article: Path) -> None:
    article.with_name("publish.toml").write_text('[gates]\napproval = "off"\n')
    done = run("build", article.name, "--to", "plain", "--release", cwd=article.parent)
    assert done.status == 1
    assert "error[release-guard]: The guard “number” stops “dose”" in done.err
    assert "--> article.md:9" in done.err
    article.with_name("publish.toml").write_text('[gates]\napproval = "off"\nguards = "off"\n')
    assert run("build", article, "--to", "plain", "--release").status == 0


def test_a_review_shows_what_the_guards_say(run: Callable[..., Run], article: Path) -> None:
    assert "guard stops: number: " in run("plain", "review", article, "--block", "dose").out
    assert "guard" not in run("plain", "review", article, "--block", "ask").out
    page = article.with_name("review.html")
    run("plain", "review", article, "--html", page)
    text = page.read_text(encoding="utf-8")
    assert "Stops: number." in text
    assert "a guard stops it" in text


def test_a_warning_cannot_be_left_out_in_silence(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    article = write(OMISSION)
    done = run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert done.status == 1
    assert "the guard “omission” stops it" in done.err


def test_a_language_without_guards_says_so(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    article = write("---\ntitle: T\nlanguage: ar\n---\n\nنص.\n\n::: plain\nنص سهل.\n:::\n")
    assert "guard warns: language: " in run("plain", "review", article).out
    assert run("plain", "approve", article, "--by", "Ada Example", "--all").status == 0


def test_main_points_and_title_say_nothing_that_the_article_does_not(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    head = HEAD.replace(
        "---\n\n",
        """plain-title: A miracle cure
plain-summary:
  - Do not drive for 2 days.
  - Call 999.
---

""",
    )
    body = "Patients must not drive for 2 hours after treatment. In an emergency, call 999.\n"
    article = write(head + body)
    done = run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert done.status == 1
    assert "The plain version says “miracle”" in done.err
    assert "The plain version says “2 days”; the source says “2 hours”." in done.err
    article = write((head + body).replace("A miracle cure", "Your treatment").replace("2 days", "2 hours"))
    assert run("plain", "approve", article, "--by", "Ada Example", "--all").status == 0


def test_what_main_points_leave_out_is_no_loss(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    head = HEAD.replace("---\n\n", "plain-summary:\n  - Wash the wound with water.\n---\n\n")
    article = write(f"{head}Wash the wound with water and do not rub it. Take 5 mg of ibuprofen at once.\n")
    assert "guard" not in run("plain", "review", article, "--block", "plain-summary").out


FOREIGN = {
    "a plain block": ("{#a}\nTake 0.5 mg.\n\n::: plain {lang=fr}\nTake .5 or 50.0 mg QD.\n:::\n", "fr", "en"),
    "its words": ("{#a}\nTake 0.5 mg.\n\n::: plain\n[Take 50.0 mg.]{lang=fr}\n:::\n", "fr", "en"),
    "a part of it": ("{#a}\nTake 0.5 mg.\n\n::: plain\n{lang=fr}\nTake 50.0 mg.\n:::\n", "fr", "en"),
    "its heading": ("## A {#a}\n\nAsk.\n\n::: plain {for=a}\n## Hi {lang=fr}\n\nAsk.\n:::\n", "fr", "en"),
    "what it stands for": ("{#a lang=fr}\nPrenez 0,5 mg.\n\n::: plain\nTake 5 mg.\n:::\n", "en", "fr"),
    "an addition": ("{#a}\nAsk.\n\n::: plain\nAsk.\n:::\n\n::: plain {#b added=tip lang=fr}\nAsk.\n:::\n", "fr", "en"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_no_mark_of_language_switches_the_guards_off(
    name: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    text, plain, source = FOREIGN[name]
    article = write(f"{HEAD}{text}")
    told = f"The plain text is in “{plain}”, and the article is in “{source}” here."
    done = run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert done.status == 1
    assert f"the guard “language” stops it: {told}" in done.err
    if "mg" in text and plain == "fr":
        assert "the guard “number” stops it" in done.err
    assert told in run("build", article, "--to", "plain", "--release").err
    assert told in run("plain", "review", article).out


def test_a_part_in_another_language_may_have_a_plain_version_in_it(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    text = "{lang=fr}\nBuvez.\n\n::: plain {lang=fr}\nBuvez bien.\n:::\n\n"
    around = "::: {lang=fr}\nDormez.\n\n::: plain\nDormez bien.\n:::\n:::\n".replace("::: {", ":::: {", 1)
    article = write(f"{HEAD}{text}{around[:-4]}::::\n")
    done = run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert done.status == 0, done.err
    released = run("build", article, "--to", "plain", "--release")
    assert released.status == 0, released.err
    page = html.parse(str(article.parent / "build/article/article-plain.html"))
    for words in ("Buvez bien.", "Dormez bien."):
        (element,) = page.xpath(f"//*[contains(text(), '{words}')]")
        assert element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") == "fr"


def test_marks_of_a_plain_block_reach_its_readers(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    block = "::: plain {.alert dir=rtl lang=en-US}\n## Ask {lang=en-GB}\n\nAsk now.\n:::\n"
    article = write(f"{HEAD}## A\n\nAsk. {{#a}}\n\n{block}")
    assert run("build", article, "--to", "plain", "--drafts").err.count("attribute-unknown") == 0
    page = html.parse(str(article.parent / "build/article/article-plain.html"))
    (heading,) = page.xpath("//main//h2[.//text()='Ask']")
    assert [*heading.xpath("descendant-or-self::*/@lang"), *heading.xpath("descendant-or-self::*/@dir")] == [
        "en-GB",
        "rtl",
    ]
    (group,) = page.xpath("//*[contains(@class, 'alert')]")
    assert (group.get("lang"), group.get("dir")) == ("en-US", "rtl")
    assert "Ask now." in group.text_content()


def test_attributes_without_meaning_on_a_plain_block_are_told(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write(
        f'{HEAD}A.\n\n::: plain {{say="x" keep}}\nB.\n:::\n\nC.\n\n::: plain {{omit lang=fr reason=r}}\n:::\n'
    )
    found = re.findall(
        r"warning\[attribute-unknown\]: The attribute “(\w+)” is not known on (.*) and is left",
        run("build", article, "--to", "plain").err,
    )
    assert found == [
        ("keep", "a plain block"),
        ("say", "a plain block"),
        ("lang", "a part that is left out"),
    ]


def test_a_chapter_in_another_language_is_not_held_against_english_words(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    chapter = "---\ntitle: Uno\nlanguage: es\n---\n\nTome 5,0 mg.\n\n::: plain\nTome 0,5 mg.\n:::\n"
    write(chapter, "one.md")
    book = write("---\n", "leaflets.book.toml")
    book.write_text('title = "Leaflets"\nlanguage = "en"\nchapters = ["one.md"]\n', encoding="utf-8")
    assert "Not guarded: Publish has no word lists for “es”" in run("plain", "review", book).out


def test_where_nothing_was_compared_that_is_told_once(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    head = HEAD.replace("language: en", "language: es\nplain-title: Otro")
    article = write(f"{head}Tome 5,0 mg.\n\n::: plain\nTome 0,5 mg.\n:::\n")
    told = re.compile(r"warning\[plain-not-guarded\]: Not guarded: Publish has no word lists for “es”.*?\n +--> (\S+)")
    approved = run("plain", "approve", article.name, "--by", "Ada Example", "--all", cwd=article.parent)
    assert (approved.status, told.findall(approved.err)) == (0, ["article.md"])
    released = run("build", article.name, "--to", "plain", "--release", cwd=article.parent)
    assert (released.status, told.findall(released.err)) == (0, ["article.md"])


def test_warnings_of_guards_are_told_to_whoever_approves(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    article = write(f"{HEAD}Take ibuprofen now. {{#a}}\n\n::: plain\nTake it now.\n:::\n")
    done = run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert done.status == 0
    assert re.search(r"warning\[plain-guard-warns\]: The guard “medicine” warns of “a”: .*\n +--> \S+:9", done.err)
