"""The script of a run whose settings or points were changed on the way, in or between epochs."""

import json

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.export.record import parse_record
from app.export.script import script
from model.data import HousePricesData, HubbleData, LineData
from model.optimizers import SGD, Adam, TrainingSettings
from tests.app.export.scripted import NAMES, OPTIMIZERS, check
from tests.runs import Run, executed


@pytest.mark.parametrize("batch_size", [None, 16])
@pytest.mark.parametrize("old", OPTIMIZERS, ids=NAMES)
def test_a_changed_rate_keeps_the_buffers_and_another_optimizer_starts_afresh(old, batch_size):
    run = Run(LineData(n=50), TrainingSettings(old, batch_size)).epochs(4)
    run.change(learning_rate=0.02).epochs(4).change(weight_decay=0.1).epochs(3).change(learning_rate=0.01).epochs(1)
    for new in OPTIMIZERS:
        run.change(training={"optimizer": new}).epochs(2)
    check(run)


@pytest.mark.parametrize("data", [LineData(n=60, scaling="standardised"), HousePricesData(n=60), LineData(n=60)])
def test_data_and_batches_changed_between_epochs(data):
    run = Run(data, TrainingSettings(SGD(0.05, momentum=0.5))).epochs(2)
    run.change({"noise": 1.5}).epochs(2).change({"n": 90}, {"batch_size": 20}).epochs(2).change({"n": 15}).epochs(2)
    run.change(training={"batch_size": 4}).epochs(2).change({"seed": 99}).epochs(1).change(training={"seed": 4})
    run.epochs(2).change({"n": 200}, {"batch_size": None}).epochs(2)
    assert "full batch" in run.script()
    check(run)


@pytest.mark.parametrize("data", [LineData(n=60, scaling="centred"), HousePricesData(n=60)])
def test_changes_in_the_middle_of_an_epoch(data):
    run = Run(data, TrainingSettings(Adam(0.05), 16)).epochs(3)
    run.batches(1).change(learning_rate=0.01).batches(1).change({"noise": 1.0}).epochs(1)
    run.batches(2).change(training={"batch_size": 9}).batches(1).epochs(2)
    run.batches(3).change({"n": 100}).batches(2).change(training={"seed": 3, "batch_size": None}).epochs(3)
    check(run)


@pytest.mark.parametrize(("n", "batch_size"), [(20, 16), (32, 16), (16, 16), (5, 16), (20, None), (33, 16)])
def test_fewer_points_may_end_the_epoch_under_way(n, batch_size):
    run = Run(LineData(n=60), TrainingSettings(SGD(0.1, momentum=0.9), 16)).epochs(1).batches(2)
    run.change({"n": n}, {"batch_size": batch_size}).epochs(1)
    assert len(check(run)["history"]) == 3
    assert ("epoch 2 has no more batches" in run.script()) == (n <= 32)
    check(run.epochs(2))


def test_an_epoch_that_ends_without_a_step_under_another_optimizer_still_empties_the_buffers():
    run = Run(LineData(n=60), TrainingSettings(SGD(0.1, momentum=0.9), 16)).epochs(1).batches(2)
    run.change({"n": 20}, momentum=0.5).epochs(1).change(momentum=0.9).epochs(2)
    check(run)


@pytest.mark.parametrize("before", [0, 3])
def test_a_run_that_stands_in_the_middle_of_an_epoch(before, capsys):
    run = Run(LineData(n=60), TrainingSettings(SGD(0.1), 16)).epochs(before).batches(2)
    namespace = check(run)
    assert len(namespace["history"]) == before + 1
    assert "changed on the way" not in run.script()
    (weight,), (bias,) = run.checkpoint.parameters["linear.weight"], run.checkpoint.parameters["linear.bias"]
    said = f"and after 2 batches of epoch {before + 1}: weight {weight}, bias {bias}"
    assert capsys.readouterr().out.splitlines()[1] == said


def test_segments_under_which_nothing_ran_leave_no_trace():
    run = Run(LineData(n=60), TrainingSettings(SGD(0.1))).epochs(5)
    plain = run.script()
    position = (run.checkpoint.epoch, 0)
    other = TrainingSettings(Adam(0.5), 3)
    run.segments += [(*position, LineData(n=60), other), (*position, LineData(n=7), other)]
    assert run.script() == plain
    run.segments[:0] = [(0, 0, LineData(n=9), other)]
    assert run.script() == plain
    run.segments.append((17, 3, LineData(n=9), other))
    assert run.script() == plain


def test_segments_that_change_nothing_leave_no_trace():
    run = Run(LineData(n=60), TrainingSettings(SGD(0.1), 16)).epochs(5)
    plain = run.script()
    run.segments += [(2, 0, run.data, run.training), (3, 1, run.data, run.training)]
    assert run.script() == plain


def test_two_thousand_changes():
    body = Run(LineData(n=10), TrainingSettings(SGD(0.01), 4)).body()
    [segment] = body["segments"]
    body["segments"] = [
        {**segment, "epoch": i // 3, "batch": i % 3, "data": {**segment["data"], "noise": i / 2000}}
        for i in range(2000)
    ]
    body["epoch"] = 700
    assert len(executed(script(parse_record(json.dumps(body).encode())))["history"]) == 701


EVENTS = st.one_of(
    st.tuples(st.just("epochs"), st.integers(1, 3)),
    st.tuples(st.just("batches"), st.integers(1, 6)),
    st.tuples(st.just("noise"), st.sampled_from([0.0, 0.25, 1.7])),
    st.tuples(st.just("n"), st.integers(2, 40)),
    st.tuples(st.just("seed"), st.integers(0, 9)),
    st.tuples(st.just("batch_size"), st.sampled_from([None, 1, 3, 8, 20, 2000])),
    st.tuples(st.just("order"), st.integers(0, 9)),
    st.tuples(st.just("learning_rate"), st.sampled_from([0.001, 0.01, 0.1])),
    st.tuples(st.just("weight_decay"), st.sampled_from([0.0, 0.1])),
    st.tuples(st.just("optimizer"), st.sampled_from(OPTIMIZERS)),
)


@given(
    st.sampled_from(
        [LineData(n=30), LineData(n=30, scaling="standardised"), HousePricesData(n=30), HubbleData("unit")]
    ),
    st.sampled_from(OPTIMIZERS),
    st.lists(EVENTS, max_size=25),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_changed_and_whenever_the_script_gives_the_run(data, optimizer, events):
    run = Run(data, TrainingSettings(optimizer, 8))
    for event, value in events:
        if event in ("epochs", "batches"):
            getattr(run, event)(value)
        elif event in ("noise", "n", "seed"):
            run.change({event: value} if not isinstance(data, HubbleData) else {})
        elif event in ("learning_rate", "weight_decay"):
            run.change(**{event: value})
        else:
            run.change(training={"seed" if event == "order" else event: value})
    assume(run.checkpoint.is_finite())
    check(run)
