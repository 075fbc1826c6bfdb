"""What is an HTML tag, and what are words in angle brackets.

Markdown takes ``<Do not drive>`` and ``a <b and c> 5 mg`` for tags, and their words vanish. Here only elements and
attributes that HTML has or had make a tag; all else stays as it is written.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.html_inline import html_inline

_ELEMENT_NAMES = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br
button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em
embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html
i iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr noframes
noscript object ol optgroup option output p param picture pre progress q rb rp rt rtc ruby s samp script
search section select slot small source span strike strong style sub summary sup svg table tbody td template
textarea tfoot th thead time title tr track tt u ul var video wbr
"""
_FLAG_NAMES = """
allowfullscreen async autofocus autoplay checked compact controls default defer disabled hidden inert ismap
itemscope loop multiple muted nomodule noshade novalidate nowrap open playsinline readonly required reversed
selected
"""
_ATTRIBUTE_NAMES = """
abbr accept accept-charset accesskey action align alink allow alt as autocapitalize autocomplete axis
background bgcolor border bordercolor cellpadding cellspacing char charoff charset cite class classid clear
code codebase codetype color cols colspan content contenteditable coords crossorigin data datetime decoding
dir dirname download draggable encoding enctype enterkeyhint face fetchpriority fill for form formaction
formenctype formmethod formnovalidate formtarget frame frameborder headers height high href hreflang hspace
http-equiv id imagesizes imagesrcset inputmode integrity is itemid itemprop itemref itemtype kind label lang
language link list loading longdesc low marginheight marginwidth max maxlength media method min minlength name
nonce object optimum part pattern ping placeholder popover poster preload profile prompt property
referrerpolicy rel rev role rows rowspan rules sandbox scheme scope scrolling shape size sizes slot span
spellcheck src srcdoc srclang srcset standby start step style summary tabindex target text title translate
type usemap valign value valuetype version viewbox vlink vspace width wrap xlink:href xml:lang xmlns
xmlns:xlink
"""
_ELEMENTS = frozenset(_ELEMENT_NAMES.split())
_FLAGS = frozenset(_FLAG_NAMES.split())
_ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())
_OF_PROGRAMS = re.compile(r"(aria|data)-.+|on[a-z]+")
_LONGEST_TAG = 4_000


def is_html(source: str) -> bool:
    """Tell whether a tag, as it is written, is a comment or a tag of HTML in a plausible form."""
    if source.startswith(("<!", "<?")):
        return source.startswith("<!--")
    parser = _Parser()
    parser.feed(source)
    return parser.plausible


def html_tags_plugin(md: MarkdownIt) -> None:
    """Teach a Markdown parser to leave words in angle brackets as they are.

    Where running text has such words, a token ``angle`` holds the bracket, and its meta ``words`` the whole.
    """
    md.inline.ruler.before("html_inline", "angle", _angle)
    md.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.plausible = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.plausible = tag in _ELEMENTS and all(
            name in _FLAGS or (value is not None and (name in _ATTRIBUTES or bool(_OF_PROGRAMS.fullmatch(name))))
            for name, value in attrs
        )

    def handle_endtag(self, tag: str) -> None:
        self.plausible = tag in _ELEMENTS


def _angle(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not html_inline(state, True):
        return False
    source = state.src[start : state.pos]
    state.pos = start
    if is_html(source):
        return False
    if not silent:
        token = state.push("angle", "", 0)
        token.content = "<"
        token.meta["words"] = source
    state.pos = start + 1
    return True


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<", position):
        return False
    if not state.src.startswith("<!--", position):
        match = HTML_TAG_RE.match(state.src, position, position + _LONGEST_TAG)
        if not match or not is_html(match[0]):
            return False
    return html_block(state, start, end, silent)
