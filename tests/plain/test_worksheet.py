"""Worksheets: what can be measured is filled in with its places, and all else is left to a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from ..conftest import Run
from ..support.axe import Browser

HEAD = "---\ntitle: A title\nlanguage: {language}\n{more}---\n\n"


def items(run: Callable[..., Run], source: Path) -> dict[str, tuple[str, str]]:
    """Return answer and evidence of each item, such as ``PEMAT-P 5``."""
    done = run("plain", "worksheet", source)
    found = {}
    for sheet in done.out.split("\n## ")[1:]:
        for item in re.split(r"\n- (?=\*\*)", sheet)[1:]:
            number = re.match(r"\*\*(\d+)", item)[1]  # type: ignore[index]
            answer = re.search(r"Answer: (.*)", item)[1]  # type: ignore[index]
            found[f"{sheet.split(':')[0]} {number}"] = (
                answer,
                " ".join(re.findall(r"(?:Measured|Places): (.*)", item)),
            )
    return found


def article(write: Callable[..., Path], plain: str, *, language: str = "en", more: str = "") -> Path:
    return write(f"{HEAD.format(language=language, more=more)}Text.\n\n::::: plain\n{plain}\n:::::\n")


# What the plain edition holds, the item, its answer, and what stands beside it. An empty answer is left to a person.
CASES = {
    "active": ("You see it. " * 12, "PEMAT-P 5", "Agree", "At most 20 %"),
    "too short to judge": ("It is seen by them. " * 9, "PEMAT-P 5", "____", "only 9 sentences"),
    "passive": ("It is seen by them. " * 12, "PEMAT-P 5", "Disagree", ":9"),
    "hard words": ("It is contraindicated.", "PEMAT-P 4", "____", "hard word"),
    "no hard words": ("You need food.", "PEMAT-P 4", "____", "a person must tell"),
    "no numbers": ("You need food.", "PEMAT-P 6", "Not applicable", "no numbers"),
    "no numbers to reckon with": ("You need food.", "PEMAT-P 7", "____", "no numbers"),
    "numbers": ("You need 5 eggs.", "PEMAT-P 6", "____", "1 sentence or cell with numbers. {file}:9"),
    "numbers in a table": ("| a | b |\n|---|---|\n| c | 5 |", "PEMAT-P 6", "____", "1 sentence or cell"),
    "long paragraph": ("One. Two. Three. Four.", "PEMAT-P 8", "____", "4 sentences"),
    "no heading": ("One.\n\nTwo.\n\nThree.", "PEMAT-P 9", "Disagree", "no heading"),
    "very short": ("One.\n\nTwo.", "PEMAT-P 9", "____", "2 paragraphs"),
    "very short for the CDC": ("One.", "CCI 9", "No", "no heading"),
    "headings": ("## One\n\nTwo.", "PEMAT-P 9", "____", "1 heading: “One”"),
    "no main points": ("One.", "PEMAT-P 11", "____", "no plain-summary"),
    "no cues": ("One.", "PEMAT-P 12", "Disagree", "0 boxes, 0 lists, 0 passages"),
    "a box": ("::: key\nOne.\n:::", "PEMAT-P 12", "____", "1 box, 0 lists"),
    "strong print": ("**One.**", "PEMAT-P 12", "____", "1 passage in strong print"),
    "no picture": ("One.", "PEMAT-P 17", "Not applicable", "no picture"),
    "no caption": ("![A dog](dog.svg)", "PEMAT-P 17", "Disagree", "1 picture of 1 without a caption. {file}:9"),
    "few without a caption": ("![A dog](dog.svg)\n\n: A dog\n\n" * 4 + "![A dog](dog.svg)", "PEMAT-P 17", "____", "1 picture of 5"),
    "a caption": ("![A dog](dog.svg)\n\n: A dog", "PEMAT-P 17", "____", "Every picture has a caption"),
    "a table": ("| a | b |\n|---|---|\n| c | d |", "PEMAT-P 19", "____", "1 table"),
    "a table without a head": ("| a | |\n|---|---|\n| c | d |", "PEMAT-P 19", "Disagree", "no heading"),
    "you": ("You see it. They do.", "PEMAT-P 21", "____", "1 of 2 sentences say “you”"),
    "steps": ("1. Go.\n2. Stop.", "PEMAT-P 22", "____", "1 numbered list"),
    "a key point": ("::: key\nOne.\n:::", "CCI 3", "____", "1 box with a key point"),
    "no key point": ("One.", "CCI 3", "____", "0 boxes"),
    "a list": ("- One.", "CCI 8", "____", "1 list, the longest of 1 item"),
    "no list": ("One.", "CCI 8", "No", "no list"),
    "what only a person sees": ("One.", "PEMAT-P 1", "____", ""),
    "what is known": ("One.", "CCI 11", "____", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_items_are_filled_in(name: str, run: Callable[..., Run], write: Callable[..., Path]) -> None:
    plain, item, answer, evidence = CASES[name]
    source = article(write, plain)
    source.with_name("dog.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    found = items(run, source)[item]
    assert found[0] == answer
    assert evidence.replace("{file}", str(source)) in found[1]


def test_main_points_are_a_summary(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    found = items(run, article(write, "One.", more="plain-summary: [One., Two.]\n"))
    assert found["PEMAT-P 11"] == ("Agree", "It begins with 2 main points.")
    assert found["CCI 10"] == (
        "____",
        "The main points come first; whether the main message is among them, a person must tell.",
    )


def test_the_hardest_sentences_are_quoted_and_no_place_is_told_twice(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    source = article(write, "Eat food. It is contraindicated. Go.\n\nPhysiotherapy is recommended.")
    for item in ("PEMAT-P 3", "CCI 7"):
        told = items(run, source)[item][1]
        assert "The hardest sentences: “Physiotherapy is recommended.”; “It is contraindicated.”; “Eat food.”." in told
        assert told.endswith(f"”. {source}:11, {source}:9")


def test_how_a_score_is_reckoned_is_told(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    told = run("plain", "worksheet", article(write, "One.")).out
    assert "in 17 it is the other way round" in told
    assert "**17.** The audience must calculate. (Here No gains the point.)" in told
    assert "one score for 1 to 19" in told


def test_every_item_is_there(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    numbers = [f"PEMAT-P {number}" for number in (*range(1, 13), *range(15, 27))]
    numbers += [f"CCI {number}" for number in range(1, 21)]
    assert list(items(run, article(write, "One."))) == numbers


def test_what_the_rules_do_not_know_is_left_to_a_person(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    found = items(run, article(write, "Eins.", language="fr"))
    for item in ("PEMAT-P 3", "PEMAT-P 4", "PEMAT-P 5", "PEMAT-P 21"):
        assert found[item][0] == "____"
        assert "ot measured" in found[item][1]


@pytest.mark.browser
def test_the_page_says_the_same_and_can_be_used_by_all(
    run: Callable[..., Run], write: Callable[..., Path], browser: Browser
) -> None:
    source = article(write, "## One\n\nYou need 5 eggs `<b>`.")
    page = source.with_name("worksheet.html")
    assert run("plain", "worksheet", source, "--html", page).status == 0
    found = [" ".join("".join(item.itertext()).split()) for item in etree.parse(page).iter("{*}li")]
    for (answer, _), shown in zip(items(run, source).values(), found, strict=True):
        assert f"Answer: {answer if answer != '____' else 'open'}" in shown
    for dark in (False, True):
        assert [str(violation) for violation in browser.violations(page, dark=dark)] == []
    assert browser.horizontal_overflow(page, 320) == 0
