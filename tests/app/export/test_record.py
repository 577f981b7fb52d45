"""What a page says of a run: what is out of bounds is refused with a sentence, and no word of it reaches the script."""

import copy
import json

import pytest

from app.export.record import parse_record
from app.export.script import script
from app.notices import RefusedError
from model.data import HousePricesData, HubbleData, LineData
from model.data.curve import shaped
from model.optimizers import Adam, TrainingSettings
from tests.app.export.records import GOOD, HOSTILE, RUN, changed
from tests.asgi import sentence_of
from tests.runs import Run, own, table_as_json


def without(path):
    raw = copy.deepcopy(GOOD)
    *parents, last = path.split("/")
    place = raw
    for name in parents:
        place = place[int(name) if name.isdigit() else name]
    del place[last]
    return raw


def refused(raw):
    body = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    with pytest.raises(RefusedError) as error:
        parse_record(body)
    sentence = f"{sentence_of(error.value.as_json())} {error.value.detail}".strip()
    assert sentence[0].isupper()
    assert len(sentence) < 250
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", 2),
        ("version", "1"),
        ("version", True),
        ("epoch", -1),
        ("epoch", 10_000_001),
        ("epoch", 2.5),
        ("epoch", "3"),
        ("batch", -1),
        ("batch", 2001),
        ("segments", []),
        ("segments", {}),
        ("segments", None),
        ("segments", [None]),
        ("segments", [GOOD["segments"][0]] * 2001),
        ("segments/0/epoch", 1),
        ("segments/0/batch", 1),
        ("segments/1/epoch", -1),
        ("segments/1/batch", 2001),
        ("segments/1/colour", "red"),
        ("segments/0/data", None),
        ("segments/0/data", {"kind": "moons"}),
        ("segments/0/data/kind", HOSTILE),
        ("segments/0/data/scaling", HOSTILE),
        ("segments/0/data/n", "250; import os"),
        ("segments/0/data/n", True),
        ("segments/0/data/noise", float("nan")),
        ("segments/0/data/noise", float("inf")),
        ("segments/0/data/noise", 10**400),
        ("segments/0/data/weight", 1001),
        ("segments/0/data/seed", 2**32),
        ("segments/0/data/" + HOSTILE.replace("/", ""), 1),
        ("segments/0/training/optimizer/name", HOSTILE),
        ("segments/0/training/optimizer/learning_rate", "0.1"),
        ("segments/0/training/optimizer/learning_rate", 11),
        ("segments/0/training/optimizer/nesterov", HOSTILE),
        ("segments/0/training/optimizer/dampening", 0.5),
        ("segments/0/training/batch_size", 0),
        ("segments/0/training/batch_size", "16"),
        ("segments/0/training/seed", -1),
        ("segments/0/training/colour", "red"),
        ("start", None),
        ("start", {}),
        ("start/version", 2),
        ("start/epoch", 1),
        ("start/step", 5),
        ("start/batch", 1),
        ("start/start_loss", float("inf")),
        ("start/parameters", {}),
        ("start/parameters/linear.weight", [float("nan")]),
        ("start/parameters/linear.weight", [1e39]),
        ("start/parameters/linear.weight", [0.0, 1.0]),
        ("start/parameters/linear.weight", ["0.0"]),
        ("start/parameters/linear.bias", []),
        ("start/parameters/" + HOSTILE.replace("/", ""), [1.0]),
        ("start/buffers", {"linear.weight.exp_avg": [0.5]}),
        ("start/extra", 1),
        ("unknown", 1),
        ("unknown" * 1000, 1),
        ("unknown\nline", 1),
    ],
)
def test_what_is_out_of_bounds_is_refused(path, value):
    refused(changed(path, value))


@pytest.mark.parametrize(
    "path",
    ["version", "start", "segments", "epoch", "batch", "segments/0/data", "segments/1/epoch", "start/parameters"],
)
def test_nothing_may_be_missing(path):
    refused(without(path))


def test_another_version_is_said_to_be_one():
    assert refused(changed("version", 2)) == "This page and the server are of different versions. Reload the page."


def test_segments_stand_in_order():
    raw = copy.deepcopy(GOOD)
    raw["segments"].append(raw["segments"][1])
    parse_record(json.dumps(raw).encode())
    raw["segments"].append({**raw["segments"][1], "batch": 1})
    assert "order" in refused(raw)


@pytest.mark.parametrize("data", [HousePricesData(), HubbleData(), LineData(scaling="ten")])
def test_all_segments_have_one_kind_of_data_and_one_scaling(data):
    other = Run(data, TrainingSettings()).body()["segments"][0]["data"]
    assert "same kind of data" in refused(changed("segments/1/data", other))


@pytest.mark.parametrize(
    ("epoch", "batch", "later"),
    [
        (3, 4, []),  # 50 points in batches of 16: four batches make an epoch
        (0, 4, []),
        (9, 1, [(5, 9)]),
        (9, 0, [(3, 4)]),
    ],
)
def test_a_run_stands_where_a_run_can_stand(epoch, batch, later):
    raw = {**GOOD, "segments": GOOD["segments"][:1], "epoch": epoch, "batch": batch}
    for place in later:
        changes = changed("training/optimizer/learning_rate", 0.2, GOOD["segments"][0])
        raw["segments"] = [*raw["segments"], {**changes, "epoch": place[0], "batch": place[1]}]
    assert "over by then" in refused(raw)


def test_a_full_batch_has_no_middle():
    raw = Run(LineData(), TrainingSettings()).epochs(2).body()
    refused({**raw, "batch": 1})


def test_no_words_of_the_body_reach_the_script():
    raw = changed("start/family", HOSTILE)
    code = script(parse_record(json.dumps(raw).encode()))
    assert code == RUN.script()
    raw = changed("start/buffers", {HOSTILE: [0.0]})
    assert script(parse_record(json.dumps(raw).encode())) == code


def test_nesterov_without_a_momentum_is_plain_gradient_descent():
    raw = changed("segments/0/training/optimizer/nesterov", True)
    assert script(parse_record(json.dumps(raw).encode())) == RUN.script()


def test_numbers_stay_numbers():
    raw = changed("segments/0/data/noise", 1)
    raw = changed("segments/0/training/optimizer", {"name": "adam", "learning_rate": 1, "beta1": 0}, raw)
    record = parse_record(json.dumps(raw).encode())
    assert record.segments[0].training.optimizer == Adam(1.0, 0.0)
    assert "lr=1.0, betas=(0.0, 0.999)" in script(record)


def test_points_that_cannot_be_learned_from_are_refused_in_a_later_segment_too():
    """The script would be written from them, where nobody expects that they are none."""
    near, far = (own([0.0, x, 5.0], [1.0, 2.0, 3.0], scaling="none", x_range=(0.0, 1.0)) for x in (1.0, 1e12))
    raw = Run(shaped(near, 9), TrainingSettings()).epochs(1).body()
    raw["points"].append(table_as_json(far.table))
    raw["segments"].append(raw["segments"][0] | {"epoch": 1, "data": raw["segments"][0]["data"] | {"hash": far.hash}})
    assert "than what can be learned from" in refused(raw | {"epoch": 3})
