"""Bad networks: gone, silent, slow, and answers that are none. The oracle is the uninterrupted run, to the last bit."""

import time

import pytest

from tests.faults.network import Network, abort, delayed, error, every_third, for_ticks, html, once_for_a_tick, silent
from tests.faults.watch import ALL, Watched

FEWEST = 10


@pytest.fixture(scope="module")
def one_network(server):
    """One address for all tests: a browser keeps the page's files by it."""
    with Network(server) as one:
        yield one


@pytest.fixture
def network(one_network):
    one_network.begin_anew()
    return one_network


@pytest.fixture
def student(chromium, network, visited):
    one = Watched(chromium, network.url, visited)
    yield one
    visited.set_offline(False)
    one.close()


@pytest.mark.parametrize("seconds", [2, 30] if ALL else [2])
def test_offline(student, cost, seconds):
    student.play()
    student.context.set_offline(True)
    student.wait_for_text("state", "Waiting for the server")
    student.settle(1000 * seconds)
    student.context.set_offline(False)
    back = student.goes_on()
    frozen, again = student.frozen(), student.again(back)
    lost = student.lost()
    cost(f"offline for {seconds} s", frozen, again, lost)
    assert lost == 0


def test_offline_is_seen_at_once_while_paused_and_pause_start_and_step_keep_their_words(student):
    student.play()
    student.context.set_offline(True)
    student.wait_for_text("state", "Waiting for the server")
    student.check_that_pause_is_at_once()
    student.check_that_start_and_step_wait()
    student.context.set_offline(False)
    student.wait_for_text("state", "Paused")
    student.context.set_offline(True)
    student.wait_for_text("state", "Waiting for the server")
    student.check_that_start_and_step_wait()
    student.context.set_offline(False)
    student.wait_for_text("state", "Paused")
    epoch = student.epoch()
    student.press("step")
    student.wait_for_epoch(epoch + 1)
    student.settle(300)
    assert student.epoch() == epoch + 1
    assert student.lost() == 0


@pytest.mark.parametrize("seconds", [2, 10, 30] if ALL else [5])
def test_a_network_that_goes_silent(student, network, cost, seconds):
    student.play()
    network.fault = silent
    time.sleep(seconds)
    network.fault = None
    back = student.goes_on()
    frozen, again = student.frozen(), student.again(back)
    lost = student.lost()
    cost(f"the network silent for {seconds} s, and deaf for ever to what was asked then", frozen, again, lost)
    assert lost == 0


def test_pause_on_a_silent_network(student, network):
    student.play()
    network.fault = silent
    student.wait_for_text("state", "Waiting for the server")
    student.check_that_pause_is_at_once()
    student.check_that_start_and_step_wait()
    network.fault = None
    student.wait_for_text("state", "Paused")
    student.begin(student.epoch() + FEWEST)
    assert student.lost() == 0


@pytest.mark.parametrize("outages", [5 if ALL else 3])
def test_silence_again_and_again_uses_up_no_connection(student, network, cost, outages):
    student.play()
    for _ in range(outages):
        network.fault = silent
        time.sleep(4)
        network.fault = None
        student.goes_on(5)
    frozen = student.frozen()
    lost = student.lost()
    cost(f"the network silent for 4 s, {outages} times", frozen, None, lost)
    assert lost == 0


def test_parts_of_the_page_that_never_come_hold_no_connection_for_ever(student, network):
    """The browser has six: what was asked for in a silence must be given up, or no tick gets through ever after."""
    student.play()
    network.fault = silent
    for id_ in ("share", "lessons", "own-data", "my-line", "keys-button"):
        student.page.evaluate("id => document.getElementById(id).click()", id_)
    student.page.hover("#fit-figure")
    student.page.hover("#epoch")
    student.page.keyboard.press("?")
    student.settle(5000)
    network.fault = None
    student.goes_on(seconds=20)
    assert student.lost() == 0


@pytest.mark.parametrize(
    ("name", "fault"), [("aborted", abort), ("delayed by 5 s", delayed(5)), ("a 500", error), ("a proxy's page", html)]
)
def test_every_third_tick(student, network, cost, name, fault):
    student.play()
    network.fault = every_third(fault)
    student.goes_on(25)
    student.check_that_pause_is_at_once()
    frozen = student.frozen()
    student.begin(student.epoch() + FEWEST)
    lost = student.lost()
    cost(f"every third tick {name}", frozen, None, lost)
    assert lost == 0


@pytest.mark.parametrize("seconds", [4, 10] if ALL else [4])
def test_slow_answers(student, network, cost, seconds):
    """Slow, but moving: several answers come in, each for the time that it took."""
    student.play()
    network.fault = for_ticks(delayed(seconds))
    for _ in range(2):
        student.goes_on(1)
    student.check_that_pause_is_at_once()
    frozen = student.frozen()
    network.fault = None
    student.begin(student.epoch() + FEWEST)
    lost = student.lost()
    cost(f"every tick answered after {seconds} s", frozen, None, lost)
    assert lost == 0


def test_a_slow_network_that_also_loses_a_tick(student, network, cost):
    """Where everything takes 4 s, the search for the server must be as patient as the ticks are."""
    student.play()
    network.fault = delayed(4)
    student.goes_on(1)
    network.fault = once_for_a_tick(abort, delayed(4))
    student.goes_on(1)
    network.fault = None
    student.goes_on()
    frozen = student.frozen()
    lost = student.lost()
    cost("every answer after 4 s, and one tick aborted", frozen, None, lost)
    assert lost == 0


@pytest.mark.parametrize(("name", "fault"), [("a 500", error), ("a proxy's page", html)][: 2 if ALL else 1])
def test_ticks_that_fail_while_the_server_seems_well_are_not_hammered(student, network, cost, name, fault):
    student.play()
    network.fault = for_ticks(fault)
    student.wait_for_text("state", "Waiting for the server")
    asked = len(network.asked)
    time.sleep(6)
    asked = network.asked[asked:]
    network.fault = None
    back = student.goes_on()
    frozen, again = student.frozen(), student.again(back)
    lost = student.lost()
    cost(f"every tick {name} for 6 s, /healthz well", frozen, again, lost)
    assert lost == 0
    assert len(asked) <= 30


def test_a_host_that_keeps_healthz_to_itself_does_not_stop_a_run_that_lost_a_tick(student, network, cost):
    def not_found(request):
        return request.path.startswith("/healthz") and html(request)

    student.play()
    network.fault = once_for_a_tick(abort, not_found)
    student.settle(1500)
    back = student.goes_on()
    lost = student.lost()
    cost("a lost tick where /healthz is a proxy's page", student.frozen(), student.again(back), lost)
    assert lost == 0
