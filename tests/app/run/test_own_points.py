"""A command for points of somebody's own: asked for when they are not known, the same to the bit wherever it lands."""

import json
import sys

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.run.own_points import LARGEST, OF_EACH, OwnPoints, UnknownPointsError, parse_table
from app.run.pace import Pace
from app.run.points import describe
from app.run.sessions import SessionCache
from app.run.ticks import Ticks
from tests.runs import own, table_as_json
from tests.support import with_value

SPEC = own([1.0, 2.0, 3.5, 4.0], [2.0, 3.0, 7.0, 7.5], labels=("a", "b", "c", "=d"), title="Springs")
RAW = table_as_json(SPEC.table)
DATA = {"kind": "points", "hash": SPEC.hash, "n": 4, "inputs": 1}


def command(epochs=3, checkpoint=None, **data):
    training = {"optimizer": {"name": "sgd", "learning_rate": 0.1}, "batch_size": 2, "seed": 5}
    raw = {"version": 1, "run": "one", "seq": 8, "epochs": epochs, "data": {**DATA, **data}}
    return {**raw, "training": training, "checkpoint": checkpoint, "shown": None}


@pytest.fixture
def new_ticks():
    return lambda: Ticks(SessionCache(10), Pace(), 1e9)


def through_json(answer):
    return json.loads(json.dumps(answer, allow_nan=False))


def test_what_is_not_known_is_asked_for_and_nothing_is_run(new_ticks):
    ticks = new_ticks()
    assert ticks.answer(command()) == {"version": 1, "seq": 8, "needs": "data"}
    assert len(ticks.sessions) == 0
    answer = ticks.answer_with(RAW, command())
    assert [len(answer["loss"]), answer["points"]["targets"], answer["points"]["labels"]] == [
        3,
        RAW["targets"],
        SPEC.table.labels,
    ]
    assert "needs" not in ticks.answer(command())


def test_a_run_is_the_same_to_the_bit_across_workers_that_know_nothing_of_each_other(new_ticks):
    whole = new_ticks().answer_with(RAW, command(30))
    checkpoint, losses = None, []
    for _ in range(10):
        answer = through_json(new_ticks().answer_with(RAW, command(3, checkpoint)))
        checkpoint = answer["checkpoint"]
        losses += answer["loss"]
    assert losses == whole["loss"]
    assert checkpoint == through_json(whole["checkpoint"])


def test_moved_points_go_on_from_the_checkpoint(new_ticks):
    ticks = new_ticks()
    first = through_json(ticks.answer_with(RAW, command()))
    moved = own([1.0, 2.0, 3.5, 9.0], RAW["targets"], mean=(2.625,), scale=(1.2,))
    then = ticks.answer_with(table_as_json(moved.table), command(2, first["checkpoint"], hash=moved.hash))
    assert (then["epoch"], then["points"]["features"][3]) == (5, [9.0])


WRONG = {
    "features": [[[1.0]], "x", [[1.0], [2.0], [3.0], []], [[1.0], [2.0], [3.0], [4.0, 5.0]], [[1.0]] * 5001],
    "targets": [[1.0, 2.0, 3.0], [1.0, 2.0, 3.0, None], [1.0, 2.0, 3.0, 10 * LARGEST]],
    "features/0/0": [None, "1", -10 * LARGEST, float("inf"), float("nan")],
    "inputs": [[], [{"name": "x" * 41, "unit": ""}], [{"name": "x\n", "unit": ""}], [{"unit": "m"}]],
    "output": [{"name": "y", "unit": "u" * 21}, {"name": "\u2028", "unit": ""}, {"name": "y", "more": 1}],
    "labels": [["a"], ["a", "b", "c", "d\x00"], ["a", "b", "c", "d" * 61]],
    "title": ["t" * 61, "\x1b[31m", 5],
    "x_range": [[1.0, 1.0], [0.0, 1e-300], [2.0, 1.0], [1.0], [0.0, float("inf")]],
    "y_range": [[1.0, -1.0], [0.0, 1e300]],
    "true_weight": [[1.0]],
    "mean": [[1.0]],
    "unknown": [1],
}


@pytest.mark.parametrize(("path", "value"), [(path, value) for path, values in WRONG.items() for value in values])
def test_what_is_out_of_bounds_is_refused_before_anything_is_kept(new_ticks, path, value):
    ticks = new_ticks()
    answer = ticks.answer_with(with_value(RAW, path, value), command())
    assert (answer["notice"], answer["seq"]) == ({"id": "server.unusable"}, 8)
    assert (len(ticks.own), len(ticks.sessions)) == (0, 0)


@pytest.mark.parametrize(
    "change",
    [{"scale": [0.0], "mean": [1.0]}, {"scale": [1e-300], "mean": [1.0]}, {"scale": [1.0, 1.0], "mean": [1.0]}],
)
def test_a_standardisation_fits_the_features(change):
    with pytest.raises(ValueError, match=r"scale|each feature"):
        parse_table({**RAW, **change})


@pytest.mark.parametrize(
    "data", [{"n": 5}, {"hash": "x" * 32}, {"inputs": 2}, {"scaling": "twice"}, {"table": RAW}, {"n": True}]
)
def test_a_spec_that_does_not_fit_is_refused(new_ticks, data):
    ticks = new_ticks()
    assert ticks.answer_with(RAW, command(**data))["notice"] == {"id": "server.unusable"}


def test_others_points_cannot_take_a_name(new_ticks):
    """The name is worked out from the content here, so nobody can put other points under it."""
    ticks = new_ticks()
    others = with_value(RAW, "targets/0", 99.0)
    assert ticks.answer_with(others, command()) == {"version": 1, "seq": 8, "needs": "data"}


def test_what_is_remembered_is_bounded():
    each = OF_EACH + 8 + sum(sys.getsizeof(label) + 8 for label in SPEC.table.labels) // 8
    store = OwnPoints(most_numbers=2 * each)
    specs = [own([float(i), 2.0, 3.0, 4.0], RAW["targets"], labels=SPEC.table.labels) for i in range(5)]
    for spec in specs:
        store.remember(spec.table)
        store.remember(spec.table)
    assert len(store) == 2
    assert store.numbers == 2 * each
    assert store.spec({**DATA, "hash": specs[-1].hash}).table is specs[-1].table
    store.remember(parse_table(table_as_json(specs[-1].table)))  # somebody else brings the same
    assert store.spec({**DATA, "hash": specs[-1].hash}).table is specs[-1].table
    assert store.spec({**DATA, "hash": specs[-1].hash}) == specs[-1]
    with pytest.raises(UnknownPointsError):
        store.spec({**DATA, "hash": specs[0].hash})
    with pytest.raises(msgspec.ValidationError):
        store.spec({**DATA, "hash": "no name"})


def test_more_numbers_than_are_taken_at_once_are_refused():
    """Describing 5,000 points of nineteen features would hold up everybody's ticks."""
    wide = table_as_json(own([[1.0] * 19] * 5000, [1.0] * 5000).table)
    with pytest.raises(ValueError, match="More numbers"):
        parse_table(wide)
    assert parse_table(table_as_json(own([[1.0] * 4] * 5000, [1.0] * 5000).table))


def test_descriptions_are_bounded_by_their_numbers(monkeypatch):
    monkeypatch.setattr("app.run.own_points.MOST_DESCRIBED", 2 * (OF_EACH + 8))
    store = OwnPoints()
    for i in range(5):
        store.described(own([float(i), 2.0, 3.0, 4.0], RAW["targets"]))
    assert store.described_numbers == 2 * (OF_EACH + 8)


def test_points_are_described_once_whoever_asks(new_ticks, monkeypatch):
    made = []
    monkeypatch.setattr("app.run.own_points.describe", lambda spec: made.append(spec) or describe(spec))
    ticks = new_ticks()
    first = ticks.answer_with(RAW, command())
    for run in "abc":
        assert ticks.answer({**command(), "run": run})["points"] == first["points"]
    assert len(made) == 1


EDGES = st.sampled_from([0.0, 1.0, -1.0, 5e-324, 1e-30, 1e-12, 1e6, LARGEST, -LARGEST, 1e11 + 0.5])


@st.composite
def extreme(draw):
    """A table at the bounds of what is taken, and what is asked of it."""
    x, y = (draw(st.lists(EDGES, min_size=n, max_size=n)) for n in 2 * (draw(st.integers(2, 12)),))
    low = draw(st.sampled_from([-LARGEST, 0.0, 1.0]))
    more = {"x_range": (low, low + draw(st.sampled_from([1e-3, 1.0, LARGEST]))) if draw(st.booleans()) else None}
    if draw(st.booleans()):
        more |= {"mean": (draw(EDGES),), "scale": (draw(st.sampled_from([1e-12, 1.0, LARGEST])),)}
    shape = {"scaling": draw(st.sampled_from(["inside", "none", "unit", "hundred", "standardised"]))}
    return own(x, y, **more), shape | {"degree": draw(st.integers(1, 9)), "test_share": draw(st.sampled_from([0, 30]))}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(extreme())
def test_whatever_is_within_bounds_has_an_answer_or_a_refusal_and_numpy_prints_nothing(new_ticks, capfd, asked):
    """What LAPACK says of a matrix that holds no numbers goes past the log, seven lines each time."""
    spec, shape = asked
    answer = new_ticks().answer_with(table_as_json(spec.table), command(hash=spec.hash, n=spec.n, **shape))
    assert through_json(answer)["seq"] == 8
    assert "loss" in answer or answer["notice"]["id"] == "server.unusable"
    assert capfd.readouterr() == ("", "")


def test_numbers_go_out_with_the_fewest_digits_that_name_them_in_float32():
    values = [0.1, 2.5, -0.0, 110.0, 1e12, 123456789.0, 2**24, 2**24 + 2, 1 / 3, 5e-324, -1e-30]
    told = describe(own(values, values, scaling="none"))
    wanted = [float(str(np.float32(value))) for value in values]
    assert repr(told.targets) == repr(wanted)
    assert repr(told.features) == repr([[value] for value in wanted])


@pytest.mark.parametrize(
    ("x", "x_range", "shape"),
    [
        ([0.0, 1e12, 5.0], (0.0, 1.0), {"scaling": "none", "degree": 9}),
        ([0.0, 0.0, 1e-30], (-1e12, 1.0), {"scaling": "standardised", "degree": 4}),  # their deviation is infinite
    ],
)
def test_powers_that_are_no_numbers_any_more_are_refused_before_anything_is_worked_out(new_ticks, x, x_range, shape):
    far = own(x, [1.0, 2.0, 3.0], x_range=x_range)
    said = new_ticks().answer_with(table_as_json(far.table), command(hash=far.hash, n=3, **shape))
    assert "than what can be learned from" in said["detail"]
