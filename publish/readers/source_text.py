"""From the bytes of a source file to text that every format can hold."""

from __future__ import annotations

from publish.content.characters import UNWRITABLE
from publish.findings import Finding, Location, PublishError, Severity

# They force the direction of what follows.
OVERRIDES = "\u202d\u202e"


def source_text(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """Decode a source file, with LF at the line ends and without control characters.

    Returns:
        the text, and a finding for each line that held a control character.

    Raises:
        PublishError: the file is not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PublishError(
            Finding(
                rule="not-utf-8",
                message=f"The file is not encoded as UTF-8: byte {error.start + 1} does not fit.",
                location=Location(file, data[: error.start].count(b"\n") + 1),
                harms="Accents and signs such as µ would come out wrong.",
                mend="Save it again with the encoding UTF-8.",
            )
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u0085", "\n")
    findings = [
        override(Location(file, number))
        for number, line in enumerate(text.split("\n"), 1)
        if any(character in line for character in OVERRIDES)
    ]
    if not UNWRITABLE.search(text):
        return text, findings
    findings += [
        control_character(f"U+{ord(match[0]):04X}", Location(file, number))
        for number, line in enumerate(text.split("\n"), 1)
        if (match := UNWRITABLE.search(line))
    ]
    return UNWRITABLE.sub("", text), findings


def override(location: Location) -> Finding:
    """Return the finding of a character that forces the direction of the text after it."""
    return Finding(
        rule="direction-override",
        message="A hidden character (U+202D or U+202E) forces the direction of what follows.",
        location=location,
        harms="51 mg would be shown as 15 mg.",
        mend="Delete it; say the direction with {dir=rtl} or {lang=ar} instead.",
    )


def control_character(character: str, location: Location) -> Finding:
    """Return the finding of a control character.

    Args:
        character: how it is written, such as ``U+0007``.
    """
    return Finding(
        rule="control-character",
        message=f"A control character ({character}) is left out.",
        severity=Severity.WARNING,
        location=location,
        harms="E-readers refuse books that hold one; a screen reader may fall silent.",
        mend="Delete it; it often comes along when text is copied from a PDF.",
    )
