"""Whatever is written goes through reader and formats without a traceback, well-formed and without loss."""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from publish.building.reading import read_source
from publish.content import descendants, find, from_json, plain_text, to_json
from publish.content.inlines import Sentence
from publish.findings import PublishError

from .conftest import make_from

WORDS = st.text(st.sampled_from("abcdefgzäéßшלم文 "), min_size=1, max_size=12).map(str.strip).filter(bool)
MARKUP = st.sampled_from(
    [
        "*{}*", "**{}**", "***{}***", "`{}`", "[{}](https://example.org)", "[{}](#x)", "[{}](a.md)", "[{}]{{lang=fr}}", "[{}]{{keep}}",
        "H~{}~", "x^{}^", "${}$", "<kbd>{}</kbd>", "<b>{}</b>", "<abbr title='{}'>A</abbr>", "{}[^n]", "^[{}]", "{}. {}!",
        "![{}](none.png)", "{}\\\n{}", "&amp;{}&lt;", "{{{}}}", "<!-- {} -->", "~~{}~~", "*{}. {}", "[[{}]", "<br>{}", "<span>{}",
    ]
)  # fmt: skip
INLINE = st.builds(
    lambda markup, a, b: markup.replace("{}", a, 1).replace("{}", b).replace("{{", "{").replace("}}", "}"),
    MARKUP,
    WORDS,
    WORDS,
)
LINE = st.lists(st.one_of(WORDS, INLINE), min_size=1, max_size=5).map(" ".join)
BLOCK = st.one_of(
    LINE,
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###", "######", "-", "1.", "7)", ">", ":", "    ", "\t"]), LINE),
    st.builds("| {} | {} |\n|---|:-:|\n| {} | {} |".format, LINE, LINE, LINE, LINE),
    st.builds("{}\n: {}".format, LINE, LINE),
    st.builds("::: {}\n{}\n:::".format, st.sampled_from(["plain", "warning", "key *t*", "note", "help", "x", "plain {added=x}", "description"]), LINE),
    st.builds("::: {}\n{}".format, st.sampled_from(["plain", "warning"]), LINE),
    st.builds("```{}\n{}\n```".format, WORDS, LINE),
    st.sampled_from(["***", "$$\nx^2\n$$", "{#x .y lang=de}", "[^n]: note", "*[A]: Alpha", "<div>\nx\n</div>", ":::", "- a\n  - b\n\n    c", "{row-headers}"]),
    st.text(max_size=40),
)  # fmt: skip
ARTICLES = st.lists(BLOCK, min_size=1, max_size=12).map("\n\n".join)
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SETTINGS
@given(ARTICLES)
def test_generated_article(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "article.md"
        source.write_bytes(f"---\ntitle: A title\nlanguage: en\n---\n\n{text}".encode("utf-8", "surrogatepass"))
        try:
            reading = read_source(source)
        except PublishError as error:
            assert not {finding.rule for finding in error.findings} & {"reader-failed"}, error.findings
            return
        document = reading.document
        assert from_json(to_json(document)) == document
        ids = [node.id for node in descendants([*document.body, *document.notes, *document.replacements]) if node.id]
        assert len(ids) == len(set(ids))
        for output in ("html", "plain"):
            page = etree.parse(make_from(reading, source, output, folder / "made").path)
            ids = page.xpath("//@id")
            assert len(ids) == len(set(ids))
            assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(ids)
        with zipfile.ZipFile(make_from(reading, source, "epub", folder / "made").path) as book:
            for entry in book.namelist():
                if entry.endswith((".xhtml", ".opf")):
                    etree.fromstring(book.read(entry))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES)
def test_generated_article_as_pdf(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "article.md"
        source.write_bytes(f"---\ntitle: A title\nlanguage: en\n---\n\n{text}".encode("utf-8", "surrogatepass"))
        try:
            reading = read_source(source)
        except PublishError:
            return
        assert make_from(reading, source, "pdf", Path(name) / "made").path.stat().st_size > 1000


@SETTINGS
@given(st.lists(WORDS, min_size=1, max_size=30))
def test_no_word_is_lost_between_sentences(words: list[str]) -> None:
    text = ". ".join(f"*{word}* {word}" if number % 3 == 0 else word for number, word in enumerate(words))
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "article.md"
        source.write_text(f"---\ntitle: A title\nlanguage: en\n---\n\n{text}\n", encoding="utf-8")
        document = read_source(source).document
        read = "".join(plain_text(sentence) for sentence in find(document.body, Sentence))
        assert re.sub(r"\s", "", read) == re.sub(r"[\s*]", "", text)
