"""Three files in place of forty: nothing is lost, nothing changes its place, and what Bootstrap loses nobody has."""

import re

import pytest
from bootstrap_wrapper import get_bootstrap_css_dir

from app.joined import JOINTS, LIBRARIES, PAGE_SCRIPT, STYLE, stem_of
from app.names import digest, is_named_by
from app.trim import trimmed, without_unused_variables
from tests.support import ROOT

DASH = """<link rel="stylesheet" href="/bootstrap-5.3/bootstrap.min.css">
<link rel="stylesheet" href="/assets/style.css?m=1.5">
<style>:root{}</style>
<script src="/_dash-component-suites/dash/deps/react.v1m2.js"></script>
<script src="/assets/clock.js?m=1.5"></script>
<script src="/_dash-component-suites/dash/dash-renderer.js"></script>
<script id="_dash-renderer">start()</script>"""


# A template within a template: rjsmin takes its beginning for the end of the other, and spaces out of the text.
NESTED = re.compile(r"`[^`\n]*\$\{[^}`\n]*`")
EXPRESSION = re.compile(r"/\[[^]\n]*\]/")  # one with a quotation mark in it would be taken for the beginning of a text
TEXT = re.compile(r"""`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")


def bootstrap():
    return (ROOT / get_bootstrap_css_dir() / "bootstrap.min.css").read_text(encoding="utf-8")


def test_one_tag_stands_where_the_first_of_them_was():
    html = DASH
    for joint in JOINTS:
        html = joint.named_in(html, f"/joined/{joint.stem}.{joint.ending}")
    assert html.splitlines() == [
        '<link rel="stylesheet" href="/joined/style.css">',
        "<style>:root{}</style>",
        '<script src="/joined/libraries.js"></script>',
        '<script src="/joined/page.js"></script>',
        '<script id="_dash-renderer">start()</script>',
    ]


def test_the_part_of_dash_that_draws_graphs_is_among_the_libraries():
    assert [path.rsplit("/", 1)[1] for path in LIBRARIES.addresses(DASH)] == [
        "react.v1m2.js",
        "dash-renderer.js",
        "async-graph.js",
    ]
    assert LIBRARIES.addresses("<p>no scripts</p>") == []


def test_a_joined_file_is_named_by_its_content():
    address = PAGE_SCRIPT.address(b"let line;")
    assert is_named_by(address, digest(b"let line;"))
    assert not is_named_by(address, digest(b"let other;"))
    assert stem_of(address) == "page"
    assert stem_of("/assets/page.js") is None


def test_libraries_stand_side_by_side_and_one_is_not_strict_for_the_others():
    joined = LIBRARIES.join(['"use strict";var a=1', "b=2 // the end"], "")
    assert joined == ';"use strict";var a=1\n;b=2 // the end\n'


@pytest.mark.parametrize("path", sorted((ROOT / "assets").glob("*.js")), ids=lambda path: path.name)
def test_our_scripts_lose_their_comments_and_nothing_else(path):
    """Oracle: every word of the script is still there, in its order, and every text as it was."""
    bare = path.read_text(encoding="utf-8")
    assert not NESTED.findall(bare)
    without = re.sub(r"(?m)(?<=\s)// .*$", "", re.sub(r"(?s)/\*.*?\*/", "", bare))
    small = PAGE_SCRIPT.join([bare], "")
    assert re.findall(r"[\w$]+", small) == re.findall(r"[\w$]+", without)
    assert TEXT.findall(EXPRESSION.sub("", small)) == TEXT.findall(EXPRESSION.sub("", without))
    assert len(small) < len(bare)


def test_rules_without_a_use_go_and_the_others_stay_as_they_are():
    css = """/* theirs */ .btn { color: red; /* why */ margin: 0 }
    .carousel, .btn:not(:is(.a, .b) .c) { top: 0; *zoom: 1 }
    @media (min-width: 1px) { .card { left: 0 } .row { right: 0 } } @media print { .card { left: 0 } }
    :root { --bs-blue: #00f } h1 > a[href=".x"] { content: "." }"""
    kept = re.sub(r"\s+", "", trimmed(css, "<div class='row'>"))
    assert kept == (
        ".btn{color:red;margin:0}.btn:not(:is(.a,.b).c){top:0}@media(min-width:1px){.row{right:0}}"
        ':root{--bs-blue:#00f}h1>a[href=".x"]{content:"."}'
    )


def test_variables_that_nothing_reads_go_and_then_those_that_only_they_read():
    css = 'a{--bs-one:var(--bs-two);--bs-two:";}";--bs-three:1px;top:var(--bs-three)}b{--bs-two:1}c{--rule:0}'
    assert without_unused_variables(css) == "a{--bs-three:1px;top:var(--bs-three)}b{}c{--rule:0}"


def test_most_of_bootstrap_goes():
    whole = bootstrap()
    assert len(trimmed(whole, "")) < len(whole) / 8
    assert ".form-select{" in trimmed(whole, "")


def test_styles_of_ours_keep_every_rule():
    ours = (ROOT / "assets" / "style.css").read_text(encoding="utf-8")
    joined = STYLE.join(["", ours], "")
    assert joined.count("{") == re.sub(r"(?s)/\*.*?\*/", "", ours).count("{")
