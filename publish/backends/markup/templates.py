"""Templates and stylesheets: the user's own where the project has a file of the same name, else those of Publish."""

from __future__ import annotations

from types import CodeType
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
    TemplateNotFound,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from publish.backends.markup import filters
from publish.findings import Finding, Location, PublishError
from publish.gate import Gate
from publish.resources import templates as packaged_templates


class _CompiledTemplates(BytecodeCache):
    """Keeps templates compiled from one article to the next; compiling them takes longer than filling them in."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.code


_compiled = _CompiledTemplates()


class Templates:
    """The templates that a project sees."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        loaders: list[BaseLoader] = [FunctionLoader(self._own), FileSystemLoader(packaged_templates())]
        self.environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader(loaders),
            autoescape=True,
            undefined=StrictUndefined,
            bytecode_cache=_compiled,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.environment.filters.update(filters.FILTERS)
        self.environment.tests.update(filters.TESTS)

    def render(self, name: str, **values: Any) -> str:
        """Fill a template in.

        Raises:
            PublishError: the template is missing or broken.
        """
        try:
            return self.environment.get_template(name).render(**values)
        except PublishError:
            raise
        except Exception as error:  # a template of the user's own may fail in any way
            raise broken_template(name, error) from error

    def stylesheet(self, name: str) -> str:
        """Return a stylesheet, which is not a template.

        Raises:
            PublishError: it is missing, or cannot stand inside a page.
        """
        source = self._source(name)
        if "<" in source or "&" in source:
            raise PublishError(
                Finding(
                    rule="stylesheet-unfit",
                    message=f"The stylesheet “{name}” holds “<” or “&”, so it cannot stand inside a page.",
                    location=Location(f"templates/{name}"),
                    harms="The page would break.",
                    mend="Write the sign as a CSS escape: \\3c or \\26 followed by a space.",
                )
            )
        return source

    def script(self, name: str) -> str:
        """Return a script, which is not a template, as it stands inside a page.

        Raises:
            PublishError: it is missing, or cannot stand inside a page.
        """
        source = self._source(name)
        unfit = next((end for end in ("</script", "<!--", "]]>") if end in source.lower()), None)
        if unfit:
            raise PublishError(
                Finding(
                    rule="script-unfit",
                    message=f"The script “{name}” holds “{unfit}”, so it cannot stand inside a page.",
                    location=Location(f"templates/{name}"),
                    harms="The page would break.",
                    mend="Write it in two pieces that are joined by “+”.",
                )
            )
        # For browsers the marks are comments; for readers of XML what is between them holds no tags.
        return f"//<![CDATA[\n{source}//]]>\n"

    def _source(self, name: str) -> str:
        try:
            source, _, _ = self.environment.loader.get_source(self.environment, name)  # type: ignore[union-attr]
        except TemplateNotFound as error:
            raise broken_template(name, error) from error
        return source

    def _own(self, name: str) -> str | None:
        try:
            return self._gate.read(f"templates/{name}").decode("utf-8")
        except UnicodeDecodeError as error:
            raise broken_template(name, error) from error
        except PublishError as error:
            if [finding.rule for finding in error.findings] == ["file-missing"]:
                return None
            raise


def broken_template(name: str, error: Exception) -> PublishError:
    """Return the error that tells of a broken template."""
    return PublishError(
        Finding(
            rule="template-broken",
            message=f"The template “{name}” does not work: {getattr(error, 'message', None) or error}.",
            location=Location(f"templates/{getattr(error, 'name', None) or name}", getattr(error, "lineno", 0) or 0),
            harms="The output cannot be made.",
            mend="Mend it, or delete it to use the one that comes with Publish.",
        )
    )
