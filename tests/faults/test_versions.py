"""A roll-out: two versions of the code behind one address, then the other one alone; and a roll-back."""

import pytest

from tests.faults.network import Network
from tests.faults.watch import Watched
from tests.support import Server

ANEW = "This page was updated while you were away, so the run starts anew."


@pytest.fixture(scope="module")
def versions(server):
    other = Server(application="tests.faults.another_version:server").start()
    yield server, other
    other.stop()


@pytest.fixture(scope="module")
def one_network(versions):
    """One address for all tests: a browser keeps the page's files by it."""
    with Network(*versions) as one:
        yield one


@pytest.fixture
def student(chromium, one_network, visited):
    one_network.begin_anew()
    one = Watched(chromium, one_network.url, visited)
    yield one
    one.page.evaluate("localStorage.clear()")
    one.close()


@pytest.mark.parametrize("direction", ["roll-out", "roll-back"])
def test_a_checkpoint_of_an_unknown_version_starts_anew_with_a_sentence(
    student, one_network, versions, cost, direction
):
    before, after = versions if direction == "roll-out" else versions[::-1]
    one_network.servers = (before,)
    student.play(15)
    one_network.servers = (before, after)
    student.wait_for_text("sentence", ANEW)
    student.becomes("document.querySelector('#epoch').textContent", "0")
    assert student.page.get_attribute("#pause", "data-face") == "flat"
    one_network.servers = (after,)
    student.settle()
    assert ANEW in student.text("sentence")
    student.begin(20)
    frozen = student.frozen()
    lost = student.lost()
    assert student.errors == []
    cost(f"{direction}: another version of the checkpoint; the run starts anew, then", frozen, None, lost)
    assert lost == 0


@pytest.mark.parametrize("direction", ["roll-out", "roll-back"])
def test_a_reload_after_it_keeps_the_page_usable(student, one_network, versions, direction):
    before, after = versions if direction == "roll-out" else versions[::-1]
    one_network.servers = (before,)
    student.play(15)
    # A tick on its way to the new version would start anew, and say so, on the page that is about to be left.
    student.press("pause")
    student.settle()
    one_network.servers = (after,)
    student.reload()
    student.wait_for_text("sentence", ANEW)
    student.becomes("document.querySelector('#epoch').textContent", "0")
    student.begin(10)
    assert student.lost() == 0
