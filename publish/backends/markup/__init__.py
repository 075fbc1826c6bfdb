"""The one rendering of nodes to semantic XHTML that HTML, EPUB and PDF share."""

from publish.backends.markup.contents import ContentsEntry, contents
from publish.backends.markup.renderer import Flavour, Renderer
from publish.backends.markup.templates import Templates

__all__ = ["ContentsEntry", "Flavour", "Renderer", "Templates", "contents"]
