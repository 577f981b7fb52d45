"""The siege's table: what a class noticed, and that every attack is played and told of."""

import inspect

from bench.siege import attacks, operation
from bench.siege.__main__ import ATTACKS, HEAD, OPERATIONS, Noticed
from tests.support import ROOT


def public(module):
    return {
        found
        for name, found in inspect.getmembers(module, inspect.isfunction)
        if found.__module__ == module.__name__ and not name.startswith("_")
    }


def test_every_attack_is_played():
    assert public(attacks) == set(ATTACKS)
    assert public(operation) == set(OPERATIONS)


def test_a_row_tells_what_a_class_noticed():
    noticed = Noticed(times=[number / 1000 for number in range(1, 101)], gap=0.25, epochs=9.8, errors=2)
    assert noticed.cells() == ["96 ms", "250 ms", "9.8", "2"]
    assert Noticed().cells() == ["–", "0 ms", "0.0", "0"]
    assert len(HEAD) == 4 + len(noticed.cells())


def test_the_page_of_reasons_has_a_row_of_each():
    page = (ROOT / "docs" / "why" / "siege.md").read_text(encoding="utf-8")
    for play in (*ATTACKS, *OPERATIONS):
        assert f"| {play.__name__.replace('_', ' ')} |" in page
