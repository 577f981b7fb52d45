"""The switches of the page's view, each declared once: the page and the lessons read this table (docs/why/links.md).

A reload, a link, a lesson's link and card carry each of them; what a field of the page's view is for stands in
assets/run/types.js.
"""

from dataclasses import dataclass
from typing import Any, Literal

MOST_FEATURES = 20
LARGEST = 1e12


@dataclass(frozen=True, slots=True)
class Switch:
    """A switch: its field in the view, its key in a link, what it is at first, and of which kind its values are.

    A choice is one of two, which a link writes as 0 and 1. Of several features there may be `numbers`, one each, the
    place of one, and a `pair` of places, which differ. Without a key a link says nothing of it; what is not `kept` is
    as at first after a reload.
    """

    name: str
    key: str
    first: Any = False
    kind: Literal["choice", "numbers", "place", "pair"] = "choice"
    choices: tuple[Any, ...] = (False, True)
    kept: bool = True

    def row(self) -> dict[str, Any]:
        """Return it as the page's schema has it."""
        of_features = {"most": MOST_FEATURES, "largest": LARGEST}
        bounds = {"choices": list(self.choices)} if self.kind == "choice" else of_features
        return {"name": self.name, "key": self.key, "first": self.first, "kind": self.kind, "kept": self.kept, **bounds}


# In the order of a link.
SWITCHES = (
    Switch("logarithmic", "log", first=True),
    Switch("limits", "limits", first=True),
    Switch("more", "more", kept=False),
    Switch("about", "about", kept=False),
    Switch("projector", "projector"),
    Switch("embed", "embed"),
    Switch("deviations", "deviations"),
    Switch("ofMine", "ofmine"),
    Switch("byBatch", "bybatch"),
    Switch("allEpochs", "", kept=False),
    Switch("shape", "squares", first="segments", choices=("segments", "squares")),
    Switch("asked", "asked", first=None, kind="numbers"),
    Switch("over", "over", first=None, kind="place"),
    Switch("pair", "pair", first=None, kind="pair"),
)
