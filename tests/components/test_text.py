"""The catalogue: well formed, and the only place where the page's words stand."""

import json
import re

import pytest

from components.text import CATALOGUE, PLACEHOLDER, text
from tests.support import ROOT

MARKS = re.compile(r"\*\*[^*]+\*\*|\*[^*]+\*")
ID = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


def forms(entry):
    return list(entry.values()) if isinstance(entry, dict) else [entry]


def test_every_id_is_there_once_and_spelled_alike():
    pairs = json.loads((ROOT / "components/text/en.json").read_text(encoding="utf-8"), object_pairs_hook=list)
    ids = [id_ for id_, _ in pairs]
    assert len(ids) == len(set(ids))
    assert [id_ for id_ in ids if not ID.fullmatch(id_)] == []


def test_texts_are_whole_and_their_marks_are_paired():
    for id_, form in ((id_, form) for id_, entry in CATALOGUE.items() for form in forms(entry)):
        assert form.strip() == form != "", id_
        assert not re.search(r"[{}]", PLACEHOLDER.sub("", form)), id_
        assert "*" not in MARKS.sub("", form) or id_ == "panel.compare.changed", id_


def test_plural_forms_are_english_and_count():
    plurals = {id_: entry for id_, entry in CATALOGUE.items() if isinstance(entry, dict)}
    assert plurals
    assert all(set(entry) == {"one", "other"} for entry in plurals.values())
    for id_, entry in plurals.items():
        assert len({frozenset(PLACEHOLDER.findall(form)) for form in entry.values()}) == 1, id_


def test_placeholders_are_filled_and_a_missing_value_is_an_error():
    assert text("state.looking", epoch=3, last=12) == "Looking at epoch 3 of 12"
    assert text("state.learning", count=1) == "Learning, 1 epoch a second"
    assert text("state.learning", count=10) == "Learning, 10 epochs a second"
    assert text("file.saved", file="{x}") == "Saved {x}."
    with pytest.raises(KeyError):
        text("state.looking", epoch=3)
    with pytest.raises(KeyError):
        text("no-such-text")
