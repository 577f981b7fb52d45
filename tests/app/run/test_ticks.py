"""A tick is a pure function of its command, whatever is cached, lost, repeated or mixed up."""

import json
from contextlib import contextmanager
from itertools import count

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from torch import nn

from app.notices import RefusedError
from app.run.pace import Pace
from app.run.protocol import parse_command
from app.run.sessions import SessionCache
from app.run.ticks import Ticks
from model.data import LineData, load
from model.defaults_and_limits import SCALINGS
from model.trainer import initial_parameters

SEED = 11


def fresh_ticks(limit=100, budget_ms=1e9):
    return Ticks(SessionCache(limit), Pace(), budget_ms)


def raw_command(checkpoint=None, epochs=1, *, run="run", noise=0.25, n=60, shown=None, batch_size=None, **optimizer):
    return {
        "version": 1,
        "run": run,
        "seq": 1,
        "epochs": epochs,
        "data": {"kind": "line", "n": n, "noise": noise, "seed": 7},
        "training": {
            "optimizer": {"name": "sgd", "learning_rate": 0.1, **optimizer},
            "batch_size": batch_size,
            "seed": SEED,
        },
        "checkpoint": checkpoint,
        "shown": shown,
    }


def send(ticks, raw):
    """One round trip: the command and its answer both go through real JSON."""
    answer = ticks.advance(parse_command(json.loads(json.dumps(raw)))).as_json()
    return json.loads(json.dumps(answer))


def values(answer):
    return {name: answer[name] for name in ("epoch", "weight", "bias", "loss", "checkpoint", "diverged")}


def plain_run(segments, steps):
    """The uninterrupted run, a plain torch loop: `segments` says from which step which command's settings hold."""
    (w,), b = initial_parameters(SEED, 1)
    model = nn.Linear(1, 1)
    with torch.no_grad():
        model.weight.copy_(torch.tensor([[w]]))
        model.bias.copy_(torch.tensor([b]))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

    def settings_at(step):
        return next(raw for start, raw in reversed(segments) if start <= step)

    step = 0
    for epoch in count():
        size = settings_at(step)["training"]["batch_size"]
        done = 0
        while True:
            if step == steps:
                return [model.weight.item()], [model.bias.item()]
            raw = settings_at(step)
            data = load(LineData(**{k: v for k, v in raw["data"].items() if k != "kind"}))
            x = torch.tensor(data.features, dtype=torch.float32)
            y = torch.tensor(data.targets, dtype=torch.float32)[:, None]
            order = np.random.default_rng((SEED, epoch)).permutation(len(x))
            whole = size is None or size >= len(x)
            batch = slice(None) if whole else torch.tensor(order[done * size : (done + 1) * size])
            optimizer.param_groups[0]["lr"] = raw["training"]["optimizer"]["learning_rate"]
            optimizer.zero_grad()
            nn.MSELoss()(model(x[batch]), y[batch]).backward()
            optimizer.step()
            step += 1
            done += 1
            if whole or done * size >= len(x):
                break
    raise AssertionError("never reached: count() has no end")


class SixBatches:
    """A budget of time that is up after six looks at the clock."""

    @contextmanager
    def tick(self):
        looks = count(1)
        yield lambda: next(looks) >= 6


@pytest.fixture
def short_ticks():
    """Ticks whose time is up after some batches, always the same number."""
    ticks = fresh_ticks(limit=2)
    ticks.budget = SixBatches()
    return ticks


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


def test_cached_or_rebuilt_it_is_the_same():
    warm, cold = fresh_ticks(), fresh_ticks()
    checkpoint = None
    for _ in range(30):
        raw = raw_command(checkpoint, epochs=2, batch_size=16, momentum=0.9)
        answer = send(warm, raw)
        cold.sessions.clear()
        assert values(send(cold, raw)) == values(answer)
        checkpoint = answer["checkpoint"]


def test_the_live_model_is_used_only_when_all_of_the_checkpoint_fits():
    ticks = fresh_ticks()
    first = send(ticks, raw_command(epochs=3))
    trainer = ticks.sessions.session_for(parse_command(raw_command(first["checkpoint"]))).trainer
    send(ticks, raw_command(first["checkpoint"]))
    other = json.loads(json.dumps(first["checkpoint"]))
    other["parameters"]["linear.bias"][0] += 1e-6
    assert ticks.sessions.session_for(parse_command(raw_command(other))).trainer is not trainer


def test_the_cache_is_bounded_and_the_least_recently_used_leaves_first():
    ticks = fresh_ticks(limit=2)
    for run in ("a", "b", "a", "c"):
        send(ticks, raw_command(run=run))
    assert len(ticks.sessions) == 2
    assert list(ticks.sessions._sessions) == ["a", "c"]


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


CHANGES = {
    "learning_rate": st.sampled_from([0.01, 0.1, 0.3]),
    "noise": st.sampled_from([0.0, 0.25, 1.0]),
    "batch_size": st.sampled_from([None, 7, 60]),
}
EVENTS = st.one_of(
    st.tuples(st.just("tick"), st.integers(0, 4)),
    st.tuples(st.just("tick"), st.integers(1, 4)),
    st.tuples(st.just("repeat"), st.integers(1, 3)),
    st.tuples(st.just("replay"), st.integers(0, 30)),
    st.tuples(st.just("evict"), st.just(0)),
    st.tuples(st.just("other tab"), st.integers(1, 3)),
    *[st.tuples(st.just(name), choice) for name, choice in CHANGES.items()],
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENTS, min_size=5, max_size=40))
def test_whatever_happens_on_the_way_the_run_equals_the_uninterrupted_one(short_ticks, events):
    short_ticks.sessions.clear()
    given_settings = {"learning_rate": 0.1, "noise": 0.25, "batch_size": None}
    checkpoint, sent, segments = None, [], []
    for event, value in events:
        if event in given_settings:
            given_settings[event] = value
        elif event == "evict":
            short_ticks.sessions.clear()
        elif event == "replay" and sent:
            raw, answer = sent[value % len(sent)]
            check_prefix(send(short_ticks, raw), answer)
        elif event == "other tab":
            send(short_ticks, raw_command(checkpoint, value, learning_rate=0.05, noise=0.5))
        elif event in ("tick", "repeat"):
            raw = raw_command(checkpoint, value, **given_settings)
            answer = send(short_ticks, raw)
            if event == "repeat":
                check_prefix(send(short_ticks, raw), answer)
            segments.append((checkpoint["step"] if checkpoint else 0, raw))
            sent.append((raw, answer))
            checkpoint = answer["checkpoint"]
    if checkpoint:
        weight, bias = plain_run(segments, checkpoint["step"])
        assert checkpoint["parameters"] == {"linear.weight": weight, "linear.bias": bias}


def check_prefix(one, other):
    """Purity is about values: how much was done may differ, what was done may not."""
    shared = min(len(one["loss"]), len(other["loss"]))
    for name in ("weight", "bias", "loss"):
        assert one[name][:shared] == other[name][:shared]


@pytest.mark.parametrize("scaling", SCALINGS)
def test_two_points_at_one_x_are_answered_however_x_is_scaled(scaling):
    data = {"kind": "line", "n": 2, "seed": 10121757, "scaling": scaling}
    answer = fresh_ticks().answer({**raw_command(epochs=3, learning_rate=1e-4), "data": data})
    assert answer["epoch"] == 3
    assert answer["points"]["least_squares"]["weight"] is None
    json.dumps(answer, allow_nan=False)


def test_a_look_under_another_optimizer_keeps_the_buffers_of_the_run():
    ticks = fresh_ticks()
    run = send(ticks, raw_command(epochs=5, momentum=0.9))
    look = send(ticks, raw_command(run["checkpoint"], epochs=0, name="adam"))
    assert look["checkpoint"] == run["checkpoint"]
    back = send(ticks, raw_command(look["checkpoint"], epochs=3, momentum=0.9))
    straight = send(fresh_ticks(), raw_command(run["checkpoint"], epochs=3, momentum=0.9))
    assert values(back) == values(straight)


def test_without_any_time_a_tick_does_one_batch():
    assert send(fresh_ticks(budget_ms=0), {**raw_command(epochs=5), "data": {"kind": "line", "n": 2}})["epoch"] == 1


@pytest.mark.parametrize("cut", [1, 3, 5])
def test_a_replay_stops_inside_an_epoch_where_settings_were_changed(cut):
    ticks = fresh_ticks()
    first = send(ticks, raw_command(epochs=3, batch_size=10) | {"batch": cut})
    assert (first["epoch"], first["checkpoint"]["batch"], first["checkpoint"]["step"]) == (2, cut, 12 + cut)
    again = send(fresh_ticks(), raw_command(first["checkpoint"], epochs=1, batch_size=10) | {"batch": cut + 1})
    assert again["checkpoint"]["step"] == 13 + cut
    weight, bias = plain_run([(0, raw_command(batch_size=10))], 13 + cut)
    assert again["checkpoint"]["parameters"] == {"linear.weight": weight, "linear.bias": bias}
