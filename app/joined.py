"""Three files in place of forty: a page's scripts joined in two and its styles in one, each named by its content.

Dash writes a tag for every script. Joined they are some thirty requests fewer for everybody who comes, and compress
better: Dash's components hold much of the same. Ours lose their comments on the way; whoever wants to read them in the
browser finds them as they are under /assets/.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

import rjsmin

from app.names import digest
from app.trim import trimmed, without_unused_variables

FOLDER = "/joined/"
SCRIPT = r'<script src="({}[^"]+)"></script>\n?'
CONTENT_TYPES = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}
STEM = re.compile(rf"{FOLDER}(\w+)-\w+\.\w+")
# The part of Dash that draws with plotly.js. Joined with the rest, since Dash's script would ask for its parts beside
# itself, where only what is joined is: no component that needs another of them (a Markdown, a Dropdown) can be used.
GRAPHS = "/_dash-component-suites/dash/dcc/async-graph.js"


def _side_by_side(texts: Sequence[str], _: str) -> str:
    # Behind a semicolon the "use strict" of one script is none for those after it.
    return "".join(f";{text}\n" for text in texts)


def _ours(texts: Sequence[str], _: str) -> str:
    return "\n".join(str(rjsmin.jsmin(text)) for text in texts)


def _styles(texts: Sequence[str], page: str) -> str:
    bootstrap, *ours = texts
    return without_unused_variables(trimmed(bootstrap, page) + "".join(trimmed(text) for text in ours))


@dataclass(frozen=True)
class Joint:
    """Files that a page names one by one and that are sent as one.

    `stem` and `ending` name the one; `tag` is the tag of each of them, with its address; `more` are addresses beside
    those; `join` makes one text of theirs, and of all that the page itself is written in.
    """

    stem: str
    ending: str
    tag: str
    join: Callable[[Sequence[str], str], str]
    more: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """Return what the file says that it is."""
        return CONTENT_TYPES[self.ending]

    def addresses(self, html: str) -> list[str]:
        """Return the addresses of the files in their order; none where the page names none."""
        named = re.findall(self.tag, html)
        return [*named, *self.more] if named else []

    def address(self, content: bytes) -> str:
        """Return the address of the joined file."""
        return f"{FOLDER}{self.stem}-{digest(content)}.{self.ending}"

    def named_in(self, html: str, address: str) -> str:
        """Return the page with one tag where the first of them was."""
        earlier = count()
        return re.sub(self.tag, lambda found: "" if next(earlier) else found[0].replace(found[1], address), html)


LIBRARIES = Joint("libraries", "js", SCRIPT.format("/_dash-component-suites/"), _side_by_side, (GRAPHS,))
PAGE_SCRIPT = Joint("page", "js", SCRIPT.format("/assets/"), _ours)
STYLE = Joint("style", "css", r'<link rel="stylesheet" href="(/(?:bootstrap-|assets/)[^"]+)">\n?', _styles)
JOINTS = (LIBRARIES, PAGE_SCRIPT, STYLE)


def stem_of(address: str) -> str | None:
    """Return which joined file an address asks for, whatever content it names."""
    found = STEM.fullmatch(address)
    return found[1] if found else None
