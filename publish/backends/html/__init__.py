"""Web pages."""

from publish.backends.html.backend import HtmlBackend

__all__ = ["HtmlBackend"]
