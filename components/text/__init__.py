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


def text(id_: str, **values: object) -> str:
    """Return a text with its placeholders filled; a value that is missing is an error."""
    found = CATALOGUE[id_]
    if isinstance(found, dict):
        found = found["one" if values["count"] == 1 else "other"]
    return PLACEHOLDER.sub(lambda place: str(values[place[1]]), found)
