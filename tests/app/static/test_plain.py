"""The page stands as HTML before Dash draws it: nothing is lost, and what Dash has to know of stays with it."""

import json
import re
from html.parser import HTMLParser

import pytest
from dash import html

from app.static.plain import split
from components import ids
from components.layout import layout


@pytest.fixture(scope="module")
def whole():
    return json.loads(
        json.dumps(layout(code="a < b\n\nc & d").to_plotly_json(), default=lambda one: one.to_plotly_json())
    )


def ids_of(node):
    if isinstance(node, list):
        return [id_ for child in node for id_ in ids_of(child)]
    if not isinstance(node, dict):
        return []
    own = [node["props"]["id"]] if "id" in node["props"] else []
    return own + ids_of(node["props"].get("children"))


def words_of(node):
    if isinstance(node, dict):
        props = node["props"]
        options = [option["label"] for option in props.get("options", [])]
        label = props.get("label") if isinstance(props.get("label"), dict) else None
        return words_of(props.get("children")) + "".join(options) + words_of(label)
    return "".join(map(words_of, node)) if isinstance(node, list) else "" if node is None else str(node)


class Page(HTMLParser):
    """The words of HTML, what is left open in it, and what stands in each numbered place."""

    def __init__(self, text):
        super().__init__()
        self.words, self.open, self.places = "", [], []
        self.feed(text)

    def handle_data(self, data):
        self.words += data

    def handle_starttag(self, tag, attrs):
        self.places += [value for name, value in attrs if name == "data-plain"]
        if tag not in {"br", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def places_of(node):
    if isinstance(node, list):
        return [place for child in node for place in places_of(child)]
    if not isinstance(node, dict):
        return []
    props = node["props"]
    if "data-plain" in props:
        assert props["children"] is None
        return [props["data-plain"]]
    return places_of(props.get("children"))


def test_every_id_of_what_is_seen_is_in_the_page_once(whole):
    _, text = split(whole)
    there = re.findall(r' id="([\w-]+)"', text)
    assert len(set(there)) == len(there)
    assert set(ids_of(whole)) - set(there) == {ids.CLOCK, ids.COMMAND, ids.PROGRESS}


def test_what_dash_hears_of_and_changes_stays_with_it(whole):
    left, _ = split(whole)
    assert {*ids.CONTROLS, ids.SHOW_LIMITS, ids.CLOCK, ids.COMMAND, ids.PROGRESS} <= set(ids_of(left))


def test_what_dash_does_not_draw_has_a_place_in_both(whole):
    left, text = split(whole)
    places = places_of(left)
    assert places == Page(text).places
    assert places == [str(number) for number in range(len(places))]


def test_no_word_is_lost(whole):
    _, text = split(whole)
    read = Page(text)
    assert read.open == []
    assert sorted(read.words) == sorted(words_of(whole))


def test_properties_become_attributes_and_texts_are_no_markup():
    made = html.Div([html.Label("<b>&", htmlFor="x", className='a"b', hidden=True), html.Br(), html.P(title=None)])
    left, text = split(json.loads(json.dumps(made.to_plotly_json(), default=lambda one: one.to_plotly_json())))
    label = '<label class="a&quot;b" hidden for="x">&lt;b&gt;&amp;</label>'
    assert text == f'<div id="first" hidden><div data-plain="0">{label}<br><p></p></div></div>'
    assert left["props"] == {"children": None, "data-plain": "0"}
