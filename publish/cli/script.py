"""``publish script``: what a narration will say, for an editor to check before it is spoken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publish.content import Script, Utterance


def script(
    source: Annotated[Path, typer.Argument(metavar="ARTICLE", help="The article.")],
    edition: Annotated[str, typer.Option(help="standard or plain.")] = "standard",
    drafts: Annotated[
        bool, typer.Option("--drafts", help="With --edition plain: say what nobody has approved, after a label.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the script as JSON.")] = False,
) -> None:
    """Show what the narration of an article will say, in order, without saying it."""
    import msgspec

    from publish.building.scripting import script_of
    from publish.cli.messages import print_findings

    scripting = script_of(source, edition, drafts=drafts)
    print_findings(scripting.findings)
    if json:
        typer.echo(msgspec.json.format(msgspec.json.encode(scripting.script), indent=1).decode("utf-8"))
    else:
        for line in _lines(scripting.script):
            typer.echo(line)
    raise typer.Exit(scripting.status)


def _lines(script: Script) -> Iterator[str]:
    language = ""
    for utterance in script.utterances:
        if utterance.chapter:
            yield f"\n# {utterance.chapter}\n"
        place = f"  {utterance.location}" if utterance.location else ""
        changed = f"  [{utterance.language}]" if utterance.language != language else ""
        language = utterance.language
        yield f"{utterance.id}{place}{changed}"
        yield f"    {utterance.text}"
        for printed, said in _respelled(utterance):
            yield f"        printed “{printed}”, said “{said}”"
        for each in utterance.pronunciations:
            yield f"        “{utterance.text[each.begin : each.end]}” sounds /{each.phonemes}/"
        yield f"    (pause of {utterance.pause:g} s)"


def _respelled(utterance: Utterance) -> Iterator[tuple[str, str]]:
    """Yield the words that are said otherwise than they are printed."""
    from difflib import SequenceMatcher

    printed, said = _words(utterance.printed), _words(utterance.text)
    for change, begin, end, begin_said, end_said in SequenceMatcher(None, printed, said, False).get_opcodes():
        if change in ("replace", "delete"):
            yield " ".join(printed[begin:end]), " ".join(said[begin_said:end_said])


def _words(text: str) -> list[str]:
    return [word.strip(".,;:!?()“”") or word for word in text.split()]
