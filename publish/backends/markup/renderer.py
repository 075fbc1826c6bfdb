"""From nodes to XHTML, by the macro that bears the name of the node's type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from markupsafe import Markup, escape

from publish.backends.markup.isolation import isolate, isolate_in, other_directions
from publish.backends.markup.quantities import keep_quantities, keep_quantities_of
from publish.backends.markup.templates import Templates, broken_template
from publish.content import Edition, Figure, Image, Math, MathBlock, Node, Section, Sentence, descendants
from publish.content.language import direction_of
from publish.content.node import Direction
from publish.findings import PublishError

_MACROS = ("markup/inlines.xhtml", "markup/blocks.xhtml", "markup/parts.xhtml")


class Flavour(msgspec.Struct, frozen=True, kw_only=True):
    """What a format asks of the shared markup.

    Attributes:
        sentence_elements: every sentence is an element with its id, so that it can be highlighted.
        interactive: long descriptions can be opened and closed, wide formulas scrolled by keyboard, and the cells of a
            table set below each other on a narrow screen.
        epub_types: elements also carry ``epub:type``.
        printed: the pages are of paper: nothing may run off the edge, and the number of a note is itself the way back.
    """

    sentence_elements: bool = True
    interactive: bool = False
    epub_types: bool = False
    printed: bool = False


class Renderer:
    """Renders the nodes of one publication.

    Attributes:
        templates: the templates that the project sees.
    """

    def __init__(
        self,
        templates: Templates,
        *,
        flavour: Flavour,
        labels: Mapping[str, str],
        language: str,
        picture: Callable[[Image], str],
        address: Callable[[str], str] = str,
        drawing: Callable[[Math | MathBlock], Any] = lambda formula: None,
        full_page: str = "",
    ) -> None:
        """Prepare to render.

        Args:
            flavour: what the format asks.
            labels: the words of Publish in the publication's language.
            language: of the publication.
            picture: gives the address of a picture's file.
            address: gives the address of a link's target.
            full_page: the address of the article as written, to which its sections lead; empty for no such links.
            drawing: gives the ``address`` and the ``style`` of a formula's picture, or None to print its MathML.
        """
        self.templates = templates
        self._descriptions: dict[str, str] = {}
        self._direction = direction_of(language)
        self._other_directions: dict[str, Direction] = {}
        self._edition: Edition | None = None
        self._ids: frozenset[str] = frozenset()
        self._full_page = full_page
        self._values: dict[str, Any] = {
            "address": address,
            "attributes": attributes,
            "direction": self._direction,
            "described_by": lambda image: self._descriptions.get(image.id, ""),
            "drawing": drawing,
            "flavour": flavour,
            "full_address": self.full_address,
            "id_of_part": self.id_of_part,
            "isolated": self.isolated,
            "labels": labels,
            "language": language,
            "picture": picture,
            "render": self.render,
            "render_all": self.render_all,
            "words": self.words,
        }
        self._joiners = flavour.printed
        self._macros: dict[str, Callable[..., Markup]] = {}
        for name in _MACROS:
            try:
                module = templates.environment.get_template(name).make_module({**self._values, **self._macros})
            except PublishError:
                raise
            except Exception as error:  # a template of the user's own may fail in any way
                raise broken_template(name, error) from error
            self._macros |= {key: value for key, value in vars(module).items() if not key.startswith("_")}

    def render(self, node: Node) -> Markup:
        """Return a node as XHTML."""
        if isinstance(node, Figure) and node.description:
            self._descriptions[node.image.id] = self.id_of_part(node.image, "description")
        return self.part(node.type.replace("-", "_"), node)

    def render_all(self, nodes: Iterable[Node]) -> Markup:
        """Return nodes that follow each other as XHTML."""
        return Markup("").join(map(self.render, nodes))

    def full_address(self, section: Section) -> str:
        """Return the address of a section in the article as written; nothing where there is none."""
        in_full = self._edition.in_full if self._edition else ()
        return f"{self._full_page}#{section.id}" if self._full_page and section.id in in_full else ""

    def words(self, value: Sentence | str) -> Markup:
        """Return what a sentence holds, or a plain text, as XHTML, its quantities kept together and in their order."""
        if isinstance(value, str):
            return self.isolated(keep_quantities_of(value, joiners=self._joiners))
        direction = self._other_directions.get(value.id, self._direction)
        return self.render_all(keep_quantities(isolate(value.content, direction), joiners=self._joiners))

    def isolated(self, text: str, language: str | None = None) -> Markup:
        """Return a plain text as XHTML with what is read from left to right isolated, in its language if it has one."""
        return isolate_in(text, direction_of(language) if language else self._direction)

    def id_of_part(self, node: Node, part: str) -> str:
        """Return the id of a part that a macro adds to a node; no node has it, and the narration uses it too."""
        unique, number = f"{node.id}-{part}", 1
        while unique in self._ids:
            number += 1
            unique = f"{node.id}-{part}-{number}"
        return unique

    def part(self, macro: str, *values: Any, **named: Any) -> Markup:
        """Return what a macro of ``templates/markup/`` makes."""
        return self._macros[macro](*values, **named)

    def page(self, template: str, **values: Any) -> str:
        """Fill in the template of a whole page; it sees every macro and what ``values`` names.

        Of the ``edition`` among them it is known which ids are taken, and which sentence stands in another direction
        than the rest.
        """
        if isinstance(edition := values.get("edition"), Edition) and edition is not self._edition:
            self._other_directions, self._edition = other_directions(edition), edition
            self._ids = frozenset(node.id for node in descendants([*edition.body, *edition.notes]))
        return self.templates.render(template, **{**self._values, **self._macros, **values})


def attributes(node: Node, classes: str = "") -> Markup:
    """Return the attributes that any node may have: id, language, direction and classes."""
    pairs = [
        ("id", node.id),
        ("class", " ".join((*classes.split(), *node.classes))),
        ("lang", node.language),
        ("xml:lang", node.language),
        ("dir", node.direction or (direction_of(node.language) if node.language else None)),
    ]
    return Markup("").join(Markup(f' {name}="{escape(value)}"') for name, value in pairs if value)
