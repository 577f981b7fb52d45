"""What the server says to a person: the id of a text and the values in it. The words are the page's.

The texts stand in components/text/en.json; a test holds that each id is there. Why it is so: docs/why/texts.md.
"""

from typing import Any

Notice = dict[str, Any]
MOST_DETAIL = 200


def notice(id_: str, **values: str | int) -> Notice:
    """Return a notice as it is sent."""
    return {"id": id_, "values": values} if values else {"id": id_}


class RefusedError(Exception):
    """What does not parse, or cannot be run. `detail` tells whoever reads answers what was wrong; no page shows it."""

    def __init__(self, id_: str, detail: str = "", **values: str | int) -> None:
        super().__init__(f"{id_} {detail}".strip())
        self.notice = notice(id_, **values)
        self.detail = " ".join(detail.split())[:MOST_DETAIL]

    def as_json(self) -> dict[str, Any]:
        """Return the notice, and the detail where there is one."""
        return {"notice": self.notice, "detail": self.detail} if self.detail else {"notice": self.notice}
