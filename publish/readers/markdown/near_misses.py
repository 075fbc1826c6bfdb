"""What an author meant as markup and Markdown takes for words, so that readers would see its signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from publish.findings import Severity
from publish.readers.markdown.manuscript import Manuscript

_TABLE_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?")
_COLONS = r"(?:[:：]*…[:：]+|[:：]+…[:：]*|[:：]{2,}|：)"  # word processors and keyboards make … and ： of them
_OPENING = re.compile(rf"{_COLONS}\s*(?:plain|description|key|warning|help|note)\b.*", re.IGNORECASE)
_CLOSING = re.compile(_COLONS)
_MERGE_MARK = re.compile(r"(?:<{7}|>{7}|\|{7})(?= |$)|={7}$")
_CODE = ("fence", "code_block")
_DESTINATION = re.compile(r"\((?P<address>(?:[^()\n]|\([^()\n]*\))*)\)")


def near_misses_plugin(md: MarkdownIt) -> None:
    """Teach a Markdown parser to tell of links and pictures that it does not understand.

    A token ``link_lost`` holds the bracket, and its meta ``words`` the whole.
    """
    md.inline.ruler.push("link_lost", _link_lost)


def report_lines(token: Token | None, line: int, manuscript: Manuscript) -> None:
    """Tell of lines in a paragraph that were meant as a caption, a table or a box.

    Args:
        token: what stands in the paragraph.
        line: its first.
    """
    lines = token.content.split("\n") if token else []
    _report_stray_definition(lines, line, manuscript)
    _report_broken_table(lines, line, manuscript)
    _report_box_fences(lines, line, manuscript)


def report_merge_marks(tokens: Iterable[Token], manuscript: Manuscript) -> None:
    """Tell of the marks that a version control leaves where two people changed the same lines; code may hold them."""
    code = {
        number
        for token in tokens
        if token.type in _CODE and token.map
        for number in range(token.map[0] + 1, token.map[1] + 1)
    }
    marks = [
        (number, match[0])
        for number, text in manuscript.numbered_lines()
        if number not in code and (match := _MERGE_MARK.match(text.rstrip()))
    ]
    if all(mark.startswith("=") for _, mark in marks):  # these alone underline a heading
        return
    for number, mark in marks:
        manuscript.report(
            "merge-mark",
            f"The line begins with “{mark}”, which a version control leaves where two versions of a text meet.",
            number,
            harms="Readers would get both versions, perhaps two doses.",
            mend="Keep the right one of the two versions, and delete the lines with the marks.",
        )


def report_lost_link(token: Token, line: int, manuscript: Manuscript) -> None:
    """Tell of words in brackets with an address behind them that is none."""
    source, address = token.meta["words"], token.meta["address"]
    is_picture = token.content == "!["
    mend = "Write a whole address, beginning with https://, and no other link among the words."
    if " " in address:
        mend = f"Put < and > around an address that holds spaces: (<{address}>); or write %20 for each space."
    manuscript.report(
        "link-unread",
        f"“{source}” is not understood as a {'picture' if is_picture else 'link'}; it is kept as it is written.",
        line,
        harms="Readers get signs of Markdown in the place of the picture and of its text alternative."
        if is_picture
        else "Readers get signs of Markdown, and cannot follow the link.",
        mend=f"{mend} Write \\[ if you mean the bracket itself.",
    )


def _link_lost(state: StateInline, silent: bool) -> bool:
    mark = "![" if state.src.startswith("![", state.pos) else "["
    if not state.src.startswith(mark, state.pos):
        return False
    start = state.pos
    end = state.md.helpers.parseLinkLabel(state, start + len(mark) - 1)
    destination = _DESTINATION.match(state.src, end + 1) if end >= 0 else None
    if destination is None:
        return False
    if not silent:
        token = state.push("link_lost", "", 0)
        token.content = mark
        token.meta["words"] = state.src[start : destination.end()]
        token.meta["address"] = destination["address"].strip()
    state.pos = start + len(mark)
    return True


def _report_box_fences(lines: Sequence[str], line: int, manuscript: Manuscript) -> None:
    for number, text in enumerate(map(str.strip, lines), line):
        if _OPENING.fullmatch(text):
            problem, mend = (
                "looks like the beginning of a box",
                "Begin the line with three colons, and nothing before them: ::: plain.",
            )
        elif _CLOSING.fullmatch(text):
            problem, mend = "looks like the end of a box", "End an open box with as many colons as it begins with."
        else:
            continue
        manuscript.report(
            "box-fence-broken",
            f"The line “{text[:40]}” {problem}, and is kept as it is written.",
            number,
            harms="Readers see its signs, and what should stand in the box stands in the article.",
            mend=mend,
        )


def _report_broken_table(lines: Sequence[str], line: int, manuscript: Manuscript) -> None:
    if any(_TABLE_RULE.fullmatch(text.strip()) for text in lines[1:]):
        manuscript.report(
            "table-broken",
            "This looks like a table, but its head and the line of dashes below have different numbers of cells.",
            line,
            harms="Readers get a line of words and bars; a dose may seem to belong to somebody else.",
            mend="Give the line of dashes as many cells as the head, and write \\| for a bar inside a cell.",
        )


def _report_stray_definition(lines: Sequence[str], line: int, manuscript: Manuscript) -> None:
    strays = [number for number, text in enumerate(lines) if text.startswith(": ")]
    if strays:
        manuscript.report(
            "caption-stray",
            "This line begins with a colon but follows no figure, table or single term; it is kept as it is.",
            line + strays[0],
            severity=Severity.WARNING,
            harms="Readers see a colon that means nothing, and miss what the line explains.",
            mend="Put a caption directly after its figure or table, and a definition directly after its term.",
        )
