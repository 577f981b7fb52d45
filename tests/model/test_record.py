"""A run's record run again: the same snapshots, to the last bit, whatever was changed on the way."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from model.data import HousePricesData, HubbleData, LineData
from model.optimizers import SGD, Adagrad, Adam, AdamW, RMSprop, TrainingSettings
from model.record import RunRecord, Segment, replay
from model.trainer import Trainer
from tests.more_data import ParabolaData, RidesData, SpringData
from tests.runs import Run, executed

OPTIMIZERS = [SGD(0.05), SGD(0.05, 0.9), SGD(0.05, 0.8, True), Adam(0.05), AdamW(0.05, weight_decay=0.1)]
OPTIMIZERS += [RMSprop(0.02), Adagrad(0.3)]
DATA = [LineData(n=30), LineData(n=30, scaling="standardised"), HousePricesData(n=30), HubbleData("unit")]
DATA += [SpringData("unit"), RidesData(), ParabolaData(n=30)]


def test_a_run_that_has_not_begun_has_its_start():
    run = Run(LineData(), TrainingSettings())
    assert replay(run.record()) == run.history


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=str)
@pytest.mark.parametrize("batch_size", [None, 16])
def test_a_replay_in_one_go_is_the_run_that_stopped_after_every_epoch(optimizer, batch_size):
    run = Run(LineData(n=60), TrainingSettings(optimizer, batch_size, seed=3)).epochs(40)
    assert replay(run.record()) == run.history


def test_epochs_half_done_and_changed_are_replayed():
    run = Run(LineData(n=60), TrainingSettings(SGD(0.1, momentum=0.9), 16)).epochs(2).batches(2)
    assert replay(run.record()) == run.history
    run.change(training={"batch_size": 5}).batches(1).change({"n": 20}).epochs(1).change(momentum=0.5).batches(3)
    assert len(replay(run.record())) == 4
    assert replay(run.record()) == run.history


def test_a_run_that_diverged_is_replayed_as_far_as_it_was_recorded():
    run = Run(LineData(), TrainingSettings(SGD(2.0))).epochs(30)
    assert replay(run.record()) == run.history
    assert run.history[-1].loss > 1e6


def test_a_replay_needs_no_server():
    training = TrainingSettings(SGD(0.1))
    trainer = Trainer(HousePricesData().load(), training)
    start = replace(trainer.checkpoint(), family="sgd momentum=0.0 nesterov=False", buffers={"anything": [0.0]})
    record = RunRecord(start, (Segment(0, 0, HousePricesData(), training),), 10, 0)
    assert replay(record)[1:] == trainer.run(10).snapshots


EVENTS = st.one_of(
    st.tuples(st.just("epochs"), st.integers(1, 4)),
    st.tuples(st.just("batches"), st.integers(1, 6)),
    st.tuples(st.just("data"), st.fixed_dictionaries({"noise": st.sampled_from([0.0, 0.25, 1.7])})),
    st.tuples(st.just("data"), st.fixed_dictionaries({"n": st.integers(2, 40)})),
    st.tuples(st.just("data"), st.fixed_dictionaries({"seed": st.integers(0, 9)})),
    st.tuples(st.just("training"), st.fixed_dictionaries({"batch_size": st.sampled_from([None, 1, 3, 8, 20, 2000])})),
    st.tuples(st.just("training"), st.fixed_dictionaries({"seed": st.integers(0, 9)})),
    st.tuples(st.just("training"), st.fixed_dictionaries({"optimizer": st.sampled_from(OPTIMIZERS)})),
    st.tuples(st.just("optimizer"), st.fixed_dictionaries({"learning_rate": st.sampled_from([0.001, 0.01, 0.1])})),
    st.tuples(st.just("optimizer"), st.fixed_dictionaries({"weight_decay": st.sampled_from([0.0, 0.1])})),
)


@given(st.sampled_from(DATA), st.sampled_from(OPTIMIZERS), st.lists(EVENTS, max_size=25))
@settings(max_examples=80, deadline=None)
def test_run_script_and_replay_are_the_same_to_the_last_bit(data, optimizer, events):
    run = Run(data, TrainingSettings(optimizer, 8))
    for event, value in events:
        if event in ("epochs", "batches"):
            getattr(run, event)(value)
        elif event == "data":
            run.change(value if "n" in data.__slots__ else {})
        elif event == "training":
            run.change(training=value)
        else:
            run.change(**value)
    assume(run.checkpoint.is_finite())
    record = run.record()
    assert replay(record) == run.history
    assert executed(run.script())["history"] == [(s.epoch, s.weight, s.bias, s.loss) for s in run.history]
