"""The catalogue: every text of the page and every sentence of the server, by id, one file a language.

Texts hold named placeholders, `{rate}`. A text that depends on `{count}` is an object of forms by the categories of
`Intl.PluralRules`. `**strong**` and `*emphasis or mathematics*` are all the markup that there is.
Why it is so: docs/why/texts.md.
"""

import json
import re
from pathlib import Path

Text = str | dict[str, str]

CATALOGUE: dict[str, Text] = json.loads(Path(__file__).with_name("en.json").read_text(encoding="utf-8"))
PLACEHOLDER = re.compile(r"{(\w+)}")
# What begins so belongs to modules that come later, and comes with them: it would be a third of what every page reads
# at first. But what things are called, and what says that a part has not come, is said without them.
LATER = re.compile(
    r"(?:about(?=\.)|class|coming|curve|data-(?:file|flip|left|reading|take|text)|file-run|hide-answer|hint\.(?:ask|begin|why)\b|join|lesson|link"
    r"|outlier|own-data|panel\.[a-z-]+\.|reading|share|side-by-side|sound-switch|step-by|what|card-leave|check-gradient|copy-link|lessons(?=\.)|licence|my-line(?=[.-])"
    r"|file(?=\.)|keys\.(?:letters|note)|optimizer\.[a-z]+\.rule|open-run|picture(?=\.(?:axis|key|loss\.axis)\b)|print|save-run"
    r"|server\.(?:command-too-large|json-only|methods|no-body|not-declared|not-fitting|not-json|nothing-here|points-too-large|record-too-large|too-many-tables)"
    r"|download-history(?=\.)|take(?=\.(?:dark|light|picture|table)\b)|touch(?=\.))\b(?!.*\.(?:missing|name)$)"
)
AT_FIRST = frozenset(
    {"lesson.back", "lesson.next", "link.not-read"}
    | {f"panel.code.{name}" for name in ("unreachable", "drawing", "not-drawn")}
)


def comes_later(id_: str) -> bool:
    """Tell whether a text comes with the modules that are not there at first."""
    return id_ not in AT_FIRST and LATER.match(id_) is not None


def text(id_: str, **values: object) -> str:
    """Return a text with its placeholders filled; a value that is missing is an error."""
    found = CATALOGUE[id_]
    if isinstance(found, dict):
        found = found["one" if values["count"] == 1 else "other"]
    return PLACEHOLDER.sub(lambda place: str(values[place[1]]), found)
