"""The schema: plain JSON, and its bounds are those that the server keeps."""

import json
from dataclasses import asdict, fields

import pytest

from app.notices import RefusedError
from app.run.protocol import parse_command
from components import ids
from components.panels import PANELS
from components.schema import FIGURES, schema
from model import defaults_and_limits as model_settings
from model.data import DATA_SETS
from model.data.points import PointsData
from model.defaults_and_limits import ANY_LEARNING_RATE
from model.optimizers import TrainingSettings
from tests.more_data import MORE_DATA_SETS

SCHEMA = schema()
LINE = {"kind": "line"}
TRAINING = {"optimizer": {"name": "sgd"}, "seed": 1}
NUMBERS = {name: row for name, row in SCHEMA["controls"].items() if row["kind"] != "choice"}


def command(data=LINE, training=TRAINING):
    return {"version": 1, "run": "one", "seq": 1, "epochs": 0, "data": data, "training": training}


def with_number(name, value):
    """Every command in which a control's number stands somewhere."""
    row = SCHEMA["controls"][name]
    value = int(value) if row["kind"] == "whole" else float(value)
    if name in {field.name for field in fields(TrainingSettings)}:
        return [command(training={**TRAINING, name: value})]
    chosen = [one for one in SCHEMA["optimizers"].values() if name in (*one["fields"], "learning_rate", "weight_decay")]
    if not chosen:
        return [command({**LINE, name: value})]
    return [
        command(training={"optimizer": {"name": one["name"], **one["fixed"], name: value}, "seed": 1}) for one in chosen
    ]


def check_bounds(bounds, commands):
    for value in (bounds["low"], bounds["high"], bounds["default"]):
        for raw in commands(value) if value is not None else []:
            parse_command(raw)
    for value in (bounds["low"] - (bounds["step"] or 1e-6), bounds["high"] + (bounds["step"] or 1e-6)):
        for raw in commands(value):
            with pytest.raises(RefusedError):
                parse_command(raw)


def test_it_is_plain_json_and_always_the_same():
    assert json.loads(json.dumps(SCHEMA, allow_nan=False)) == SCHEMA == schema()
    names = ["version", "tick_ms", "controls", "seeds", "data", "optimizers", "switches", "panels", "text", "figures"]
    assert list(SCHEMA) == names


def test_there_is_a_row_for_every_control_in_order():
    rows = SCHEMA["controls"]
    assert sorted(row["id"] for row in rows.values()) == sorted(ids.CONTROLS)
    assert {name for name, row in rows.items() if row["kind"] != "choice"} == set(model_settings.NUMBERS)
    # Whatever an optimizer has stands after the choice of one.
    after = list(rows)[list(rows).index("optimizer") + 1 :]
    assert set(after) == {"weight_decay", *(name for one in SCHEMA["optimizers"].values() for name in one["fields"])}


def test_the_keys_of_a_link_are_those_that_links_out_there_have():
    keys = {row["key"]: name for name, row in SCHEMA["controls"].items()}
    assert len(keys) == len(SCHEMA["controls"])
    kept = {
        **{"data": "dataset", "lr": "learning_rate", "batch": "batch_size"},
        **{"decay": "weight_decay", "test": "test_share"},
    }
    assert keys.items() >= kept.items()
    assert all(key in kept or key == name for key, name in keys.items())


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_s_bounds_are_the_server_s(name):
    # The slider's bounds are the data's, so that the server's are wider.
    bounds = asdict(ANY_LEARNING_RATE) if name == "learning_rate" else NUMBERS[name]
    check_bounds(bounds, lambda value: with_number(name, value))


def test_the_rates_of_every_data_set_lie_within_the_server_s():
    tables = [data for kind, data in SCHEMA["data"].items() if kind != "points"]  # whose points say it
    rows = [NUMBERS["learning_rate"], *(row for data in tables for row in data["rates"].values())]
    assert len(rows) > 50
    for row in rows:
        assert ANY_LEARNING_RATE.low <= row["low"] < row["default"] < row["high"] <= ANY_LEARNING_RATE.high
        assert row["high"] / row["low"] == pytest.approx(1e5)
    for kind in ("line", "hubble"):
        assert SCHEMA["data"][kind]["rates"] == {}
    for kind in ("house-prices", "penguin-masses", "cherry-trees"):
        row = SCHEMA["data"][kind]
        assert (row["scaling"], row["scalings"], list(row["rates"])) == ("inside", ["inside", "none"], ["none"])


@pytest.mark.parametrize("name", NUMBERS)
def test_a_default_lies_within_the_bounds_or_is_all(name):
    row = NUMBERS[name]
    if row.get("all"):
        assert row["default"] is None
    else:
        assert row["low"] <= row["default"] <= row["high"]
    assert row.get("all", False) == (name == "batch_size")


@pytest.mark.parametrize("kind", [kind for kind, row in SCHEMA["data"].items() if row["noise"]])
def test_each_data_set_has_its_own_noise(kind):
    check_bounds(SCHEMA["data"][kind]["noise"], lambda value: [command({"kind": kind, "noise": float(value)})])


def test_the_seeds_bounds_are_the_server_s():
    seeds = {**SCHEMA["seeds"], "step": 1}
    check_bounds({**seeds, "default": seeds["data"]}, lambda value: [command({**LINE, "seed": value})])
    check_bounds({**seeds, "default": seeds["start"]}, lambda value: [command(training={**TRAINING, "seed": value})])


def test_every_choice_is_known_to_the_server():
    controls = SCHEMA["controls"]
    assert controls["dataset"]["choices"] == list(SCHEMA["data"])
    assert controls["optimizer"]["choices"] == list(SCHEMA["optimizers"])
    assert all(row["default"] in row["choices"] for row in controls.values() if row["kind"] == "choice")
    for kind, row in SCHEMA["data"].items():
        if kind == PointsData.kind:
            continue  # its specs name points: tests/app/run/test_own_points.py
        for scaling in row["scalings"]:
            parse_command(command({"kind": kind, "scaling": scaling}))
        assert set(row["scalings"]) <= set(controls["scaling"]["choices"])
        assert set(row["fields"]) == {field.name for field in fields(DATA_SETS[kind])} - {"weight", "bias"}
    for one in SCHEMA["optimizers"].values():
        values = {name: controls[name]["default"] for name in one["fields"]}
        parse_command(command(training={"optimizer": {"name": one["name"], **one["fixed"], **values}, "seed": 1}))


def test_the_first_run_is_the_one_that_everybody_knows():
    controls = {name: row["default"] for name, row in SCHEMA["controls"].items()}
    everybody_knows = {
        **{"learning_rate": 0.01, "noise": 0.25, "n": 250, "batch_size": None, "speed": 1, "dataset": "line"},
        **{"scaling": "none", "optimizer": "sgd", "momentum": 0.9, "beta1": 0.9, "beta2": 0.999, "alpha": 0.99},
        **{"weight_decay": 0.0, "degree": 1, "test_share": 0},
    }
    assert controls.items() >= everybody_knows.items()
    assert SCHEMA["seeds"] == {"data": 7, "start": 136, "low": 0, "high": 2**32 - 1}


def test_panels_say_for_which_data_they_are():
    panels = SCHEMA["panels"]
    assert list(panels) == [panel.name for panel in PANELS]
    assert all(panel["features"] in ("line", "linear", "one", "any") for panel in panels.values())
    assert (panels["map"]["features"], panels["sampling"]["features"], panels["step"]["features"]) == (
        "linear",
        "line",
        "any",
    )


@pytest.mark.parametrize("told", ["key", "room"])
def test_no_two_panels_have_one_key_or_one_place(told):
    values = [panel[told] for panel in SCHEMA["panels"].values()]
    assert len(set(values)) == len(values)


def test_figures_are_skeletons_of_both_modes():
    assert set(SCHEMA["figures"]) == {"light", "dark"}
    for figures in SCHEMA["figures"].values():
        assert list(figures) == list(FIGURES)
        assert all(set(figure) == {"data", "layout"} for figure in figures.values())
    names = {trace["name"] for trace in SCHEMA["figures"]["light"]["fit"]["data"]}
    assert {"Data", "Predicted", "True line", "Least squares"} <= names


def test_it_tells_of_the_data_sets_that_an_application_has():
    more = schema(MORE_DATA_SETS)
    plain = {"noise": None, "rates": {}, "scalings": [], "scaling": "none", "fields": []}
    assert more["data"]["rides"] == {"view": "predicted-actual", "group": "made", "features": 3, **plain}
    assert more["data"]["spring"]["fields"] == ["scaling"]
    assert more["controls"]["dataset"]["choices"] == [*MORE_DATA_SETS, "points"]
    assert more["controls"]["dataset"]["default"] == "line"
