"""Every example of the CommonMark specification goes through the reader and every format that is made of markup."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from publish.building.reading import read_source
from publish.content import from_json, to_json
from publish.findings import PublishError

from .conftest import Made, make_from

SPECIFICATION = (Path(__file__).parent / "data/commonmark-0.31.2.txt").read_text(encoding="utf-8")
FENCE = "`" * 32
EXAMPLES = [
    match[1].replace("→", "\t")
    for match in re.finditer(rf"^{FENCE} example\n(.*?)^\.\n.*?^{FENCE}$", SPECIFICATION, re.DOTALL | re.MULTILINE)
]
BATCHES = [EXAMPLES[start : start + 40] for start in range(0, len(EXAMPLES), 40)]


def test_the_specification_is_whole() -> None:
    assert len(EXAMPLES) == 652


@pytest.mark.parametrize("number", range(1, len(EXAMPLES) + 1))
def test_example(number: int, write: Callable[..., Path], tmp_path: Path) -> None:
    source = write(
        EXAMPLES[number - 1] if not EXAMPLES[number - 1].startswith("---\n") else "\n" + EXAMPLES[number - 1]
    )
    try:
        reading = read_source(source)
    except PublishError as error:
        assert {finding.rule for finding in error.findings} & {"article-empty", "front-matter-broken"}
        return
    assert from_json(to_json(reading.document)) == reading.document
    for output in ("html", "plain"):
        etree.parse(make_from(reading, source, output, tmp_path / "made").path)
    with zipfile.ZipFile(make_from(reading, source, "epub", tmp_path / "made").path) as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".xml")):
                etree.fromstring(book.read(name))


@pytest.mark.parametrize("number", range(len(BATCHES)))
def test_examples_as_pdf(number: int, write: Callable[..., Path], make: Callable[..., Made]) -> None:
    text = "\n\n".join(f"## Example {n}\n\n{example}" for n, example in enumerate(BATCHES[number], 1))
    made = make(write(text), "pdf")
    assert made.path.read_bytes().startswith(b"%PDF-")
