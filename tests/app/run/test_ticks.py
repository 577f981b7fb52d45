"""A tick is a pure function of its command, whatever is cached, lost, repeated or mixed up."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.run.protocol import parse_command
from tests.app.run.ticking import fresh_ticks, plain_run, raw_command, send, values


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


def test_a_look_under_another_optimizer_keeps_the_buffers_of_the_run():
    ticks = fresh_ticks()
    run = send(ticks, raw_command(epochs=5, momentum=0.9))
    look = send(ticks, raw_command(run["checkpoint"], epochs=0, name="adam"))
    assert look["checkpoint"] == run["checkpoint"]
    back = send(ticks, raw_command(look["checkpoint"], epochs=3, momentum=0.9))
    straight = send(fresh_ticks(), raw_command(run["checkpoint"], epochs=3, momentum=0.9))
    assert values(back) == values(straight)


@pytest.mark.parametrize("cut", [1, 3, 5])
def test_a_replay_stops_inside_an_epoch_where_settings_were_changed(cut):
    ticks = fresh_ticks()
    first = send(ticks, raw_command(epochs=3, batch_size=10) | {"batch": cut})
    assert (first["epoch"], first["checkpoint"]["batch"], first["checkpoint"]["step"]) == (2, cut, 12 + cut)
    again = send(fresh_ticks(), raw_command(first["checkpoint"], epochs=1, batch_size=10) | {"batch": cut + 1})
    assert again["checkpoint"]["step"] == 13 + cut
    weight, bias = plain_run([(0, raw_command(batch_size=10))], 13 + cut)
    assert again["checkpoint"]["parameters"] == {"linear.weight": weight, "linear.bias": bias}
