"""Abbreviations, Latin shorthand and Roman numerals as English says them."""

from __future__ import annotations

import re

from publish.speech.rewriting import Rule

_ROMAN = {"I": 1, "V": 5, "X": 10}
_TIMES_A_DAY = {"b": "twice a day", "t": "3 times a day", "q": "4 times a day"}
_AFTER_A_DOSE = (
    r"(?<=[\d½] )|(?<=grams )|(?<=gram )|(?<=litres )|(?<=litre )|(?<=units )|(?<=unit )|(?<=mg )|(?<=tablet )"
    r"|(?<=tablets )|(?<=capsule )|(?<=capsules )|(?<=puffs )|(?<=drops )|(?<=mouth )|(?<=tab )|(?<=tabs )|(?<=cap )"
    r"|(?<=caps )|(?<=puff )|(?<=drop )|(?<=spray )|(?<=sprays )|(?<=day )"
)
# What “IV” stands before where it tells how something is given, and what shows that it is a thing of its own.
_WAYS = {"IV": "intravenous", "IM": "intramuscular", "SC": "subcutaneous"}
# What follows the number in “type I diabetes”.
_NUMBERED = "collagen|diabetes|disease|disorder|error|patient|reaction|stud|trial"
_NO_NOUN = (
    "a|about|after|all|an|and|are|as|at|be|because|been|before|but|by|can|daily|during|every|for|from|had|has|have"
    "|if|in|into|is|it|may|not|of|on|once|only|or|over|should|so|than|that|the|then|they|this|through|to|twice|until|was"
    "|were|when|which|while|will|with|without|you"
)


def roman(numeral: str) -> int:
    """Return the number of a Roman numeral up to XXXIX; 0 for letters that are none."""
    if not re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})", numeral):
        return 0
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _numbered(match: re.Match[str]) -> str:
    number, letter = roman(match[2]), match[3].upper() if match.lastindex == 3 else ""
    return f"{match[1]} {number}{f' {letter}' if letter else ''}" if number else match[0]


def _numerals(match: re.Match[str]) -> str:
    """Return “2 to 4” for “II–IV”; “I-V” may be letters."""
    low, high = roman(match[1]), roman(match[2])
    return f"{low} to {high}" if 0 < low < high and len(match[1]) + len(match[2]) > 2 else match[0]


SHORTHAND = [
    Rule("“e.g.” is spelled.", r"\b(?:[eE]\. ?g\.|eg\b\.?)(?!-)", "for example"),
    Rule("“i.e.” is spelled.", r"\b(?:[iI]\. ?e\.|ie\b\.?)(?!-)", "that is"),
    Rule("“etc.” at the end keeps its stop.", r"\betc\.(?=\s*$|\s+[A-Z])", "and so on."),
    Rule("“etc.” ends a sentence for the voice.", r"\betc\b\.?", "and so on"),
    Rule("“cf.” ends a sentence for the voice.", r"\bcf\.", "compare"),
    Rule("“viz.” ends a sentence for the voice.", r"\bviz\.", "namely"),
    Rule("“vs.” ends a sentence for the voice.", r"\bvs\.?(?=\s)", "versus"),
    Rule("“et al.” ends a sentence for the voice.", r"\bet al\.", "and others"),
    Rule("“approx.” ends a sentence for the voice.", r"\b([aA])pprox\.", r"\1pproximately"),
    Rule("“No. 5” is said “no, five”.", r"\bNo\. ?(?=\d)", "number "),
    Rule("“Nos. 5 and 6” ends a sentence for the voice.", r"\bNos\. ?(?=\d)", "numbers "),
    Rule("“№” is not said by every voice.", r"№\s*(?=\d)", "number "),
    Rule("“#5” is said “hash five”.", r"(?<![\w&])#(?=\d)", "number "),
    Rule("“Fig. 2” ends a sentence for the voice.", r"\bFig\. ?(?=\d)", "figure "),
    Rule("“pp. 5” ends a sentence for the voice.", r"\bpp\. ?(?=\d)", "pages "),
    Rule("“p. 5” ends a sentence for the voice.", r"\bp\. ?(?=\d)", "page "),
    Rule("“§ 5” is not said by every voice.", r"§\s*(?=\d)", "section "),
    Rule("“Dr.” ends a sentence for the voice.", r"\bDr\.(?= [A-Z])", "Doctor"),
    Rule("“Prof.” ends a sentence for the voice.", r"\bProf\.(?= [A-Z])", "Professor"),
    Rule("“N/A” is said with a slash.", r"\bN/A\b", "not applicable"),
    Rule("“w/o” is said with a slash.", r"\bw/o\b", "without"),
    Rule("“and/or” is said with a slash.", r"\b([aA])nd/or\b", r"\1nd or"),
    Rule(
        "“b.i.d.” is spelled, and is no part of everyday English.",
        r"(?i:\b([btq])\. ?(?:i\. ?d|d\. ?s)\.)",
        lambda match: _TIMES_A_DAY[match[1].lower()],
    ),
    Rule(
        "“5 mg BID” is no bid.",
        rf"(?:{_AFTER_A_DOSE})([BTQbtq])(?:ID|DS|id|ds)\b",
        lambda match: _TIMES_A_DAY[match[1].lower()],
    ),
    Rule("“b.d.” is spelled.", rf"\bb\. ?d\.(?!\w)|(?:{_AFTER_A_DOSE})(?:BD|bd)\b", "twice a day"),
    Rule("“q.o.d.” is taken for “q.d.”.", rf"\bq\. ?o\. ?d\.|(?:{_AFTER_A_DOSE})(?:QOD|qod)\b", "every other day"),
    Rule("“5 mg qd” is spelled.", rf"(?:{_AFTER_A_DOSE})(?:QD|qd)\b", "once a day"),
    Rule("“q.d.” is taken for “q.i.d.”.", r"\bq\. ?d\.(?!\w)", "once a day"),
    Rule("“p.o.” is spelled, and is no part of everyday English.", r"\bp\. ?o\.(?!\w)", "by mouth"),
    Rule("“5 mg PO” is no post office.", rf"(?:{_AFTER_A_DOSE})(?:PO|po)\b", "by mouth"),
    Rule("“p.r.n.” is spelled, and is no part of everyday English.", r"(?i:\bp\. ?r\. ?n\.)", "as needed"),
    Rule("“PRN” is spelled.", r"\b(?:PRN|prn)\b", "as needed"),
    Rule(
        "“Stage II–IV” loses its dash, and “I–II” is said as the word “I”.", r"\b([IVX]+) ?[–‒-] ?([IVX]+)\b", _numerals
    ),
    Rule(
        "“Phase II” is a number.",
        r"\b((?i:phase|stage|type|grade|class|part|level|bipolar|factor|nerve|chapter|volume|appendix|section|figure|table"
        r"|annex|schedule|step|world war)) ([IVX]{2,6}|V)([ABCabc]?)\b",
        _numbered,
    ),
    Rule(
        "“Type I” is a number, and “the type I prefer” is none.",
        r"\b((?:Phase|Stage|Type|Grade|Class|Part|Level|Bipolar|Factor|Chapter|Volume|Appendix|Section|Annex|Schedule|War"
        r"|(?i:phase|stage|type|grade|class|bipolar|factor)"
        rf"(?= I(?: (?:and|or|to) I|[,.;:)]|$| (?:{_NUMBERED})))))"
        r" (I)(?!['’\w])",
        _numbered,
    ),
    Rule(
        "“IV ketamine” is said “roman four ketamine”.",
        rf"\b(IV|IM|SC)(?= (?!(?:{_NO_NOUN})\b)[a-z]{{2,}})",
        lambda match: _WAYS[match[1]],
    ),
    Rule("“IV” is said “roman four”, and is a way into a vein.", r"\bIV\b", "I V"),
    Rule("“II” is said “roman two”.", r"\b(?:III?|VI{1,3}|IX|XI{1,3})\b", lambda match: str(roman(match[0]))),
    Rule(
        "“TA854” is said “tah”.",
        r"(?<![\w-])(?!HER\d)([A-Z]{2,3})(\d+)\b",
        lambda match: f"{' '.join(match[1])} {match[2]}",
    ),
]
