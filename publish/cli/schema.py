"""``publish schema``: the content model for other programs."""

from __future__ import annotations

import typer


def schema() -> None:
    """Print the JSON Schema of the content model."""
    import json

    from publish.content import schema as content_schema

    typer.echo(json.dumps(content_schema(), indent=2, ensure_ascii=False))
