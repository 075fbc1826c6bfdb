"""A review shows what a person must see to approve: both texts, what differs, what changed since, and what was measured."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from publish.plain.comparing import Line, compare_lines

from ..conftest import CLONE, Run
from ..support.axe import Browser

ARTICLE = """## Dose {#dose}

Take one tablet twice a day with water. {#how}

::: plain
Take 1 pill 2 times a day.
:::

Studies differ. {#studies}

::: plain {omit reason="about research"}
:::

Nobody has rewritten this.
"""


@pytest.fixture
def article(write: Callable[..., Path], run: Callable[..., Run]) -> Path:
    return write(ARTICLE)


def shown(lines: tuple[Line, ...]) -> str:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "\n".join("".join(marks[piece.mark].format(piece.text) for piece in line) for line in lines)


COMPARED = {
    "a number": (["Take 5.0 mg."], ["Take 50 mg."], "Take [-5.0-] mg.", "Take {+50+} mg."),
    "a word": (["You may drive."], ["You may not drive."], "You may drive.", "You may {+not+} drive."),
    "a unit": (["Take 5 mg now."], ["Take 5 g now."], "Take 5 [-mg-] now.", "Take 5 {+g+} now."),
    "parts of lines": (["A b.", "C."], ["A b. C."], "A b.\nC.", "A b. C."),
    "a capital": (["Do ask."], ["do ask."], "Do ask.", "do ask."),
    "all": (["One."], ["Two words"], "[-One.-]", "{+Two words+}"),
    "nothing before": ([], ["New."], "", "{+New.+}"),
    "a line": (["A.", "B."], ["A.", "", "B."], "A.\nB.", "A.\n\nB."),
}


CHANGED = {
    "a space that joins": ("5 mg", "5\u00a0mg", "[-5-] mg", "{+5[NBSP]+}mg"),
    "a space of no width": ("5 mg", "5\u200b0 mg", "5 mg", "5{+[ZWSP]0+} mg"),
    "a joiner": ("می‌خواهم", "میخواهم", "[-می[ZWNJ]خواهم-]", "{+میخواهم+}"),
    "a sign without a name": ("a b", "a\u2062 b", "a b", "a{+[U+2062]+} b"),
    "a capital": ("Do ask.", "do ask.", "[-Do-] ask.", "{+do+} ask."),
    "another encoding": ("caf\u00e9", "cafe\u0301", "caf\u00e9", "caf\u00e9"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_changes_that_nobody_sees_are_shown(name: str) -> None:
    before, after, shown_before, shown_after = CHANGED[name]
    comparison = compare_lines([before], [after], exactly=True)
    assert (shown(comparison.before), shown(comparison.after)) == (shown_before, shown_after)


@pytest.mark.parametrize("name", COMPARED)
def test_words_are_compared(name: str) -> None:
    before, after, shown_before, shown_after = COMPARED[name]
    comparison = compare_lines(before, after)
    assert (shown(comparison.before), shown(comparison.after)) == (shown_before, shown_after)


def test_every_word_of_both_texts_is_shown() -> None:
    before = ["One, two; three 4.5.", "", "  - five", "six"]
    after = ["- one two", "three! 4,5", "", "7"]
    comparison = compare_lines(before, after)
    for lines, compared in ((before, comparison.before), (after, comparison.after)):
        assert "".join("".join(lines).split()) == "".join(
            "".join(piece.text.split()) for line in compared for piece in line
        )


def test_the_terminal_shows_both_texts_and_how_they_stand(run: Callable[..., Run], article: Path) -> None:
    done = run("plain", "review", article)
    assert done.status == 0
    text = done.out
    assert f"how  {article}:10" in text
    assert "draft: nobody has approved it" in text
    assert "Take [-one tablet twice-] a day [-with water-]." in text
    assert "Take {+1 pill 2 times+} a day." in text
    assert "Original (Flesch-Kincaid grade about" in text
    assert "Left out, because" in text
    assert "about research" in text
    assert f"how  {article}:10\n  “Take one tablet twice a day with water.”" in text
    assert f"No plain version yet:\n  {article}:19  “Nobody has rewritten this.”" in text


def test_what_changed_since_the_approval_is_shown(run: Callable[..., Run], article: Path) -> None:
    run("plain", "approve", article, "--by", "Ada Example", "--role", "tester", "--on", "2026-01-02", "--all")
    approved = run("plain", "review", article, "--open").out
    assert "how" not in approved
    article.write_text(article.read_text(encoding="utf-8").replace("one tablet", "two tablets"), encoding="utf-8")
    text = run("plain", "review", article, "--open").out
    assert "stale: the text that it stands for changed since Ada Example approved it on 2026-01-02" in text
    changed = text[text.index("Changed since it was approved: the text that it stands for") :]
    assert "As it was approved\nTake [-one tablet-] twice a day with water." in changed
    assert "As it is now\nTake {+two tablets+} twice a day with water." in changed
    assert "approved by Ada Example (tester) on 2026-01-02" in run("plain", "review", article).out


def test_an_invisible_change_is_shown(run: Callable[..., Run], article: Path) -> None:
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("2 times", "2\u200b0 times"), encoding="utf-8")
    assert "Take 1 pill 2{+[ZWSP]0+} times a day." in run("plain", "review", article, "--open").out


def test_the_page_shows_the_signs_of_the_text_alone(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    article = write("## 1\\. *A* [b] {#a}\n\nNot `\\[code`, ~ \\[-not-\\].\n\n::: plain\nNot \\[-not-\\].\n:::\n")
    page = article.parent / "review.html"
    run("plain", "review", article, "--html", page)
    text = " ".join(" ".join(etree.parse(page).getroot().itertext()).split())
    assert "Not [-not-]." in text.replace(" `\\[code`, ~ ", " ").replace("Not [-not-] .", "Not [-not-].")
    assert text.count("\\") == text.count("\\[code")
    assert "Not \\[-not-\\]." in run("plain", "review", article).out


def test_one_block_is_shown_by_its_name(run: Callable[..., Run], article: Path) -> None:
    text = run("plain", "review", article, "--block", "studies").out
    assert "about research" in text
    assert "1 pill" not in text
    assert "No plain version" not in text
    unknown = run("plain", "review", article, "--block", "study")
    assert unknown.status == 2
    assert "Did you mean studies?" in unknown.err


def test_a_language_without_a_formula_is_not_measured(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    article = write("---\ntitle: T\nlanguage: fr\n---\n\nUn.\n\n::: plain\nDeux.\n:::\n")
    assert "not measured: no formula is trusted for texts in “fr”" in run("plain", "review", article).out


def test_the_page_says_the_same(run: Callable[..., Run], article: Path) -> None:
    page = article.parent / "review.html"
    assert run("plain", "review", article, "--html", page).status == 0
    tree = etree.parse(page)
    (first, second) = tree.iter("{*}article")
    assert "Draft: nobody has approved it" in " ".join(first.itertext())
    assert [change.text for change in first.iter("{*}del")] == ["one tablet twice", "with water"]
    assert [change.text for change in first.iter("{*}ins")] == ["1 pill 2 times"]
    assert "about research" in " ".join(second.itertext())
    headings = ["".join(heading.itertext()) for heading in tree.iter("{*}h2")]
    assert headings[1:3] == ["“Take one tablet twice a day with water.”", "“Studies differ.”"]
    assert f"“Nobody has rewritten this.” ({article}:19)" in "".join(tree.getroot().itertext())
    assert page.read_text(encoding="utf-8").count("<script") == 0


def test_text_of_the_article_is_only_text_in_the_page(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    article = write("A `<script>alert(1)</script>` b.\n\n::: plain\nA `</div><img src=x onerror=y>`.\n:::\n")
    page = article.parent / "review.html"
    run("plain", "review", article, "--html", page)
    names = {etree.QName(element).localname for element in etree.parse(page).iter("{*}*")}
    assert not names & {"script", "img"}


@pytest.mark.browser
@pytest.mark.parametrize("name", ["ketamine", "handwashing.ar"])
def test_the_page_can_be_used_by_all(name: str, run: Callable[..., Run], tmp_path: Path, browser: Browser) -> None:
    source = tmp_path / "source" / f"{name}.md"
    source.parent.mkdir()
    (source.parent / "images").symlink_to(CLONE / "source/images")
    text = (CLONE / "source" / f"{name}.md").read_text(encoding="utf-8")
    source.write_text(text, encoding="utf-8")
    run("plain", "approve", source, "--by", "Ada Example", "--all")
    source.write_text(text.replace("20 ", "30 ").replace("Chemists", "People"), encoding="utf-8")
    page = tmp_path / "review.html"
    run("plain", "review", source, "--html", page)
    assert "Changed since it was approved" in page.read_text(encoding="utf-8")
    for dark in (False, True):
        assert [str(violation) for violation in browser.violations(page, dark=dark)] == []
    assert browser.horizontal_overflow(page, 320) == 0


TABLE = """| Who | Dose |
|---|---|
| Adults | 5 mg |

: Doses of ibuprofen

::: plain
| Who | Dose |
|---|---|
| Grown-ups | 5 mg |

: Doses
:::

![A red dot.](red.svg)

: The dot. {#dot}

::: plain
![A dot.](red.svg)
:::

Ask your GP [not] a nurse.[^n]

*[GP]: general practitioner

::: plain
Ask your GP.[^n]
:::

[^n]: See *below*.
"""


@pytest.fixture
def pictured(write: Callable[..., Path]) -> Path:
    article = write(TABLE)
    article.with_name("red.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    return article


def test_the_page_shows_both_texts_as_readers_see_them(run: Callable[..., Run], pictured: Path) -> None:
    page = pictured.with_name("review.html")
    assert run("plain", "review", pictured, "--html", page).status == 0
    table, picture, words = etree.parse(page).iter("{*}article")
    assert [cell.text for cell in table.iter("{*}th", "{*}td")].count("Adults") == 1
    assert [caption.text for caption in table.iter("{*}caption")] == ["Doses of ibuprofen", "Doses"]
    assert [image.get("alt") for image in picture.iter("{*}img")] == ["A red dot.", "A dot."]
    assert all(image.get("src").startswith("data:image/svg") for image in picture.iter("{*}img"))
    assert [each.get("title") for each in words.iter("{*}abbr")] == ["general practitioner"] * 2
    ids = [element.get("id") for element in etree.parse(page).iter("{*}*") if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [element.get("href") for element in words.iter("{*}a")]
    assert links
    assert {link[1:] for link in links} <= set(ids)


def test_the_terminal_shows_words_and_no_notation_of_the_lock(run: Callable[..., Run], pictured: Path) -> None:
    text = run("plain", "review", pictured).out
    assert "[-Adults-] | 5 mg" in text
    assert "[picture: A [-red-] dot.]" in text
    assert "GP (general practitioner) [-[not] a nurse-]." in text
    for notation in ("= Doses", "| =", "\\[", "]{", "sha256"):
        assert notation not in text


def test_text_that_looks_like_a_mark_is_told_apart_in_the_terminal(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write("Drive \\[-not-\\] now.\n\n::: plain\nDrive \\[-not-\\] or {+never+}.\n:::\n")
    text = run("plain", "review", article).out
    assert r"\[-not-\]" in text
    assert r"\{+never+\}" in text
