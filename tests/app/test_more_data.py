"""An application with more data sets than its own: they are offered, answered and written out like the others."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.export.record import parse_record
from app.factory import create_app
from app.notices import RefusedError
from app.run.pace import Pace
from app.run.protocol import parse_command
from app.run.sessions import SessionCache
from app.run.ticks import Ticks
from app.server_settings import Settings
from model.data import load
from model.optimizers import SGD, TrainingSettings
from tests.more_data import MORE_DATA_SETS, ParabolaData, RidesData, SpringData
from tests.runs import DATA_SETS_OF_TESTS, Run, executed

SPECS = [SpringData(), SpringData("standardised"), RidesData(), ParabolaData(n=40)]


def command(spec, **changes):
    fields = {name: getattr(spec, name) for name in spec.__slots__}
    training = {"optimizer": {"name": "sgd", "learning_rate": 0.01}, "seed": 1}
    raw = {"version": 1, "run": "one", "seq": 1, "epochs": 2, "data": {"kind": spec.kind, **fields}}
    return {**raw, "training": training, **changes}


@pytest.fixture
def ticks():
    return Ticks(SessionCache(10), Pace(), 1e9, data_sets=DATA_SETS_OF_TESTS)


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_they_are_answered(ticks, spec):
    answer = json.loads(json.dumps(ticks.answer(command(spec)), allow_nan=False))
    points, data = answer["points"], load(spec)
    assert (points["kind"], points["view"]) == (spec.kind, spec.view)
    assert len(answer["weight"][0]) == data.input_dim == len(points["inputs"])
    assert points["feature_range"] == (None if data.x_range is None else list(data.x_range))
    assert (points["true_weight"] is None) == (data.true_weight is None)
    if isinstance(spec, ParabolaData):
        assert np.array_equal(np.float32(points["x"]), np.float32(data.x))
    else:
        assert points["x"] is None  # the one feature, or nothing


def test_the_page_s_own_application_does_not_know_them():
    with pytest.raises(RefusedError, match="kind must be one of line, house-prices, hubble"):
        parse_command(command(RidesData()))
    with pytest.raises(RefusedError):
        parse_record(json.dumps(Run(SpringData(), TrainingSettings()).body()).encode())


def test_an_application_offers_what_it_is_made_with():
    texts = [
        json.dumps(create_app(Settings(), data_sets=kinds).layout.to_plotly_json(), default=vars_of)
        for kinds in (MORE_DATA_SETS, {"rides": RidesData})
    ]
    assert '"rides"' in texts[0]
    assert "A straight line" in texts[0]
    assert "A straight line" not in texts[1]


def vars_of(component):
    return component.to_plotly_json()


@pytest.mark.parametrize("spec", SPECS, ids=str)
@pytest.mark.parametrize("batch_size", [None, 7])
def test_the_script_gives_the_run(spec, batch_size, capsys):
    run = Run(spec, TrainingSettings(SGD(0.01, momentum=0.5), batch_size)).epochs(4)
    run.change(learning_rate=0.02).epochs(2).change(momentum=0.0).epochs(2)
    namespace = executed(run.script())
    assert namespace["history"] == [(s.epoch, s.weight, s.bias, s.loss) for s in run.history]
    names = [variable.name for variable in load(spec).inputs]
    if len(names) > 1:
        printed = capsys.readouterr().out.splitlines()
        last = run.history[-1]
        assert printed[1:] == [f"weight of {name}: {w}" for name, w in zip(names, last.weight, strict=True)]


@given(st.lists(st.tuples(st.sampled_from(["n", "noise", "seed"]), st.integers(2, 40)), max_size=6))
@settings(deadline=None, max_examples=20)
def test_a_parabola_that_was_changed_on_the_way(changes):
    run = Run(ParabolaData(n=30), TrainingSettings(SGD(0.05), 8)).epochs(1)
    for name, value in changes:
        run.change({name: value / 20 if name == "noise" else value}).epochs(1)
    assert executed(run.script())["history"] == [(s.epoch, s.weight, s.bias, s.loss) for s in run.history]
