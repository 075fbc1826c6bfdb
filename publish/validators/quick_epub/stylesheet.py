"""What stylesheets make of the text that is spoken (CSS Syntax Level 3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec
import tinycss2
from tinycss2 import ast

from publish.validators.quick_epub.container import Container, NotCheckableError, resolve

_MAXIMUM_STYLE = 1024**2  # bytes, or characters within a document
_DEEPEST = 8  # conditions in one another; rules further in are not seen
_CONDITIONAL = frozenset({"media", "supports", "layer", "container"})
# CSS Speech, and the properties of EPUB 3.3, E.
_SPEECH = ("speak", "cue", "pause", "rest", "voice-")


class StyleRule(msgspec.Struct, frozen=True):
    """A rule for a class.

    Attributes:
        classes: those asked for that its selectors name.
        declarations: its properties, in lower case, with their values.
        condition: what must hold for it, such as ``media``; empty if it always does.
        line: in its file.
    """

    classes: frozenset[str]
    declarations: Mapping[str, tuple[ast.Node, ...]]
    condition: str
    line: int


class Sheet(msgspec.Struct, frozen=True):
    """What was looked for in a stylesheet.

    Attributes:
        file: its path in the container.
        rules: those that name one of the classes.
        imports: the sheets that it takes in.
        speaks: whether it tells a voice how to speak.
    """

    file: str
    rules: tuple[StyleRule, ...]
    imports: tuple[str, ...]
    speaks: bool


class Sheets:
    """The stylesheets of a book, each read once."""

    def __init__(self, container: Container, classes: Collection[str]) -> None:
        self._container = container
        self._classes = frozenset(classes)
        self._read: dict[str, Sheet] = {}

    def of(self, files: Iterable[str]) -> list[Sheet]:
        """Return stylesheets and those that they take in; what is not in the book is left out.

        Raises:
            DamagedError: one cannot be read.
            NotCheckableError: one cannot be judged.
        """
        found: dict[str, Sheet] = {}
        waiting = list(files)
        while waiting:
            file = waiting.pop(0)
            if file in found or file not in self._container:
                continue
            if file not in self._read:
                self._read[file] = self.parse(file, self._container.read(file))
            found[file] = self._read[file]
            waiting.extend(found[file].imports)
        return list(found.values())

    def parse(self, file: str, style: bytes | str) -> Sheet:
        """Return what was looked for in one stylesheet.

        Raises:
            NotCheckableError: it is larger than can be borne.
        """
        if len(style) > _MAXIMUM_STYLE:
            raise NotCheckableError(f"a stylesheet of “{file}” is larger than 1 MiB", "Make it smaller.")
        if isinstance(style, bytes):
            nodes, _ = tinycss2.parse_stylesheet_bytes(style, skip_comments=True, skip_whitespace=True)
        else:
            nodes = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
        rules: list[StyleRule] = []
        imports: list[str] = []
        speaks = False
        for node, condition in _flat(nodes, "", 0):
            if isinstance(node, ast.AtRule):
                imports.extend(resolve(file, address).path for address in _addresses(node.prelude))
                continue
            declarations = _declarations(node)
            speaks = speaks or any(name.removeprefix("-epub-").startswith(_SPEECH) for name in declarations)
            if classes := self._classes & set(_class_names(node.prelude)):
                rules.append(StyleRule(classes, declarations, condition, node.source_line))
        return Sheet(file, tuple(rules), tuple(imports), speaks)


def _flat(nodes: Iterable[ast.Node], condition: str, depth: int) -> Iterator[tuple[ast.Node, str]]:
    """Yield style rules and imports, each with the condition that it stands under."""
    for node in nodes:
        keyword = node.lower_at_keyword if isinstance(node, ast.AtRule) else ""
        if isinstance(node, ast.QualifiedRule) or keyword == "import":
            yield node, condition
        elif keyword in _CONDITIONAL and node.content and depth < _DEEPEST:
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from _flat(inner, f"{condition} @{keyword} {tinycss2.serialize(node.prelude)}", depth + 1)


def _addresses(prelude: Iterable[ast.Node]) -> Iterator[str]:
    for node in prelude:
        if node.type in ("string", "url"):
            yield node.value
        elif node.type == "function" and node.lower_name == "url":
            yield from (argument.value for argument in node.arguments if argument.type == "string")


def _declarations(rule: ast.QualifiedRule) -> dict[str, tuple[ast.Node, ...]]:
    nodes = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    return {
        node.lower_name: tuple(part for part in node.value if part.type not in ("whitespace", "comment"))
        for node in nodes
        if node.type == "declaration"
    }


def _class_names(prelude: Iterable[ast.Node]) -> Iterator[str]:
    after_dot = False
    for node in prelude:
        if after_dot and node.type == "ident":
            yield node.value
        elif node.type == "function":  # such as :is(…)
            yield from _class_names(node.arguments)
        after_dot = node.type == "literal" and node.value == "."
