"""The glossary of a project: which words lead to which entry, and what is told of a list that is not clear."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

# A glossary, and what is told of it: the name of the message and the line.
TOLD = {
    "a term twice": ("- {term: Dose, definition: One.}\n- {term: dose, definition: Two.}\n", [("glossary-term-twice", 2)]),
    "a term in two languages": ("- {term: die, definition: One.}\n- {term: die, language: de, definition: Two.}\n", []),
    "a form that is a term": ("- {term: x, forms: [y], definition: One.}\n- {term: y, definition: Two.}\n", [("glossary-form-taken", 1)]),
    "a form of two": ("- {term: x, forms: [z], definition: One.}\n- {term: y, forms: [Z], definition: Two.}\n", [("glossary-form-taken", 2)]),
    "its own term as a form": ("- {term: x, forms: [x, X], definition: One.}\n", []),
    "no term": ("- {term: '', definition: One.}\n- {term: y, definition: Two.}\n", [("glossary-term-empty", 1)]),
    "an empty form": ("- {term: x, forms: [' '], definition: One.}\n", [("glossary-term-empty", 1)]),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_is_not_clear_is_told(name: str, write: Callable[..., Path], run: Callable[..., Run]) -> None:
    glossary, told = TOLD[name]
    article = write("Text with x, y and z.\n")
    (article.parent / "glossary.yaml").write_text(glossary, encoding="utf-8")
    done = run("build", article.name, "--to", "html", cwd=article.parent)
    found = re.findall(r"error\[(glossary-[\w-]+)\].*?\n +--> glossary.yaml:(\d+)", done.err)
    assert [(rule, int(line)) for rule, line in found] == told
    assert done.status == int(bool(told))


# A text, and the words of it that lead to the glossary, each with its definition.
GLOSSARY = """\
- {term: x-ray, forms: [yray], definition: A picture.}
- {term: yray, definition: No picture.}
- {term: blood, definition: What flows in you.}
- {term: blood pressure, definition: How hard it flows.}
- {term: CPR, definition: Pressing on the chest.}
"""
LINKED = {
    "the longest": ("Your blood pressure.", [("blood pressure", "How hard it flows.")]),
    "no part of a compound": ("A blood-pressure cuff, an anti-blood thing, blood&#x2011;red.", []),
    "a compound that is a term": ("An x-ray.", [("x-ray", "A picture.")]),
    "a term that another claims as a form": ("A yray.", [("yray", "No picture.")]),
    "an abbreviation": ("*[CPR]: cardiopulmonary resuscitation\n\nCPR helps. CPR is good.", [("CPR", "Pressing on the chest.")]),
}  # fmt: skip


@pytest.mark.parametrize("name", LINKED)
def test_words_lead_to_their_definition(name: str, write: Callable[..., Path], run: Callable[..., Run]) -> None:
    text, linked = LINKED[name]
    article = write(f"{text}\n")
    (article.parent / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    run("build", article, "--to", "html")
    page = (article.parent / "build/article/article.html").read_text(encoding="utf-8")
    definitions = dict(re.findall(r'<dd id="(publish-word-\d+)-definition">(.*?)</dd>', page))
    found = [
        (re.sub("<.*?>", "", words), definitions[entry])
        for entry, words in re.findall(r'role="doc-glossref" href="#(publish-word-\d+)">(.*?)</a>', page)
    ]
    assert found == linked
    assert len(definitions) == len(linked)
    assert page.count("<abbr") == 2 * (name == "an abbreviation")
