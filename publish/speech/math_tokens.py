"""MathML as a listener needs it: one flat row of parts, without what only looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from publish.speech.spoken_units import UNIT

Part = etree._Element

CLOSING = {"(": ")", "[": "]", "|": "|", "∣": "∣", "‖": "‖", "∥": "∥"}

_TRANSPARENT = ("math", "mrow", "mstyle", "mpadded", "semantics", "merror", "mtd")
_NOT_SAID = ("mphantom", "annotation", "annotation-xml")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def kind_of(part: Part) -> str:
    """Return the name of a MathML element without its namespace."""
    return etree.QName(part).localname


def text_of(part: Part) -> str:
    """Return the signs of a part with its white space collapsed."""
    return " ".join("".join(map(str, part.itertext())).split())


def flat(parts: Iterable[Part]) -> list[Part]:
    """Return parts with those that only group or move others replaced by what they hold."""
    return list(_flat(parts))


def _flat(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        kind = kind_of(part)
        if kind in _TRANSPARENT:
            yield from _flat(part)
        elif kind not in _NOT_SAID and (kind == "mspace" or len(part) or text_of(part) or kind == "mtext"):
            yield part


def is_space(part: Part) -> bool:
    """Tell whether a part is only room between others."""
    return kind_of(part) == "mspace" or (kind_of(part) == "mtext" and not text_of(part))


def is_simple(parts: Iterable[Part]) -> bool:
    """Tell whether parts are one sign, one number or one word, which no listener takes for more."""
    said = [part for part in flat(parts) if not is_space(part)]
    return len(said) == 1 and kind_of(said[0]) in ("mi", "mn", "mtext")


def is_thousands(parts: Sequence[Part], place: int) -> bool:
    """Tell whether a comma and the number after it go on with the number before, as in ``1,500``.

    ``10{,}000`` is one number for certain; ``{100,200}`` and ``(1,500)`` are lists.
    """
    if (
        len(parts) < place + 2
        or text_of(parts[place]) != ","
        or not re.fullmatch(r"\d{3}(?:\.\d+)?", text_of(parts[place + 1]))
    ):
        return False
    parent = parts[place].getparent()
    braced = parent is not None and kind_of(parent) == "mrow" and len(parent) == 1
    following = parts[place + 1].getnext()
    after = text_of(following) if following is not None else ""
    return braced or text_of(parts[place + 1]).startswith("0") or after not in (",", ")", "]", "}")


def degrees(part: Part) -> str:
    """Return the number of a number with a raised ring, and nothing for other parts."""
    if kind_of(part) == "msup" and kind_of(part[0]) == "mn" and text_of(part[1]) in ("∘", "°"):
        return text_of(part[0])
    return ""


def upright(part: Part) -> str:
    """Return what an upright letter, with its raised or lowered digits, looks like in running text; else nothing."""
    kind = kind_of(part)
    if kind == "mi":
        return text_of(part) if part.get("mathvariant") == "normal" else ""
    if kind not in ("msub", "msup", "msubsup") or not (base := upright(part[0])):
        return ""
    lowered = text_of(part[1]).replace(" ", "") if kind != "msup" else ""
    raised = text_of(part[-1]).replace(" ", "") if kind != "msub" else ""
    if not re.fullmatch(r"\d*", lowered) or not re.fullmatch(r"[−-]?\d+|\d*[+−-]|", raised):
        return ""
    return base + lowered.translate(_LOWERED) + raised.translate(_RAISED)


def closing_of(parts: Sequence[Part]) -> int:
    """Return where the bracket that begins a row ends, or 0."""
    opening = text_of(parts[0])
    closing, depth = CLOSING[opening], 0
    for place, part in enumerate(parts[1:], start=1):
        sign = text_of(part) if kind_of(part) == "mo" else ""
        if sign == closing and not depth:
            return place
        depth += (sign == opening) - (sign == closing)
    return 0


def upright_run(parts: Sequence[Part]) -> tuple[str, int]:
    """Return the upright letters that begin a row as one word, and how many parts they take."""
    text, taken = "", 0
    for place, part in enumerate(parts):
        letter = upright(part)
        slash = text_of(part) == "/" and place + 1 < len(parts) and upright(parts[place + 1])
        if not letter and not slash:
            break
        text, taken = text + (letter or "/"), place + 1
    return text, taken


def unit_of(parts: Sequence[Part]) -> tuple[str, int]:
    """Return the longest unit that stands before other parts, and how many parts it takes.

    Letters are a unit where they are upright, or where there is room between the number and them.
    """
    room = bool(parts) and is_space(parts[0])
    text, found, certain = "", ("", 0), room
    for taken, part in enumerate(parts[:12], start=1):
        if is_space(part) and taken == 1:
            continue
        if kind_of(part) not in ("mi", "mo", "mtext", "msup"):
            break
        certain = certain or bool(upright(part)) or kind_of(part) == "mtext" or text_of(part) in "%°∘"
        text += upright(part) or text_of(part).replace("∘", "°").replace("μ", "µ")
        if certain and re.fullmatch(UNIT, text):
            found = (text, taken)
    return found


def mixed_fraction(number: str, parts: Sequence[Part]) -> int:
    """Tell how many parts after a whole number a fraction takes that is added to it, as in 2½; 0 where none is."""
    place = next((place for place, part in enumerate(parts) if not is_space(part)), 0)
    if not number.replace(",", "").isdigit() or place >= len(parts) or kind_of(parts[place]) != "mfrac":
        return 0
    fraction = parts[place]
    if fraction.get("linethickness") == "0" or len(fraction) != 2:
        return 0
    above, below = (text_of(part) for part in fraction)
    plain = all(is_simple([part]) for part in fraction) and above.isdecimal() and below.isdecimal()
    return place + 1 if plain and int(above) < int(below) else 0


def is_between_numbers(part: Part) -> bool:
    """Tell whether a part is the sign of a range or a ratio: a dash between quantities, or a colon between numbers."""
    if text_of(part) not in ("–", ":", "∶"):
        return False
    before, after = _beside(part, -1), _beside(part, 1)
    if before is None or after is None or kind_of(after) != "mn":
        return False
    return kind_of(before) == "mn" or (text_of(part) == "–" and bool(upright(before)))


def _beside(part: Part, step: int) -> Part | None:
    """Return what stands beside a part in its row, through groups that only hold it, or nothing."""
    parent = part.getparent()
    while parent is not None and kind_of(parent) in _TRANSPARENT:
        siblings = flat(parent)
        place = siblings.index(part) + step
        while 0 <= place < len(siblings) and is_space(siblings[place]):
            place += step
        if 0 <= place < len(siblings):
            return siblings[place]
        parent = parent.getparent()
    return None
