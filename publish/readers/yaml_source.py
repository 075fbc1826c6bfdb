"""YAML in which every value knows its line, and nothing can be executed, repeated or guessed.

Every scalar stays a string until the type of its field says otherwise: ``version: 1.10`` does not become 1.1, and
``language: no`` (Norwegian) does not become false, as YAML 1.1 would have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from publish.content.characters import UNWRITABLE
from publish.findings import Finding, Location, PublishError
from publish.readers.fields import KeyPath, LocatedData

_MAXIMUM_DEPTH = 12


class YamlSource(LocatedData):
    """The data of a YAML text, with the line of each value."""

    def __init__(self, text: str, file: str, first_line: int = 1) -> None:
        """Parse a text.

        Args:
            text: the YAML.
            file: its name, for messages.
            first_line: the line of the file that the text begins on.

        Raises:
            PublishError: the text is not YAML, or uses anchors, tags or a key twice.
        """
        super().__init__(file, first_line)
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or str(error).splitlines()[0]
            raise self._error(problem, first_line + (mark.line if mark else 0)) from error
        except RecursionError as error:
            raise self._error("values are nested too deeply", first_line) from error
        self._seen: set[int] = set()
        self.data = None if node is None else self._value(node, ())

    def _value(self, node: yaml.Node, path: KeyPath) -> Any:
        line = self.first_line + node.start_mark.line
        self.lines.setdefault(path, line)
        if id(node) in self._seen:
            raise self._error("anchors and aliases (& and *) are not supported", line)
        self._seen.add(id(node))
        if len(path) > _MAXIMUM_DEPTH:
            raise self._error("values are nested too deeply", line)
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, index)) for index, item in enumerate(node.value)]
        if UNWRITABLE.search(node.value):
            raise self._error("a value holds a control character", line)
        return None if node.tag == "tag:yaml.org,2002:null" else node.value

    def _pairs(self, node: yaml.MappingNode, path: KeyPath) -> Iterator[tuple[str, Any]]:
        known: set[str] = set()
        for key_node, value_node in node.value:
            line = self.first_line + key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._error("a field's name must be a word", line)
            key = str(self._value(key_node, (*path, "")))
            if key in known:
                raise self._error(f"“{key}” is given twice", line)
            known.add(key)
            self.lines[(*path, key)] = line
            yield key, self._value(value_node, (*path, key))

    def _error(self, problem: str, line: int) -> PublishError:
        return PublishError(
            Finding(
                rule="yaml-broken",
                message=f"The YAML cannot be understood: {problem}.",
                location=Location(self.file, line),
                harms="What it says would be missing in every format.",
                mend="Mind the spaces at the start of each line, and put text that holds a colon in quotation marks.",
            )
        )


def read_list(data: bytes, file: str, not_a_list: Callable[[str, str, int], PublishError]) -> YamlSource:
    """Return a YAML file that holds a list, or nothing.

    Args:
        data: the content of the file.
        file: its name, for messages.
        not_a_list: makes the error of a problem, the file and a line.

    Raises:
        PublishError: the file is not UTF-8, not YAML or not a list.
    """
    try:
        source = YamlSource(data.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        raise not_a_list("it is not encoded as UTF-8", file, data[: error.start].count(b"\n") + 1) from error
    if not isinstance(source.data, list | None):
        raise not_a_list("it is not a list of entries", file, 1)
    return source
