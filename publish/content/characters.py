"""Characters that no format can hold, and characters that nobody sees."""

from __future__ import annotations

import re

# Controls, surrogates and noncharacters: what XML 1.0 (section 2.2) forbids or discourages.
UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)

# What is drawn with nothing (Unicode, Default_Ignorable_Code_Point) and may stand within a word: soft hyphens, joiners,
# marks of direction.
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
