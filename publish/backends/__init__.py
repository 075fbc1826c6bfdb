"""One output format each, and the markup that several of them share."""

from publish.backends.backend import Backend, Context, NoOptions

__all__ = ["Backend", "Context", "NoOptions"]
