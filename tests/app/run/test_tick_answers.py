"""What the answer of a tick brings: points where others are shown, epochs, checkpoints that go on, or a sentence."""

import json

import numpy as np
import pytest

from app.notices import RefusedError
from model.data import LineData, load
from model.defaults_and_limits import SCALINGS
from model.trainer import initial_parameters
from tests.app.run.ticking import SEED, fresh_ticks, raw_command, send


def test_at_page_load_nothing_runs_and_the_points_come():
    answer = send(fresh_ticks(), raw_command(epochs=0))
    assert answer["epoch"] == 0
    assert (answer["weight"], answer["bias"]) == tuple([v] for v in initial_parameters(SEED, 1))
    assert len(answer["loss"]) == 1
    points = answer["points"]
    assert len(points["features"]) == len(points["targets"]) == 60
    assert points["true_weight"] == [2]
    assert points["feature_range"] == [0, 1]
    assert points["learning_rate_limit"] > 0.5


def test_points_travel_only_when_others_are_shown():
    ticks = fresh_ticks()
    first = send(ticks, raw_command(epochs=0))
    shown = first["points"]["shown"]
    assert "points" not in send(ticks, raw_command(first["checkpoint"], shown=shown))
    assert send(ticks, raw_command(first["checkpoint"], shown=shown, noise=0.5))["points"]["shown"] != shown


def test_points_on_the_wire_are_the_points_trained_on():
    points = send(fresh_ticks(), raw_command(epochs=0))["points"]
    data = load(LineData(n=60))
    assert np.array_equal(np.float32(points["features"]), np.float32(data.features))
    assert np.array_equal(np.float32(points["targets"]), np.float32(data.targets))


def test_0_epochs_give_the_last_epoch_again_on_the_data_of_now():
    ticks = fresh_ticks()
    before = send(ticks, raw_command(epochs=4))
    same = send(ticks, raw_command(before["checkpoint"], epochs=0))
    assert (same["epoch"], same["loss"]) == (4, [before["loss"][-1]])
    noisy = send(ticks, raw_command(before["checkpoint"], epochs=0, noise=2.0))
    assert noisy["weight"] == [before["weight"][-1]]
    assert noisy["loss"][0] > before["loss"][-1]
    assert noisy["checkpoint"] == before["checkpoint"]


def test_a_tick_may_end_inside_an_epoch_and_says_so(short_ticks):
    first = send(short_ticks, raw_command(epochs=1, batch_size=1))
    assert first["loss"] == []
    assert first["epoch"] == 0
    assert 0 < first["checkpoint"]["batch"] == first["checkpoint"]["step"] < 60
    checkpoint = first["checkpoint"]
    while checkpoint["epoch"] == 0:
        answer = send(short_ticks, raw_command(checkpoint, epochs=1, batch_size=1))
        checkpoint = answer["checkpoint"]
    assert len(answer["loss"]) == 1
    assert checkpoint["step"] == 60


def test_a_diverged_run_answers_with_its_last_good_checkpoint_again_and_again():
    ticks = fresh_ticks()
    answer = send(ticks, raw_command(epochs=100, learning_rate=1.0))
    assert answer["diverged"]
    good = answer["checkpoint"]
    assert answer["epoch"] == good["epoch"] + 1
    again = send(ticks, raw_command(good, epochs=5, learning_rate=1.0))
    assert again["diverged"]
    assert again["checkpoint"] == good
    assert not send(ticks, raw_command(good, epochs=5, learning_rate=0.4))["diverged"]


def test_a_checkpoint_of_another_version_starts_the_run_anew_with_a_sentence():
    ticks = fresh_ticks()
    answer = send(ticks, raw_command({"version": 99, "weights": "of another kind"}, epochs=0))
    assert answer["epoch"] == 0
    assert answer["checkpoint"]["step"] == 0
    assert answer["notice"] == {"id": "server.updated"}


def test_a_checkpoint_of_another_shape_is_refused_with_a_sentence():
    ticks = fresh_ticks()
    checkpoint = send(ticks, raw_command())["checkpoint"]
    checkpoint["parameters"]["linear.weight"] = [1.0, 2.0]
    with pytest.raises(RefusedError, match="does not belong"):
        send(ticks, raw_command(checkpoint))


@pytest.mark.parametrize("scaling", SCALINGS)
def test_two_points_at_one_x_are_answered_however_x_is_scaled(scaling):
    data = {"kind": "line", "n": 2, "seed": 10121757, "scaling": scaling}
    answer = fresh_ticks().answer({**raw_command(epochs=3, learning_rate=1e-4), "data": data})
    assert answer["epoch"] == 3
    assert answer["points"]["least_squares"]["weight"] is None
    json.dumps(answer, allow_nan=False)


def test_without_any_time_a_tick_does_one_batch():
    assert send(fresh_ticks(budget_ms=0), {**raw_command(epochs=5), "data": {"kind": "line", "n": 2}})["epoch"] == 1
