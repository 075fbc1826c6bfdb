"""Frequencies as English says them: “27 in 100” is said with an “in” that is easily taken for “and”."""

from __future__ import annotations

import re

from publish.speech.rewriting import Rule

_WHOLE = r"\d{1,3}(?:,\d{3})+|\d+"
_NUMBER = rf"(?:{_WHOLE})(?:\.\d+)?"
_POWER_OF_TEN = "10|100|1,?000|10,?000|100,?000|1,000,000|1000000"
_LIVING = (
    "adolescents|adults|babies|boys|cases|children|clients|deaths|deliveries|families|girls|infants|men|mothers|participants"
    "|patients|people|persons|pregnancies|pregnant|teenagers|users|volunteers|women"
)
_NO_NOUN = (
    "after|among|and|are|as|at|because|before|but|by|can|compared|did|do|during|find|for|from|get|given|had|has|have|if|in|is|may"
    "|of|on|or|over|so|than|that|the|to|was|were|when|where|while|who|will|with|without|would"
)
# “Adrenaline 1 in 1,000” tells a strength, whose name is a matter of safety: it is said as it is printed.
_STRENGTH = re.compile(
    r"\b(?:adrenaline|adrenalin|epinephrine|bupivacaine|lidocaine|lignocaine|formaldehyde|dilut\w*|solutions?|strengths?"
    r"|concentrat\w*|inject\w*|ampoules?|syringes?|infus\w*|saline|dextrose|glucose|titres?|titers?|slope|gradient|mix\w*)\b",
    re.IGNORECASE,
)


def _frequency(match: re.Match[str]) -> str:
    low, high, of_all = match["low"], match["high"], match["all"]
    largest = float((high or low).replace(",", ""))
    if largest >= float(of_all.replace(",", "")) or _STRENGTH.search(match.string):
        return match[0]
    if match["living"] is None and high is None and largest == 1 and not match["about"]:
        return match[0]
    return f"{match['about'] or ''}{low}{f' to {high}' if high else ''} out of {of_all}"


FREQUENCIES = [
    Rule(
        "“27 in 100” is heard as “27 and 100”; “1 in 1,000” alone may be a strength, “3 in 10 days” is no part.",
        rf"(?P<about>\b(?i:about|around|roughly|nearly|almost|fewer than|less than|more than|up to|over|at least) )?"
        rf"(?<![\w.,:/+−–-])(?P<low>{_NUMBER})(?: to (?P<high>{_NUMBER}))? in "
        rf"(?:(?P<all>{_POWER_OF_TEN})(?=$|[,.;:?!)](?!\d)| (?:{_NO_NOUN})\b|(?P<living> (?:{_LIVING})\b)))",
        _frequency,
    ),
    Rule(
        "“1 in 5 people” is a part of a whole too.",
        rf"(?P<about>(?!))?(?<![\w.,:/+−–-])(?P<low>{_NUMBER})(?: to (?P<high>{_NUMBER}))? in "
        rf"(?P<all>{_WHOLE})(?=(?P<living> (?:{_LIVING})\b))",
        _frequency,
    ),
]
