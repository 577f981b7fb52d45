"""The style: small files by part, in the order of their names, and no rule for what the page does not have."""

import json
import re

import pytest

from components.layout import layout
from tests.support import ROOT

FIRST = sorted((ROOT / "assets" / "style").glob("*.css"))
STYLES = FIRST + sorted((ROOT / "assets" / "style" / "late").glob("*.css"))
COMMENT = re.compile(r"(?s)/\*.*?\*/")
DRAWN = re.compile(r'url\("[^"]*"\)')
NAME = re.compile(r"[.#]([a-zA-Z][\w-]*)")
# Of Plotly, and of dash-bootstrap-components.
OF_LIBRARIES = {"main-svg", "nsewdrag", "plot-container", "svg-container"}
OF_LIBRARIES |= {f"form-{part}" for part in ("control", "select", "range", "label")}
OF_LIBRARIES |= {f"form-{part}" for part in ("check", "check-input", "check-label", "check-inline", "switch")}


def bare(path):
    return DRAWN.sub("", COMMENT.sub("", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_a_style_is_short_and_says_what_it_is_of(path):
    written = path.read_text(encoding="utf-8")
    assert written.startswith("/* ")
    assert written.count("\n") <= 250
    assert bare(path).count("{") == bare(path).count("}")


def test_what_suits_a_screen_comes_after_what_it_changes():
    views = [path.stem.startswith("view-") for path in FIRST]
    assert views == sorted(views)
    assert [path.stem for path in FIRST if path.stem.startswith("view-")][-1] == "view-sideways"
    assert FIRST.index(ROOT / "assets/style/bootstrap.css") < FIRST.index(ROOT / "assets/style/controls.css")


TEXT = re.compile(r"(?:font|font-size|line-height):[^;}]*\d(?:\.\d+)?px")


def test_text_follows_the_readers_size_and_views_too():
    fixed = [(path.stem, found) for path in STYLES for found in TEXT.findall(bare(path))]
    assert fixed == []
    queries = [query for path in STYLES for query in re.findall(r"@media[^{]*", bare(path))]
    assert queries
    assert [query for query in queries if "px" in query] == []


def test_every_rule_is_for_something_that_the_page_has():
    sources = [*ROOT.glob("components/**/*.py"), *ROOT.glob("assets/**/*.js")]
    page = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    words = set(re.findall(r"[\w-]+", page)) | OF_LIBRARIES
    unused = set()
    for path in STYLES:
        selectors = re.findall(r"([^{}]+)\{", bare(path))
        unused |= {name for selector in selectors for name in NAME.findall(selector) if not known(name, words)}
    assert unused == set()


def known(name, words):
    """A name stands in the page, or is made there of a prefix and the name of a picture or a panel."""
    return name in words or any(name.startswith(p) and name.removeprefix(p) in words for p in ("icon-", "panel-"))


def test_each_small_picture_has_a_place_of_its_own_in_the_one_image():
    icons = (ROOT / "assets/style/icons.css").read_text(encoding="utf-8")
    places = re.findall(r"\.icon-([\w-]+) \{[^}]*--at: (\d+);", icons)
    drawn = [int(below) for below in re.findall(r"%3Cg transform='translate\(0 (\d+)\)", icons)]
    assert [int(at) for _, at in places] == list(range(len(drawn)))
    side, height, part, last = (
        int(re.search(pattern, icons)[1])
        for pattern in (r"viewBox='0 0 (\d+) ", r"viewBox='0 0 \d+ (\d+)'", r"size: 100% (\d+)%", r"--at\) / (\d+)\)")
    )
    between = (height - side) / last
    assert drawn == [between * at for at in range(len(drawn))]
    assert part / 100 == height / side
    assert len(drawn) <= last + 1
    page = json.dumps(layout(code="").to_plotly_json(), default=lambda one: one.to_plotly_json())
    assert set(re.findall(r"icon icon-([\w-]+)", page)) <= {name for name, _ in places}
