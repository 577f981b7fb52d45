"""A diverged run: explained with true numbers, kept whatever happens, and gone on with from its last good epoch."""

import pytest

from tests.browser.person import check_replay, columns, start_to


@pytest.fixture
def diverged(student):
    """A run at 0.1 for some epochs, then at 1 until it diverged."""
    student.set_rate(0.1)
    student.press("start")
    student.wait_for_epoch(8)
    student.set_rate(1)
    student.wait_for_text("state", "Stopped")
    return student


def test_it_is_explained_with_its_own_rate_and_factor(diverged):
    rows = diverged.record()["rows"]
    factor = float(diverged.text("card-factor"))
    assert factor == pytest.approx(rows[-1][1] / rows[-2][1], rel=0.02)
    # The card has made the figure lower, with fewer labels, and the curve is there.
    curve = "[...document.querySelectorAll('#loss-figure .scatterlayer path.js-line')].pop()?.getAttribute('d')"
    diverged.wait_until(f"({curve} ?? '').split('L').length >= {len(rows)}")
    diverged.set_rate(0.9)
    diverged.settle(200)
    assert diverged.text("card-rate") == "1"
    assert float(diverged.text("card-factor")) == factor


@pytest.mark.parametrize("event", ["noise", "reload", "mode"])
def test_it_stays_diverged_whatever_else_changes(diverged, event):
    rows, epoch, steps = columns(diverged.record()), diverged.text("epoch"), diverged.text("steps")
    if event == "noise":
        diverged.slide("noise", 1)
        diverged.wait_for_text("noise-value", "1")
    elif event == "mode":
        diverged.press("mode-button")
    else:
        diverged.reload()
    diverged.settle(500)
    assert columns(diverged.record()) == rows
    assert (diverged.state(), diverged.text("epoch"), diverged.text("steps")) == ("Stopped", epoch, steps)
    diverged.page.wait_for_selector("#halve")


def test_halving_goes_on_from_the_last_good_epoch(diverged):
    good = diverged.module("run/divergence.js", "({ lastGoodEpoch }, state) => lastGoodEpoch(state.record)")
    assert diverged.text("card-epoch") == f"from epoch {good}, the last good one"
    diverged.press("halve")
    diverged.wait_for_epoch(good + 8)
    diverged.press("pause")
    diverged.wait_for_text("state", "Paused")
    diverged.settle(300)
    segments = diverged.record()["segments"]
    assert [segment["training"]["optimizer"]["learning_rate"] for segment in segments][-1] == 0.5
    assert segments[-1]["epoch"] == good
    check_replay(diverged)


def test_step_replays_first_and_then_adds_one(diverged):
    good = diverged.module("run/divergence.js", "({ lastGoodEpoch }, state) => lastGoodEpoch(state.record)")
    diverged.set_rate(0.2)
    diverged.press("step")
    diverged.page.wait_for_function(f"document.querySelector('#epoch').textContent === '{good + 1}'")
    diverged.settle(400)
    assert diverged.epoch() == good + 1
    assert diverged.state() == "Paused"
    check_replay(diverged)


def test_pause_during_the_replay_lets_it_arrive_and_stays_paused(diverged):
    good = diverged.module("run/divergence.js", "({ lastGoodEpoch }, state) => lastGoodEpoch(state.record)")

    diverged.slow_down(60_000)  # the replay is under way when Pause is pressed, however slow this machine is
    diverged.press("halve")
    diverged.press("pause")
    diverged.slow_down(0)
    diverged.page.wait_for_function(f"document.querySelector('#epoch').textContent === '{good}'")
    diverged.wait_for_text("state", "Paused")
    diverged.settle(600)
    assert diverged.epoch() == good
    assert diverged.state() == "Paused"
    check_replay(diverged)


def test_small_batches_that_diverge_below_the_limit_are_explained(student):
    student.press("more-button")
    student.type("batch-size", "1")
    student.set_rate(0.1)
    student.page.select_option("#dataset", "house-prices")
    student.wait_for_text("weight-true", "2.5")
    student.set_rate(0.4)
    student.press("start")
    student.wait_for_text("state", "Stopped")
    student.wait_for_text("diverged", "small batches need less")
    student.press("start")
    student.wait_for_text("sentence", "First lower the learning rate, then press Start.")
    assert "NaN" not in student.page.inner_text("body")


def test_start_on_a_diverged_run_says_what_to_change(student):
    start_to(student, 8)
    student.set_rate(1)
    student.wait_for_text("state", "Stopped")
    limit = student.text("card-limit")
    student.press("start")
    student.wait_for_text("sentence", f"First lower the learning rate below {limit}")
    assert student.state() == "Stopped"
    student.set_rate(0.3)
    student.press("start")
    student.wait_for_text("state", "Learning")
    record = student.record()
    assert not record["diverged"]
    assert [row[0] for row in record["rows"]] == list(range(len(record["rows"])))


def test_a_diverged_picture_stays_with_finite_numbers(student):
    start_to(student, 8)
    student.set_rate(1)
    student.wait_for_text("state", "Stopped")
    for id_ in ("weight", "bias", "loss"):
        assert float(student.text(id_)) == pytest.approx(student.value(id_), rel=0.01)
    assert "NaN" not in student.page.inner_text("body")
    student.becomes("document.querySelectorAll('#fit-figure .points path.point').length", 250)
    student.page.wait_for_selector("#pill")
