"""Curves and splits over the wire: parsed and bounded, and a tick that is a pure function of its command."""

import json

import pytest

from app.notices import RefusedError
from app.run.pace import Pace
from app.run.protocol import parse_command
from app.run.sessions import SessionCache
from app.run.ticks import Ticks
from model.data import LineData, load
from model.data.curve import CurveData, shaped
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer
from tests.runs import own, table_as_json

TRAINING = {"optimizer": {"name": "sgd", "learning_rate": 0.05}, "batch_size": 8, "seed": 11}
SHAPE = {"degree": 4, "test_share": 30, "split_seed": 5}


def command(checkpoint=None, epochs=1, data=None, **shape):
    data = data or {"kind": "line", "n": 40, "noise": 0.5, "seed": 7}
    envelope = {"version": 1, "run": "run", "seq": 1, "epochs": epochs, "training": TRAINING, "shown": None}
    return {**envelope, "data": {**data, **(shape or SHAPE)}, "checkpoint": checkpoint}


def fresh():
    return Ticks(SessionCache(10), Pace(), 1e9)


def send(ticks, raw):
    return json.loads(json.dumps(ticks.answer(json.loads(json.dumps(raw)))))


def uninterrupted(epochs):
    spec = shaped(LineData(n=40, noise=0.5), 4, 30, 5)
    return Trainer(load(spec), TrainingSettings(SGD(0.05), 8, 11)).run(epochs).snapshots


def test_a_data_set_with_degree_and_share_becomes_one_spec():
    assert parse_command(command()).data == CurveData(LineData(n=40, noise=0.5), 4, 30, 5)
    assert parse_command(command(degree=1, test_share=0)).data == LineData(n=40, noise=0.5)


@pytest.mark.parametrize(
    "shape",
    [
        {"degree": 0},
        {"degree": 10},
        {"degree": 2.5},
        {"degree": True},
        {"degree": "2"},
        {"degree": None},
        {"degree": 1000000000.0},
        {"test_share": 10},
        {"test_share": 60},
        {"test_share": 25.5},
        {"test_share": "30"},
        {"test_share": [30]},
        {"test_share": 30, "split_seed": -1},
        {"test_share": 30, "split_seed": 2**32},
        {"split": 5},
    ],
)
def test_what_is_out_of_bounds_is_refused(shape):
    with pytest.raises(RefusedError):
        parse_command(command(**shape))


def test_data_with_several_features_have_no_degree():
    houses = {"kind": "house-prices", "n": 40, "noise": 25.0, "seed": 7}
    with pytest.raises(RefusedError):
        parse_command(command(data=houses, degree=2))
    assert parse_command(command(data=houses, test_share=20)).data.count() == 32


@pytest.mark.parametrize("is_evicted", [False, True])
def test_a_run_goes_on_with_the_same_numbers_on_any_worker(is_evicted):
    ticks, checkpoint, told = fresh(), None, []
    for epochs in (3, 1, 5, 2):
        ticks = fresh() if is_evicted else ticks
        answer = send(ticks, command(checkpoint, epochs))
        told += zip(answer["weight"], answer["bias"], answer["loss"], answer["test_loss"], strict=True)
        checkpoint = answer["checkpoint"]
    assert told == [(s.weight, s.bias, s.loss, s.test_loss) for s in uninterrupted(11)]


def test_a_run_without_test_points_tells_of_no_test_loss():
    assert "test_loss" not in send(fresh(), command(degree=3))
    assert "test_loss" not in send(fresh(), command(data={"kind": "line", "n": 9}, test_share=30))


def test_a_checkpoint_of_another_degree_is_refused():
    checkpoint = send(fresh(), command())["checkpoint"]
    assert send(fresh(), command(checkpoint, degree=3))["notice"]["id"] == "server.unusable"


def test_points_of_ones_own_have_a_degree_and_a_split():
    spec = own([float(i) for i in range(12)], [0.5 * i * i for i in range(12)])
    data = {"kind": "points", "hash": spec.hash, "n": 12, "inputs": 1, "scaling": "inside"}
    ticks = fresh()
    assert send(ticks, command(data=data))["needs"] == "data"
    answer = json.loads(json.dumps(ticks.answer_with(table_as_json(spec.table), command(data=data))))
    assert len(answer["weight"][0]) == 4
    assert answer["points"]["degree"] == 4
    assert answer["points"]["scaling"] is None
    assert len(answer["points"]["features"][0]) == 1
