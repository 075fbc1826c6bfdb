"""The project: the folder of a ``publish.toml``, and what it says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from publish import plugins
from publish.backends.markup.filters import is_address
from publish.building.outputs import DEFAULT_NAMES, PRESETS, Output
from publish.checks import CheckSettings, check_settings, rules
from publish.content import GlossaryEntry, House, LexiconEntry, Masthead, Metadata
from publish.findings import Finding, Location, PublishError
from publish.gate import Gate
from publish.plain import GateSettings, gate_settings
from publish.readers.fields import as_written, explained
from publish.readers.glossary import read_glossary
from publish.readers.lexicon import read_lexicon
from publish.speech.settings import NarrationSettings

PROJECT_FILE = "publish.toml"
_LONGEST_ADDRESS = 120
_OUTPUT_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of a ``publish.toml``.

    Attributes:
        sources: patterns of the articles and books, relative to the project's folder.
        output: the folder that everything is built into.
        glossary: the file of explained words.
        lexicon: the file that tells how words are said.
        formats: names of the outputs that are built when none is asked for.
        voices: names of voices, the preferred one first; each language is spoken by the first that knows it.
        defaults: front-matter fields that hold where an article does not say otherwise.
        narration: how narrations are made.
        outputs: outputs of the project's own, by name.
        masthead: the letterhead of printed handouts.
        gates: what a release asks beyond the usual.
        address: the web address under which the output folder is published; empty when it is not.
        checks: how the rules of “publish check” are used: a severity for each, or a table of severity and limits.
    """

    sources: tuple[str, ...] = ("source/*.md",)
    output: str = "build"
    glossary: str = "glossary.yaml"
    lexicon: str = "lexicon.yaml"
    formats: tuple[str, ...] = DEFAULT_NAMES
    voices: tuple[str, ...] = ("piper", "espeak")
    defaults: dict[str, Any] = msgspec.field(default_factory=dict)
    narration: NarrationSettings = NarrationSettings()
    outputs: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)
    masthead: Masthead | None = None
    gates: dict[str, Any] = msgspec.field(default_factory=dict)
    address: str = ""
    checks: dict[str, Any] = msgspec.field(default_factory=dict)


class Project:
    """A folder with articles, and how they are published.

    Attributes:
        root: the folder.
        settings: from its ``publish.toml``, or the defaults where there is none.
        gate: the only way to read its files.
    """

    def __init__(self, root: Path, settings: Settings) -> None:
        self.root = root
        self.settings = settings
        self.gate = Gate(root)

    @classmethod
    def around(cls, path: Path) -> Project:
        """Return the project that a file or folder belongs to: the nearest folder above with a ``publish.toml``.

        Without one the folder of the file is the project.

        Raises:
            PublishError: the ``publish.toml`` is broken.
        """
        folder = path.resolve() if path.is_dir() else path.resolve().parent
        for candidate in (folder, *folder.parents):
            if (candidate / PROJECT_FILE).is_file():
                return cls(candidate, _read_settings(candidate / PROJECT_FILE))
        return cls(folder, Settings())

    @cached_property
    def outputs(self) -> Mapping[str, Output]:
        """The outputs of the project's own, by name.

        Raises:
            PublishError: one of them is broken.
        """
        outputs: dict[str, Output] = {}
        for name, fields in self.settings.outputs.items():
            if not _OUTPUT_NAME.fullmatch(name):
                raise _broken(f"“{name}” cannot be the name of an output", self.root / PROJECT_FILE, 0)
            try:
                outputs[name] = msgspec.convert({"name": name, **fields}, Output)
            except msgspec.ValidationError as error:
                problem = f"in [outputs.{name}], {explained(error, Output)}"
                raise _broken(problem, self.root / PROJECT_FILE, 0) from error
        return outputs

    @cached_property
    def glossary(self) -> tuple[tuple[GlossaryEntry, ...], tuple[Finding, ...]]:
        """The words that the project explains, and what is wrong with the others.

        Raises:
            PublishError: the glossary cannot be read.
        """
        if not (self.root / self.settings.glossary).is_file():
            return (), ()
        entries, findings = read_glossary(self.gate.read(self.settings.glossary), self.settings.glossary)
        return entries, tuple(findings)

    @cached_property
    def lexicon(self) -> tuple[tuple[LexiconEntry, ...], tuple[Finding, ...]]:
        """How words of the project are said, and what is wrong with other entries.

        Raises:
            PublishError: the lexicon cannot be read.
        """
        if not (self.root / self.settings.lexicon).is_file():
            return (), ()
        entries, findings = read_lexicon(self.gate.read(self.settings.lexicon), self.settings.lexicon)
        return entries, tuple(findings)

    @cached_property
    def checks(self) -> CheckSettings:
        """How the rules are used.

        Raises:
            PublishError: the project file sets a rule that does not exist.
        """
        return check_settings(self.settings.checks, rules(), str(self.root / PROJECT_FILE))

    @cached_property
    def gates(self) -> GateSettings:
        """What must hold of an article before it may go out.

        Raises:
            PublishError: the project file names a gate that does not exist.
        """
        return gate_settings(self.settings.gates, str(self.root / PROJECT_FILE))

    @cached_property
    def offline_voices(self) -> tuple[str, ...]:
        """The voices of the settings.

        Raises:
            PublishError: one of them sends text away, which only the person who builds may decide.
        """
        for name in self.settings.voices:
            if not plugins.create("publish.voices", name).offline:
                raise PublishError(
                    Finding(
                        rule="voice-needs-consent",
                        message=f"The project file asks for the voice “{name}”, which sends the text to a third party.",
                        location=Location(str(self.root / PROJECT_FILE)),
                        harms="Whoever wrote the project would decide who reads the article.",
                        mend=f"Ask for it yourself: publish build --voice {name}",
                    )
                )
        return self.settings.voices

    def house(self, article: str, output: str) -> House:
        """Return what a publication of an article tells of the house.

        Its other forms are those that a project file names, not those that happen to be built together, so that the
        same article gives the same bytes.

        Args:
            article: the name of the article.
            output: the name of the output.
        """
        named = self.settings.formats if (self.root / PROJECT_FILE).is_file() else ()
        forms = tuple(name for name in named if name != output)
        folder = f"{self.settings.address.rstrip('/')}/{quote(article)}/" if self.settings.address else ""
        return House(
            masthead=self.settings.masthead,
            page=f"{folder}index.html" if folder else "",
            forms=forms,
            full_page=self._full_page(article, named, folder),
        )

    def _full_page(self, article: str, named: Sequence[str], folder: str) -> str:
        """Return the address of the web page of an article as written, if it is among the named outputs."""
        for name in named:
            output = self.outputs.get(name) or PRESETS.get(name)
            if output and output.backend == "html" and output.edition in ("", "standard"):
                return f"{folder}{quote(output.file_stem(article))}.html"
        return ""

    def sources(self) -> list[Path]:
        """Return the articles and books that the patterns of the settings find, in order of their names.

        Raises:
            PublishError: there are none.
        """
        found = {path for pattern in self.settings.sources for path in self._glob(pattern) if path.is_file()}
        found.discard(self.root / PROJECT_FILE)
        if found:
            return sorted(found)
        raise PublishError(
            Finding(
                rule="source-missing",
                message=f"There is no article at {', '.join(self.settings.sources)} in {self.root}.",
                harms="Nothing is made.",
                mend="Name an article: publish build ARTICLE.md. Or make a project: publish new FOLDER.",
            )
        )

    def _glob(self, pattern: str) -> Sequence[Path]:
        try:
            return list(self.root.glob(pattern))
        except (ValueError, NotImplementedError) as error:
            raise _broken(f"“{pattern}” is not a pattern of files inside the project", self.root, 0) from error


def _read_settings(path: Path) -> Settings:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        settings = msgspec.convert(data, Settings)
        if settings.gates:
            gate_settings(settings.gates, str(path))
        for place in (settings.output, *settings.sources):
            if Path(place).is_absolute() or ".." in Path(place).parts:
                raise _broken(f"“{place}” leads out of the project", path, 0)
        if stray := sorted(set(settings.defaults) - {field.encode_name for field in msgspec.structs.fields(Metadata)}):
            raise _broken(
                f"“{stray[0]}” under [defaults] is no field of an article; settings of the project stand above "
                "the first line in square brackets",
                path,
                0,
            )
        if len(settings.address) > _LONGEST_ADDRESS:
            raise _broken("“address” is too long for a code that a phone can read", path, 0)
        if settings.address and not is_address(settings.address):
            raise _broken(f"“{settings.address}” is not the address of a page (https://…)", path, 0)
        if settings.masthead and settings.masthead.logo and not settings.masthead.logo_alt:
            raise _broken("the logo of the masthead needs a “logo-alt”, which tells what it says", path, 0)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise _broken(str(error), path, int(line[1]) if line else 0) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(f"it cannot be read ({error})", path, 0) from error
    except msgspec.ValidationError as error:
        raise _broken(explained(error, Settings), path, 0) from error
    return msgspec.structs.replace(settings, defaults={k: as_written(v) for k, v in settings.defaults.items()})


def _broken(problem: str, path: Path, line: int) -> PublishError:
    return PublishError(
        Finding(
            rule="project-file-broken",
            message=f"The project file cannot be used: {problem}.",
            location=Location(str(path), line),
            harms="What it asks for would not be done, and nobody would notice.",
            mend="Compare with docs/outputs.md.",
        )
    )
