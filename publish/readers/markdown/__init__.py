"""Reading articles in Markdown with YAML front matter; ``docs/writing.md`` describes the form."""

from publish.readers.markdown.reader import MarkdownReader

__all__ = ["MarkdownReader"]
