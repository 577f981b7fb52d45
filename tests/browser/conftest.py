"""What tests in a browser share beyond the server: people, each with a browser of their own."""

import pytest

from tests.browser.classroom import QUIET, Person


@pytest.fixture
def people(chromium):
    """Make somebody with a browser at an address; all leave at the end, and nobody's page has failed."""
    there = []

    def another(address, *, opens=True, **screen):
        one = Person(chromium, address, reduced_motion="reduce", **screen)
        there.append(one)
        return one.open() if opens else one

    yield another
    errors = [error for one in there for error in one.errors if not QUIET.search(error)]
    for one in there:
        one.close()
    assert errors == []
