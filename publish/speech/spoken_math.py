"""Formulas in words that can be taken in one way only: where a part ends is said whenever it is not plain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from lxml import etree

from publish.speech.math_tokens import (
    CLOSING,
    Part,
    closing_of,
    degrees,
    flat,
    is_between_numbers,
    is_simple,
    is_space,
    is_thousands,
    kind_of,
    mixed_fraction,
    text_of,
    unit_of,
    upright,
    upright_run,
)
from publish.speech.math_words import MathWords, math_words
from publish.speech.spoken_forms import spoken
from publish.speech.spoken_units import UNIT

_USUAL_FUNCTIONS = frozenset("fghFGHP")


_MOST_BRACKETS = 100  # a longer formula cannot be followed by ear, and pairing its brackets takes ever longer


def formula_in_words(mathml: str, language: str) -> str:
    """Return a MathML formula as it is said in a language; nothing where the words of the language are not known."""
    words = math_words(language)
    if words is None:
        return ""
    try:
        root = etree.fromstring(mathml.encode())
        if sum(text_of(part) in CLOSING for part in root.iter("{*}mo")) > _MOST_BRACKETS:
            return ""
        said = _Speaker(words, language, root).row([root])
    except (etree.XMLSyntaxError, IndexError, RecursionError):  # MathML that lacks a part, or is nested too deeply
        return ""
    return spoken(said, language)


class _Speaker:
    def __init__(self, words: MathWords, language: str, root: Part) -> None:
        self._words = words
        self._language = language
        letters = {text_of(part) for part in root.iter() if kind_of(part) == "mi"}
        self._both_cases = {
            letter for letter in letters if len(letter) == 1 and letter.swapcase() in letters - {letter}
        }
        self._in_limit = False

    def row(self, parts: Sequence[Part]) -> str:
        """Say parts that stand side by side."""
        waiting = flat(parts)
        said: list[str] = []
        while waiting:
            words, taken = self._next(waiting)
            if said and is_between_numbers(waiting[0]):
                words = self._words.phrases["to"]
            elif said and re.search(r"\d$", said[-1]) and self._continues(waiting[0], words):
                said.append(self._words.phrases["times"])
            waiting = waiting[taken:]
            if words:
                said.append(words)
        return re.sub(r" ([,;])", r"\1", " ".join(said))

    def _continues(self, part: Part, words: str) -> bool:
        if kind_of(part) in ("mo", "mtext", "mspace") or upright(part):
            return False
        return kind_of(part) == "mfrac" or bool(re.match(r"[^\W\d]", words))

    def _next(self, parts: Sequence[Part]) -> tuple[str, int]:
        """Say what begins a row, and tell how many of its parts that took."""
        part = parts[0]
        if kind_of(part) == "mn":
            return self._quantity(parts)
        if is_space(part):
            return "", 1
        if (number := degrees(part)) and len(parts) > 1 and text_of(parts[1]) in ("C", "F"):
            return spoken(f"{number} °{text_of(parts[1])}", self._language), 2
        if upright(part):
            text, taken = upright_run(parts)
            return self._word(text), taken
        if text_of(part) in CLOSING and kind_of(part) == "mo" and (end := closing_of(parts)):
            return self._fenced(text_of(part), parts[1:end]), end + 1
        if text_of(part) == "{" and len(parts) == 2 and kind_of(parts[1]) == "mtable":
            return self._cases(parts[1]), 2
        if self._is_function(part) and len(parts) > 1 and text_of(parts[1]) == "(" and (end := closing_of(parts[1:])):
            argument = parts[2 : end + 1]
            plain = all(kind_of(inner) in ("mi", "mn", "mtext") or text_of(inner) == "," for inner in argument)
            words = self.row(argument) if plain else self._fenced("(", argument)
            return self._phrase("function", self._name(part), words), end + 2
        return self._one(part), 1

    # numbers and units

    def _quantity(self, parts: Sequence[Part]) -> tuple[str, int]:
        number, taken = text_of(parts[0]), 1
        while is_thousands(parts, taken):
            number += "," + text_of(parts[taken + 1])
            taken += 2
        if length := mixed_fraction(number, parts[taken:]):
            fraction = self._fraction(parts[taken + length - 1])
            return self._phrase("mixed_number", number, fraction), taken + length
        unit, length = unit_of(parts[taken:])
        if not unit:
            return number, taken
        return spoken(f"{number} {unit}", self._language), taken + length

    def _word(self, text: str) -> str:
        if re.fullmatch(UNIT, text) and len(text) > 1:
            return spoken(f"2 {text}", self._language).removeprefix("2 ")
        return spoken(text, self._language)

    # brackets and what they hold

    def _fenced(self, fence: str, inside: Sequence[Part]) -> str:
        only = inside[0] if len(inside) == 1 else None
        if only is not None and kind_of(only) == "mtable":
            matrix = self._matrix(only)
            return self._phrase("determinant", matrix) if fence in "|∣" else matrix
        if only is not None and kind_of(only) == "mfrac" and only.get("linethickness") == "0":
            return self._one(only)
        if fence in "|∣":
            return self._measured("absolute_value", inside, self.row(inside))
        if fence in "‖∥":
            return self._measured("norm", inside, self.row(inside))
        return f"{self._sign(fence)} {self.row(inside)} {self._sign(CLOSING[fence])}"

    def _matrix(self, table: Part) -> str:
        rows = self._rows(table, ", ")
        columns = max((len(row) for row in table), default=0)
        said = [self._phrase("row", str(number), row) for number, row in enumerate(rows, start=1)]
        return self._phrase("matrix", str(len(rows)), str(columns), "; ".join(said))

    def _cases(self, table: Part) -> str:
        rows = self._rows(table, ", ")
        said = [self._phrase("case", str(number), row) for number, row in enumerate(rows, start=1)]
        return self._phrase("cases", str(len(rows)), "; ".join(said))

    def _rows(self, table: Part, between: str) -> list[str]:
        return [between.join(filter(None, (self.row([cell]) for cell in row))) for row in table]

    # one part

    def _one(self, part: Part) -> str:
        kind = kind_of(part)
        match kind:
            case "mi" | "mo":
                return self._name(part) if kind == "mi" else self._operator(text_of(part))
            case "mtext":
                return self._sign(text_of(part))
            case "mfrac":
                return self._fraction(part)
            case "msqrt":
                return self._measured("square_root", [part[0]] if len(part) == 1 else list(part), self.row(list(part)))
            case "mroot":
                index, name = self.row([part[1]]), "root"
                name = {"2": "square_root", "3": "cube_root"}.get(index, name)
                return self._measured(name, [part[0]], self.row([part[0]]), index)
            case "msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover":
                return self._scripted(part, kind)
            case "mtable":
                if part.get("displaystyle") != "true":
                    return self._matrix(part)
                lines = enumerate(self._rows(part, " "), start=1)
                return "; ".join(self._phrase("line", str(number), line) for number, line in lines)
            case "menclose":
                notation, inside = part.get("notation", ""), self.row(list(part))
                name = "boxed" if notation == "box" else "crossed_out" if "strike" in notation else ""
                return self._phrase(name, inside) if name else inside
            case _:
                return self.row(list(part)) if len(part) else text_of(part)

    def _fraction(self, part: Part) -> str:
        above, below = self.row([part[0]]), self.row([part[1]])
        simple = is_simple([part[0]]) and is_simple([part[1]])
        if part.get("linethickness") == "0":
            return self._phrase("binomial" if simple else "long_binomial", above, below)
        if f"{above}/{below}" in self._words.fractions:
            return self._words.fractions[f"{above}/{below}"]
        return self._phrase("fraction" if simple else "long_fraction", above, below)

    def _scripted(self, part: Part, kind: str) -> str:
        base = text_of(part[0])
        scripts = [self._script(script) for script in list(part)[1:]]
        if base in self._words.large:
            name = "from_to" if len(scripts) == 2 else "across"
            return self._phrase(name, self._words.large[base], *scripts)
        if base in self._words.limits and kind in ("msub", "munder"):
            name = "limit" if base.startswith("lim") else "across"
            return self._phrase(name, self._words.limits[base], *scripts)
        if kind in ("munder", "mover") and (mark := self._mark(part, kind)):
            return mark.format(self.row([part[0]]))
        if kind in ("munder", "mover", "munderover"):
            name = {"munder": "under", "mover": "over", "munderover": "under_over"}[kind]
            return self._phrase(name, self.row([part[0]]), *scripts)
        function = self._words.functions.get(base, "")
        said = function or self.row([part[0]])
        if kind != "msup":
            name = "base" if base == "log" else "subscript"
            said = (
                self._measured(name, [part[1]], said, scripts[0])
                if name != "base"
                else self._phrase(name, said, scripts[0])
            )
        if kind != "msub":
            said = self._raised(said, part[-1], scripts[-1])
        return self._phrase("function_of", said) if function else said

    def _raised(self, base: str, raised: Part, words: str) -> str:
        text = text_of(raised).replace(" ", "")
        if text in ("2", "3"):
            return self._phrase("squared" if text == "2" else "cubed", base)
        if text in ("∘", "°"):
            return self._phrase("degrees", base).strip()
        if set(text) <= set("′″‴'†*∗"):
            return f"{base} {words}"
        if charge := re.fullmatch(r"(\d*)([+−-])", text):
            return self._phrase("plus_charge" if charge[2] == "+" else "minus_charge", f"{base} {charge[1]}".strip())
        if re.fullmatch(r"[−-]\d+", text):
            return self._phrase("power", base, words)
        return self._measured("power", [raised], base, words)

    def _script(self, part: Part) -> str:
        self._in_limit, before = True, self._in_limit
        try:
            return self.row([part])
        finally:
            self._in_limit = before

    def _mark(self, part: Part, kind: str) -> str:
        mark = text_of(part[1])
        if kind == "munder" and mark in "―¯_":
            mark = "_"
        phrases = self._words.marks.get(mark)
        return phrases[not is_simple([part[0]])] if phrases and kind_of(part[0]) != "mo" else ""

    # names and signs

    def _is_function(self, part: Part) -> bool:
        kind, base = kind_of(part), part
        if kind in ("msup", "msub"):
            base = part[0]
        name = text_of(base)
        is_named = (
            kind_of(part) == "mo" and name.isalpha() and name not in {**self._words.limits, **self._words.functions}
        )
        return is_named or (kind_of(base) == "mi" and name in _USUAL_FUNCTIONS)

    def _name(self, part: Part) -> str:
        if kind_of(part) not in ("mi", "mo"):
            return self._one(part)
        name = text_of(part)
        if name in self._words.functions:
            return self._phrase("function_of", self._words.functions[name])
        said = self._sign(name)
        plain = unicodedata.normalize("NFKC", name)
        if len(name) == 1 and plain != name and name not in self._words.signs:
            said = self._sign(plain)
            if "BOLD" in unicodedata.name(name, ""):
                said = self._phrase("bold", said)
        return self._phrase("capital", said) if name in self._both_cases and name.isupper() and name.isascii() else said

    def _operator(self, text: str) -> str:
        if text == "→" and self._in_limit:
            return self._words.phrases["approaches"]
        if text in self._words.large or text in self._words.limits:
            name = self._words.large.get(text) or self._words.limits[text]
            return self._phrase("without_limits", name)
        if text in self._words.functions:
            return self._phrase("function_of", self._words.functions[text])
        return " ".join(map(self._sign, text)) if not text.isalpha() and len(text) < 4 else text

    def _sign(self, sign: str) -> str:
        if sign in self._words.signs:
            return self._words.signs[sign]
        if len(sign) != 1 or sign.isascii():
            return sign
        name = unicodedata.name(sign, sign).lower()
        if letter := re.fullmatch(r"greek (small|capital) letter (\w+)", name):
            return letter[2] if letter[1] == "small" else self._phrase("capital", letter[2])
        return sign if sign.isalpha() else name

    def _phrase(self, name: str, *parts: str) -> str:
        return self._words.phrases[name].format(*parts)

    def _measured(self, name: str, measured: Sequence[Part], *parts: str) -> str:
        """Say a phrase, and where it ends if what it holds is not simple."""
        return self._phrase(name if is_simple(measured) else f"long_{name}", *parts)
