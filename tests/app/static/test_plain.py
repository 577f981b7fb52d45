"""What needs no Dash is HTML: nothing is lost on the way, and what Dash has to know of stays with it."""

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
        return words_of(node["props"].get("children"))
    return "".join(map(words_of, node)) if isinstance(node, list) else "" if node is None else str(node)


class Words(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.words, self.open = "", []
        self.feed(text)

    def handle_data(self, data):
        self.words += data

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_every_id_is_there_once_in_dash_or_in_html(whole):
    left, text = split(whole)
    there = re.findall(r' id="([\w-]+)"', text)
    assert sorted([*ids_of(left), *there]) == sorted(["plain", *ids_of(whole)])


def test_what_dash_hears_of_and_changes_stays_with_it(whole):
    left, _ = split(whole)
    assert {*ids.CONTROLS, ids.SHOW_LIMITS, ids.CLOCK, ids.COMMAND, ids.PROGRESS} <= set(ids_of(left))


def test_no_word_is_lost(whole):
    left, text = split(whole)
    read = Words(text)
    assert read.open == []
    assert sorted(words_of(left) + read.words) == sorted(words_of(whole))


def test_properties_become_attributes_and_texts_are_no_markup():
    made = html.Div([html.Label("<b>&", htmlFor="x", className='a"b', hidden=True), html.Br(), html.P(title=None)])
    left, text = split(json.loads(json.dumps(made.to_plotly_json(), default=lambda one: one.to_plotly_json())))
    label = '<label class="a&quot;b" hidden for="x">&lt;b&gt;&amp;</label>'
    assert text == f'<template id="plain"><div>{label}<br><p></p></div></template>'
    assert left["props"] == {"children": None, "data-plain": "0"}
