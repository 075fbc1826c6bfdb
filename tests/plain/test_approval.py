"""Approving: a person's word is kept in the lock, and holds for the very words that were approved and for no others."""

from __future__ import annotations

import datetime
import re
import threading
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from publish.building.plain_text import plain_text_of
from publish.building.project import Project
from publish.plain import Approval, Approver, approve, passages
from publish.plain.lock import Lock, changing_lock, lock_path, write_lock

from ..conftest import Run

HEAD = "---\ntitle: A title\nlanguage: en\nplain-title: Short\nplain-summary: [Main point.]\ncontacts: [{name: Us, phone: '1'}]\n---\n\n"
ARTICLE = f"""{HEAD}## Dose {{#dose}}

Take the dehydrated *powder* twice a day.[^n] {{#how}}

::: plain
Take the dehydrated powder 2 times a day.
:::

Second.

::: plain
Zwei. Fünf.
:::

Third. {{#third}}

::: plain {{omit reason="not about care"}}
:::

::: plain {{added=help}}
Call us.
:::

[^n]: A note.
"""
GLOSSARY = "- {term: dehydrated, definition: Without water., say: dee}\n"
NAMES = ["plain-title", "plain-summary", "how", "dose-block-1", "third", "third+help"]


@pytest.fixture
def article(write: Callable[..., Path]) -> Path:
    path = write(ARTICLE)
    (path.parent / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    return path


def standings(source: Path) -> dict[str, str]:
    """Return how each passage stands, with what changed since it was approved."""
    plain = plain_text_of(source, Project.around(source))
    return {status.passage.name: " ".join((status.standing, *status.changed)) for status in plain.statuses}


def change(source: Path, old: str, new: str) -> None:
    text = source.read_text(encoding="utf-8")
    assert old in text
    source.write_text(text.replace(old, new), encoding="utf-8")


def approve_all(run: Callable[..., Run], source: Path) -> Run:
    done = run("plain", "approve", source, "--by", "Ada Example", "--role", "tester", "--on", "2026-01-02", "--all")
    assert done.status == 0, done.err
    return done


def test_without_a_lock_all_is_draft(article: Path) -> None:
    assert standings(article) == dict.fromkeys(NAMES, "draft")


def test_the_lock_tells_who_when_and_what(run: Callable[..., Run], article: Path) -> None:
    done = approve_all(run, article)
    assert re.findall(r"Approved: (\S+)", done.out) == NAMES
    lock = article.with_name("article.plain.lock")
    text = lock.read_text(encoding="utf-8")
    approvals = {each["block"]: each for each in tomllib.loads(text)["approval"]}
    assert list(approvals) == NAMES
    how = approvals["how"]
    assert (how["by"], how["role"], str(how["on"])) == ("Ada Example", "tester", "2026-01-02")
    assert how["heading"] == "Dose"
    assert how["source"] == ["Take the dehydrated *powder* twice a day.[^ A note.]"]
    assert how["plain"] == ["Take the dehydrated powder 2 times a day."]
    assert how["glossary"] == {"dehydrated": "Without water. (dee)"}
    assert all(re.fullmatch("sha256:[0-9a-f]{64}", how[f"{part}-hash"]) for part in ("source", "plain", "glossary"))
    assert approvals["third"]["plain"] == ["not about care"]
    assert "despite" not in text
    assert standings(article) == dict.fromkeys(NAMES, "approved")
    assert not list(article.parent.glob(".*"))


def test_the_same_approvals_give_the_same_bytes(run: Callable[..., Run], article: Path) -> None:
    approve_all(run, article)
    lock = article.with_name("article.plain.lock")
    first = lock.read_bytes()
    lock.unlink()
    for name in reversed(NAMES):
        arguments = ["--by", "Ada Example", "--role", "tester", "--on", "2026-01-02", "--block", name]
        assert run("plain", "approve", article, *arguments).status == 0
    assert lock.read_bytes() == first


# What is changed, and which passages are no longer approved because of it.
CHANGES = {
    "a word of the source": ("*powder*", "*drink*", {"how": "stale source", "plain-summary": "stale source"}),
    "stress in the source": ("*powder*", "powder", {"how": "stale source", "plain-summary": "stale source"}),
    "a note of the source": ("A note.", "Not so.", {"how": "stale source", "plain-summary": "stale source"}),
    "a word of the plain text": ("2 times", "3 times", {"how": "stale plain"}),
    "both": ("dehydrated", "dry", {"how": "stale source plain glossary", "plain-summary": "stale source"}),
    "a heading": ("## Dose", "## Doses for children", {**dict.fromkeys(NAMES[2:], "stale heading"), "plain-summary": "stale source"}),
    "the reason of an omission": ("about care", "of use", {"third": "stale plain"}),
    "an omission is now a text": ('{omit reason="not about care"}\n', "\nDrei.\n", {"third": "draft"}),
    "the kind of an addition": ("added=help", "added=tip", {"third+tip": "draft"}),
    "a title": ("title: A title", "title: Another", {"plain-title": "stale source"}),
    "a contact": ("phone: '1'", "phone: '2'", {"plain-summary": "stale source"}),
    "the main points": ("Main point.", "Main points.", {"plain-summary": "stale plain"}),
    "the breaks of lines": ("powder 2 times", "powder\n2 times", {}),
    "the language of the article": ("language: en\n", "language: en-US\n", dict.fromkeys(NAMES, "stale language")),
    "the language of the plain text": ("::: plain\nTake", "::: plain {lang=fr}\nTake", {"how": "stale plain"}),
    "the direction of the plain text": ("::: plain\nTake", "::: plain {dir=rtl}\nTake", {"how": "stale plain"}),
    "a class of the plain text": ("::: plain\nTake", "::: plain {.alert}\nTake", {"how": "stale plain"}),
    "a letter in another encoding": ("Fünf", "Fu\u0308nf", {}),
    "an id": ("{#how}", "{#other}", {"other": "approved"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_changed_is_no_longer_approved(name: str, run: Callable[..., Run], article: Path) -> None:
    approve_all(run, article)
    old, new, changed = CHANGES[name]
    change(article, old, new)
    found = standings(article)
    gone = set(NAMES) - set(found)
    assert {name: standing for name, standing in found.items() if standing != "approved"} == {
        name: standing for name, standing in changed.items() if standing != "approved"
    }
    assert set(found) == set(NAMES) - gone | set(changed)


CHAPTER = """---
title: One
language: en
plain-title: The one
plain-summary: [Take 5 mg.]
---

Take 5 mg.

## Risks

You may feel sick.
"""


# What a reader is told besides the words, or sees.
TOLD = {
    "the target of a link": ("example.org/a", "example.org/b"),
    "a text alternative": ("![A red bed]", "![A blue bed]"),
    "what an abbreviation stands for": ("blood pressure", "bed pan"),
    "the language of words": ("{lang=fr}", "{lang=de}"),
    "a long description": ("four legs", "three legs"),
    "the kind of a box": ("tip Rest", "warning Rest"),
    "how a formula is said": ('{say="two"}', '{say="three"}'),
}
MARKED = """---
title: A title
language: en
---

:::: tip Rest {#rest}
Ask [us](https://example.org/a) about BP, [*lit*]{lang=fr} and $1 + 1${say="two"}.

![A red bed](bed.png)

: A bed

::: description
It has four legs.
:::
::::

::: plain {for=rest}
Ask us.
:::

*[BP]: blood pressure
"""


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told_besides_the_words_is_approved_too(
    name: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write(MARKED)
    Image.new("RGB", (8, 8), "red").save(article.with_name("bed.png"))
    run("plain", "approve", article, "--by", "Ada Example", "--block", "rest", "--despite", "a test")
    assert standings(article) == {"rest": "approved"}
    change(article, *TOLD[name])
    assert standings(article) == {"rest": "stale source"}


def test_an_addition_is_approved_for_its_place(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    added = "\n::: plain {added=help}\nDo this at once.\n:::\n"
    article = write(f"---\ntitle: A\nlanguage: en\n---\n\nStart slowly.\n{added}\nStop the treatment.\n")
    approve_all(run, article)
    assert set(standings(article).values()) == {"approved"}
    change(article, added, "")
    article.write_text(article.read_text(encoding="utf-8") + added, encoding="utf-8")
    assert list(standings(article).values()) == ["draft"]


@pytest.fixture
def book(write: Callable[..., Path]) -> Path:
    write(CHAPTER, "one.md")
    path = write("---\n", "book.toml")
    path.write_text('title = "B"\nlanguage = "en"\nchapters = ["one.md"]\n', encoding="utf-8")
    return path


def test_the_main_points_of_a_chapter_are_approved_for_its_words(run: Callable[..., Run], book: Path) -> None:
    done = approve_all(run, book)
    assert re.findall(r"Approved: (\S+) \(.*?(\w+\.md:\d+)\)", done.out) == [
        ("one-plain-1", "one.md:4"),
        ("one-summary-addition-1", "one.md:5"),
    ]
    change(book.with_name("one.md"), "feel sick", "feel well")
    assert standings(book) == {"one-plain-1": "approved", "one-summary-addition-1": "stale source"}
    text = run("plain", "review", book).out
    assert "All of this: The beginning; Risks." in text
    assert "As it was approved\nRisks\nAs it is now\nRisks{+: changed+}" in text
    page = book.parent / "build/book/book-plain.html"
    assert run("build", book, "--to", "plain", "--drafts").status == 0
    assert "Added here." not in page.read_text(encoding="utf-8")


def test_the_main_points_of_a_chapter_are_guarded(run: Callable[..., Run], book: Path) -> None:
    change(book.with_name("one.md"), "[Take 5 mg.]", "[Take 50 mg.]")
    done = run("plain", "approve", book, "--by", "Ada Example", "--all")
    assert "the guard “number” stops it" in done.err


@pytest.mark.parametrize("name", ["", *CHANGES])
@pytest.mark.parametrize("form", ["terminal", "page"])
def test_what_has_changed_since_the_review_is_not_approved(
    form: str, name: str, run: Callable[..., Run], article: Path
) -> None:
    page = article.with_name("review.html")
    shown = run("plain", "review", article, *(["--html", page] if form == "page" else []))
    text = page.read_text(encoding="utf-8") if form == "page" else shown.out
    (mark,) = set(re.findall(r"--seen (\w+)", text))
    old, new, changed = CHANGES[name] if name else ("", "", {})
    change(article, old, new)
    done = run("plain", "approve", article, "--by", "Ada Example", "--all", "--seen", mark)
    assert done.status == (2 if changed else 0)
    assert ("error[plain-changed-since-seen]" in done.err) is bool(changed)
    assert set(standings(article).values()) == ({"draft"} if changed else {"approved"})


@pytest.mark.parametrize(
    ("old", "new"), [("Without", "With too little"), ("dee", "doo"), ("dee", "dee, phonemes: diː")]
)
def test_a_changed_glossary_entry_makes_stale(old: str, new: str, run: Callable[..., Run], article: Path) -> None:
    approve_all(run, article)
    (article.parent / "glossary.yaml").write_text(GLOSSARY.replace(old, new), encoding="utf-8")
    assert standings(article) == {**dict.fromkeys(NAMES, "approved"), "how": "stale glossary"}


def test_a_changed_picture_makes_stale(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    article = write("![A dose](dose.svg)\n\n::: plain\nThe dose.\n:::\n")
    picture = article.with_name("dose.svg")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="9"/>'
    picture.write_text(drawing.format(9))
    approve_all(run, article)
    assert set(standings(article).values()) == {"approved"}
    picture.write_text(drawing.format(8))
    assert set(standings(article).values()) == {"stale source"}


def test_text_above_moves_no_approval_to_other_words(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    blocks = "".join(f"Text {name}.\n\n::: plain\nPlain {name}.\n:::\n\n" for name in "abc")
    article = write(blocks)
    assert run("plain", "approve", article, "--by", "Ada Example", "--block", "start-block-1 start-block-3").status == 0
    assert list(standings(article).values()) == ["approved", "draft", "approved"]
    change(article, "Text a.", "New.\n\n::: plain\nNeu.\n:::\n\nMore.\n\n::: plain\nMehr.\n:::\n\nText a.")
    assert list(standings(article).values()) == ["draft", "draft", "approved", "draft", "approved"]


def test_one_approval_serves_one_place(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    same = "Take it daily.\n\n::: plain\nTake it each day.\n:::\n\n"
    article = write(f"{same}{same}## Other\n\n{same}")
    assert run("plain", "approve", article, "--by", "Ada Example", "--block", "start-block-1").status == 0
    assert list(standings(article).values()) == ["approved", "draft", "draft"]


def test_a_second_person_may_approve_again(run: Callable[..., Run], article: Path) -> None:
    approve_all(run, article)
    again = run("plain", "approve", article, "--by", "Bo Example", "--block", "how")
    assert "Approved: how" in again.out
    text = article.with_name("article.plain.lock").read_text(encoding="utf-8")
    assert text.count('by = "Bo Example"') == 1
    assert text.count('by = "Ada Example"') == len(NAMES) - 1
    nothing = run("plain", "approve", article, "--by", "Cy Example", "--all")
    assert "There was nothing to approve." in nothing.out
    assert article.with_name("article.plain.lock").read_text(encoding="utf-8") == text


def test_what_is_no_longer_there_leaves_the_lock_and_is_told(run: Callable[..., Run], article: Path) -> None:
    approve_all(run, article)
    change(article, "::: plain\nZwei. Fünf.\n:::\n", "")
    change(article, "2 times", "two times")
    done = run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert "No longer there, and dropped from the lock: dose-block-1, approved by Ada Example." in done.out
    assert set(standings(article).values()) == {"approved"}


REFUSED = {
    "nobody": (["--by", " . ", "--all"], "approver-missing"),
    "a day to come": (["--by", "A", "--all", "--on", "2999-01-01"], "approval-early"),
    "a day long ago": (["--by", "A", "--all", "--on", "1066-10-14"], "approval-long-ago"),
    "nothing named": (["--by", "A"], "plain-block-missing"),
    "named and all": (["--by", "A", "--all", "--block", "how"], "plain-block-missing"),
    "unknown": (["--by", "A", "--block", "hoow"], "plain-block-unknown"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_approved_ends_with_status_2(name: str, run: Callable[..., Run], article: Path) -> None:
    arguments, rule = REFUSED[name]
    done = run("plain", "approve", article, *arguments)
    assert done.status == 2
    assert f"error[{rule}]" in done.err
    assert not article.with_name("article.plain.lock").exists()


def test_the_day_is_that_of_source_date_epoch_as_everywhere(
    run: Callable[..., Run], article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert "by Ada Example on 2023-11-14" in run("plain", "approve", article, "--by", "Ada Example", "--all").out


MISUSED = {
    "a day written otherwise": (["--all", "--on", "26/11/2026"], "“26/11/2026” is no day. Write year, month and day"),
    "a space in a name": (
        ["b.md", "--all"],
        "There is no use for “b.md”. A name that holds spaces must stand in quotation",
    ),
    "block and all": (["--all", "--block", "how"], "Both --block and --all are given."),
    "neither": ([], "Nothing says what is approved."),
}


@pytest.mark.parametrize("name", MISUSED)
def test_misuse_is_told_in_plain_words(name: str, run: Callable[..., Run], article: Path) -> None:
    arguments, message = MISUSED[name]
    done = run("plain", "approve", article, "--by", "Ada Example", *arguments)
    assert done.status == 2
    assert message in " ".join(done.err.split())


def test_help_calls_the_article_as_the_manual_does(run: Callable[..., Run]) -> None:
    assert "{ARTICLE}" in run("plain", "approve", "--help").out


def test_a_name_is_kept_as_it_is_written(run: Callable[..., Run], article: Path) -> None:
    name = "مهدی حاجی\u200cزاده"
    assert run("plain", "approve", article, "--by", f" {name}\u202e\n", "--all").status == 0
    lock = tomllib.loads(article.with_name("article.plain.lock").read_text(encoding="utf-8"))
    assert {each["by"] for each in lock["approval"]} == {name}


def test_nobody_approves_by_default(run: Callable[..., Run], article: Path) -> None:
    assert run("plain", "approve", article, "--all").status == 2
    assert not article.with_name("article.plain.lock").exists()


def test_a_text_without_a_place_is_refused_and_the_others_are_approved(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write('One.\n\n::: plain\nUno.\n:::\n\n::: plain {for="none"}\nNothing.\n:::\n')
    done = run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert done.status == 1
    assert "error[plain-approval-refused]: “none” was not approved" in done.err
    assert f"{article.name}:12" in done.err
    assert list(standings(article).values()) == ["approved", "draft"]


BROKEN = {
    "not TOML": ("version = 1", "version ="),
    "a conflict of a merge": ("version = 1", "<<<<<<< ours\nversion = 1"),
    "another version": ("version = 1", "version = 2"),
    "an unknown field": ("version = 1", "version = 1\nall = true"),
    "a plain text changed by hand": ("Take the dehydrated powder 2 times a day.", "Take the powder 9 times a day."),
    "a hash changed by hand": ('plain-hash = "sha256:', 'plain-hash = "sha256:0'),
    "a name taken away": ('by = "Ada Example"', 'by = ""'),
}


HOMELESS = {
    "an omission within an omission": "## A {#a}\n\nB. {#b}\n\n::: plain {omit reason=r}\n:::\n\n::: plain {omit=a reason=r}\n:::\n",
    "a second text": "B. {#a}\n\n::: plain\nOne.\n:::\n\n::: plain {for=a #b}\nTwo.\n:::\n",
}


@pytest.mark.parametrize("name", HOMELESS)
def test_what_comes_to_bear_nowhere_is_not_approved(
    name: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write(HOMELESS[name])
    done = run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert done.status == 1
    assert "“b” was not approved: it finds no place in the plain edition" in done.err
    assert standings(article) == {"a": "approved", "b": "draft"}


WHOLE_LOCK = {"not TOML", "a conflict of a merge", "another version", "an unknown field"}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_lock_is_told_and_approves_nothing(name: str, run: Callable[..., Run], article: Path) -> None:
    approve_all(run, article)
    change(article.with_name("article.plain.lock"), *BROKEN[name])
    built = run("build", article, "--to", "plain")
    assert built.status == 1
    assert "error[plain-lock-broken]" in built.err
    assert standings(article)["how"] == "draft"


def approve_how(run: Callable[..., Run], source: Path) -> Run:
    return run("plain", "approve", source, "--by", "Bo Example", "--block", "how")


@pytest.mark.parametrize("name", sorted(WHOLE_LOCK))
def test_nothing_is_approved_beside_a_lock_that_cannot_be_read(
    name: str, run: Callable[..., Run], article: Path
) -> None:
    approve_all(run, article)
    lock = article.with_name("article.plain.lock")
    change(lock, *BROKEN[name])
    before = lock.read_bytes()
    done = approve_how(run, article)
    assert done.status == 2
    assert "error[plain-lock-broken]" in done.err
    assert lock.read_bytes() == before


def test_a_lock_in_another_encoding_stays_as_it_is(run: Callable[..., Run], article: Path) -> None:
    approve_all(run, article)
    lock = article.with_name("article.plain.lock")
    lock.write_text(lock.read_text(encoding="utf-8"), encoding="utf-16")
    before = lock.read_bytes()
    assert approve_how(run, article).status == 2
    assert lock.read_bytes() == before


def test_a_lock_that_notepad_has_saved_is_read(run: Callable[..., Run], article: Path) -> None:
    approve_all(run, article)
    lock = article.with_name("article.plain.lock")
    lock.write_text(lock.read_text(encoding="utf-8"), encoding="utf-8-sig", newline="\r\n")
    assert standings(article) == dict.fromkeys(NAMES, "approved")


def test_an_entry_that_was_changed_by_hand_is_kept_until_its_text_is_approved(
    run: Callable[..., Run], article: Path
) -> None:
    approve_all(run, article)
    lock = article.with_name("article.plain.lock")
    change(lock, *BROKEN["a plain text changed by hand"])
    other = run("plain", "approve", article, "--by", "Bo Example", "--block", "third")
    assert other.status == 1
    assert "The approval of “how” was changed by hand" in other.err
    entries = {each["block"]: each for each in tomllib.loads(lock.read_text(encoding="utf-8"))["approval"]}
    assert (entries["how"]["plain"], entries["how"]["by"]) == (["Take the powder 9 times a day."], "Ada Example")
    again = approve_how(run, article)
    assert again.status == 0
    assert "Changed by hand in the lock, and replaced: how." in again.out
    assert standings(article) == dict.fromkeys(NAMES, "approved")


@pytest.mark.parametrize("there", [True, False])
def test_a_lock_outside_the_project_is_neither_read_nor_written(
    there: bool, run: Callable[..., Run], article: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    approve_all(run, article)
    lock = article.with_name("article.plain.lock")
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "lock"
    lock.rename(elsewhere)
    if not there:
        elsewhere.unlink()
    before = elsewhere.read_bytes() if there else None
    lock.symlink_to(elsewhere)
    built = run("build", article, "--to", "plain")
    assert "error[file-outside-project]" in built.err
    assert set(standings(article).values()) == {"draft"}
    done = approve_how(run, article)
    assert done.status == 2
    assert "error[file-outside-project]" in done.err
    assert (elsewhere.read_bytes() if elsewhere.exists() else None) == before


def test_the_lock_lies_beside_the_article_and_not_beside_a_link_to_it(run: Callable[..., Run], article: Path) -> None:
    link = article.parent / "other" / "link.md"
    link.parent.mkdir()
    link.symlink_to(article)
    approve_all(run, link)
    assert standings(link) == standings(article) == dict.fromkeys(NAMES, "approved")
    assert list(link.parent.iterdir()) == [link]


def test_a_folder_in_the_place_of_the_lock_is_told(run: Callable[..., Run], article: Path) -> None:
    article.with_name("article.plain.lock").mkdir()
    done = run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert done.status == 2
    assert "error[plain-lock-broken]: A folder stands where the lock belongs" in done.err
    assert sorted(path.name for path in article.parent.iterdir()) == [
        "article.md",
        "article.plain.lock",
        "glossary.yaml",
    ]


def test_two_who_approve_at_once_do_not_lose_each_others_word(article: Path) -> None:
    project = Project.around(article)
    document = plain_text_of(article, project).reading.document
    there = passages(document, project.gate)
    first = next(each for each in there if each.name == "how")
    day = datetime.date(2026, 1, 2)
    ben = Approver(by="Ben Example", on=day)
    other = threading.Thread(
        target=approve, args=(article, document, there, ben, project.gate), kwargs={"names": ["third"]}
    )
    with changing_lock(article):
        other.start()
        other.join(1)  # it waits, so this ends after a second; without a lock of its own the other one would be done
        word = Approval.of(first, by="Ada Example", on=day)
        write_lock(Lock(approvals=(word,), place=lock_path(article)), article, project.gate)
    other.join()
    assert {name for name, standing in standings(article).items() if standing == "approved"} == {"how", "third"}


def test_a_word_that_is_explained_elsewhere_belongs_to_each_text_with_it(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write("A.\n\n::: plain\nYou are dehydrated.\n:::\n\nB.\n\n::: plain\nNot dehydrated.\n:::\n")
    glossary = article.with_name("glossary.yaml")
    glossary.write_text(GLOSSARY, encoding="utf-8")
    approve_all(run, article)
    change(article, "A.\n", "New.\n\n::: plain\nDehydrated people.\n:::\n\nA.\n")
    assert list(standings(article).values()) == ["draft", "approved", "approved"]
    change(glossary, "Without water", "Dry")
    assert list(standings(article).values()) == ["draft", "stale glossary", "stale glossary"]
