"""The script of a run on points of somebody's own: a table for each time, and no code of what somebody has written."""

import json
from dataclasses import replace

import pytest

from app.export.record import parse_record
from app.notices import RefusedError
from model.data import HousePricesData, LineData, load
from model.data.dataset import Variable
from model.data.points import PointsData
from model.optimizers import SGD, TrainingSettings
from tests.app.export.scripted import check
from tests.runs import Run, own, table_as_json

OWN = [
    own([1.0, 2.5, 3.0, 4.0, 6.5], [2.0, 3.0, 7.0, 7.5, 11.0], labels=("a", "b", "c", "# d", "e"), title="Springs"),
    own([1.0, 2.5, 3.0, 4.0, 6.5], [2.0, 3.0, 7.0, 7.5, 11.0], scaling="none"),
    own([[1.0, 9.0], [2.5, 4.0], [3.0, 5.5], [4.0, -1.0]], [2.0, 3.0, 7.0, 7.5]),
]


@pytest.mark.parametrize("data", OWN, ids=["inside", "as-it-is", "several"])
@pytest.mark.parametrize("size", [None, 2])
def test_points_of_somebodys_own_stand_in_the_script(data, size):
    run = Run(data, TrainingSettings(SGD(0.02), size)).epochs(4)
    namespace = check(run)
    assert namespace["points"][:, -1].tolist() == data.table.targets.tolist()


def test_points_that_were_touched_are_a_table_for_each_time():
    inside = load(OWN[0])
    frame = {"mean": tuple(inside.mean), "scale": tuple(inside.scale)}
    run = Run(OWN[0], TrainingSettings(SGD(0.05))).epochs(3)
    for last in (7.0, 7.5, 8.0, 8.5, 9.0):
        run.data = own([1.0, 2.5, 3.0, 4.0, last], [2.0, 3.0, 7.0, 7.5, 12.0], **frame)
        run.epochs(2)
    check(run)


def test_a_line_that_was_touched_goes_on_with_points_of_ones_own():
    run = Run(LineData(n=20), TrainingSettings(SGD(0.05), 7)).epochs(3)
    line = load(run.data)
    run.data = own([*line.features[:-1, 0], 0.9], line.targets, scaling="none", true_weight=(2.0,), true_bias=3.0)
    check(run.epochs(3))


def test_a_run_cannot_go_on_where_its_weights_would_mean_another_thing():
    for first, then in [(OWN[0], OWN[1]), (OWN[1], LineData()), (HousePricesData(), OWN[1]), (LineData(), OWN[0])]:
        run = Run(first, TrainingSettings(SGD(0.02))).epochs(1)
        body = run.body()
        run.data = then
        body["segments"].append({**Run(then, run.training).body()["segments"][0], "epoch": 1})
        body["points"] = [table_as_json(spec.table) for spec in OWN]
        with pytest.raises(RefusedError, match="same kind of data"):
            parse_record(json.dumps(body).encode())


HOSTILE = ['""";ran.append(1);"""', "C\\user", 'a"b', "{x}", "`x` <b> [y](z)"]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("scaling", ["inside", "none"])
def test_what_somebody_has_written_is_no_code(words, scaling):
    """A title, a name or a label may come with a link from anywhere."""
    table = own([1.0, 2.5, 3.0], [2.0, 3.0, 7.0], title=words, labels=(words,) * 3).table
    named = replace(table, inputs=(Variable(words, words[:20]),), output=Variable(words))
    check(Run(PointsData(named.name, 3, 1, scaling, named), TrainingSettings(SGD(0.02))).epochs(2))


def test_points_that_were_changed_too_often_are_not_written_out():
    segments = [LineData(n=2000, noise=0.001 * i) for i in range(60)]
    run = Run(segments[0], TrainingSettings(SGD(0.02))).epochs(1)
    for data in [*segments[1:], own([0.1, 0.2, 0.3], [1.0, 2.0, 3.0], scaling="none")]:
        run.segments.append((1, 0, data, run.training))
    with pytest.raises(RefusedError, match="too-many-tables"):
        run.record()


def test_tables_that_are_standardised_otherwise_are_no_one_run():
    run = Run(OWN[0], TrainingSettings(SGD(0.05))).epochs(1)
    run.data = own([1.0, 2.5, 3.0, 4.0, 99.0], [2.0, 3.0, 7.0, 7.5, 12.0])
    run.epochs(1)
    with pytest.raises(RefusedError, match="same kind of data"):
        run.record()
