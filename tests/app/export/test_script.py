"""The script of a run against the run itself: the same numbers after every epoch, to the last bit."""

import ast
import json
import subprocess
import sys
from dataclasses import replace

import pytest
import torch
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.export.record import parse_record
from app.export.script import script
from app.notices import RefusedError
from model.data import DATA_SETS, CherryTreesData, HousePricesData, HubbleData, LineData, load
from model.data.dataset import Variable
from model.data.points import PointsData
from model.defaults_and_limits import SCALINGS
from model.optimizers import SGD, Adagrad, Adam, AdamW, RMSprop, TrainingSettings
from model.record import replay
from model.snapshot import Checkpoint
from model.trainer import initial_parameters, textbook_lines
from tests.runs import Run, executed, own, table_as_json

OPTIMIZERS = [
    SGD(0.1),
    SGD(0.05, momentum=0.9),
    SGD(0.05, momentum=0.8, nesterov=True),
    Adam(0.05, beta1=0.8),
    AdamW(0.05, beta2=0.99),
    RMSprop(0.02),
    Adagrad(0.3),
]
NAMES = ["sgd", "heavy-ball", "nesterov", "adam", "adamw", "rmsprop", "adagrad"]
DATA = [LineData(n=60), HousePricesData(n=70), HubbleData("ten")]
UNSCALED = HousePricesData(n=70, scaling="none")
START = Checkpoint(0, 0, 0, 1.0, {"linear.weight": [0.25], "linear.bias": [-1.5]})


def check(run):
    """Execute the run's script, and hold its history and its last parameters against the run's; its replay too."""
    assert replay(run.record()) == run.history
    namespace = executed(run.script())
    assert namespace["history"] == [(s.epoch, s.weight, s.bias, s.loss) for s in run.history]
    linear = namespace["model"].linear
    assert linear.weight.tolist()[0] == run.checkpoint.parameters["linear.weight"]
    assert linear.bias.tolist() == run.checkpoint.parameters["linear.bias"]
    return namespace


@pytest.fixture(autouse=True)
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=NAMES)
@pytest.mark.parametrize("weight_decay", [0.0, 0.05])
@pytest.mark.parametrize("data", DATA, ids=lambda data: data.kind)
@pytest.mark.parametrize("batch_size", [None, 16, 2000])
def test_the_script_gives_the_weights_of_the_run(optimizer, weight_decay, data, batch_size):
    training = TrainingSettings(replace(optimizer, weight_decay=weight_decay), batch_size, seed=5)
    check(Run(data, training).epochs(12))


@pytest.mark.parametrize("kind", [LineData, HubbleData])
@pytest.mark.parametrize("scaling", SCALINGS)
@pytest.mark.parametrize("batch_size", [None, 7])
def test_every_scaling_is_that_of_the_run_and_leads_back_to_original_units(kind, scaling, batch_size, capsys):
    data = kind(scaling=scaling)
    run = Run(data, TrainingSettings(SGD(0.0001), batch_size)).epochs(8)
    check(run)
    last = run.history[-1]
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"epoch 8: weight {last.weight[0]}, bias {last.bias}, loss {last.loss}"
    known = load(data).scaling
    if known is None:
        assert len(lines) == 1
    else:
        weight, bias = known.to_original_units(last.weight[0], last.bias)
        assert lines[1] == f"in original units: weight {weight}, bias {bias}"


@pytest.mark.parametrize("n", [2, 3, 249, 2000])
@pytest.mark.parametrize("data", [LineData(weight=-0.3, bias=-7.1, noise=0.0, seed=2**32 - 1), HousePricesData(seed=0)])
def test_any_number_of_points_and_any_line(data, n):
    check(Run(replace(data, n=n), TrainingSettings(SGD(0.01), 1 if n < 5 else 100)).epochs(3))


@pytest.mark.parametrize("scaling", SCALINGS)
def test_two_points_at_one_x_and_more_of_them_on_the_way(scaling):
    run = Run(LineData(n=2, seed=10121757, scaling=scaling), TrainingSettings(SGD(0.0001))).epochs(3)
    check(run)
    check(run.change({"n": 5}).epochs(2).change({"n": 2}).epochs(1))


def test_house_prices_come_out_in_original_units(capsys):
    run = Run(HousePricesData(), TrainingSettings(Adam(0.5))).epochs(5)
    check(run)
    last = run.history[-1]
    printed = capsys.readouterr().out.splitlines()
    names = ("area", "bedrooms", "floors", "age")
    assert printed[0] == f"epoch 5: bias {last.bias}, loss {last.loss}"
    assert printed[1:] == [f"weight of {name}: {w}" for name, w in zip(names, last.weight, strict=True)]


def test_features_as_they_are_give_the_run_too_and_the_file_says_so(capsys):
    run = Run(UNSCALED, TrainingSettings(SGD(1e-5), 16)).epochs(5)
    check(run.change({"n": 30, "noise": 5.0}).epochs(2))
    assert capsys.readouterr().out.splitlines()[1] == f"weight of area: {run.history[-1].weight[0]}"
    assert "standardised" not in run.script()
    assert "standardised features: mean 0" in Run(HousePricesData(), TrainingSettings(SGD(0.1))).epochs(1).script()
    check(Run(CherryTreesData("none"), TrainingSettings(Adam(0.1))).epochs(3))


def test_the_file_alone_gives_the_numbers_in_a_process_of_its_own(tmp_path):
    run = Run(LineData(), TrainingSettings(SGD(0.1), 32)).epochs(20).change(learning_rate=0.05).epochs(10)
    file = tmp_path / "run.py"
    file.write_text(run.script(), encoding="utf-8")
    command = [sys.executable, "-I", "-W", "error", str(file)]
    printed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    last = run.history[-1]
    assert printed == f"epoch 30: weight {last.weight[0]}, bias {last.bias}, loss {last.loss}\n"


def test_the_common_run_reads_like_a_textbook():
    code = Run(LineData(), TrainingSettings(SGD(0.1))).epochs(100).script()
    lines = [line for line in code.splitlines() if line.strip() and not line.startswith("#")]
    assert len(lines) <= 45
    assert "optimizer = torch.optim.SGD(model.parameters(), lr=0.1)" in lines
    assert textbook_lines() in "\n".join(line.removeprefix("    ") for line in code.splitlines())
    for absent in ("batches", "permutation", "make_points", "param_groups", "def train"):
        assert absent not in "\n".join(lines)


def test_a_script_needs_numpy_and_torch_alone():
    for run in (
        Run(data, TrainingSettings(Adam(0.1), 16)).epochs(1).change(weight_decay=0.1).epochs(1) for data in DATA
    ):
        tree = ast.parse(run.script())
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        sources = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert imported | sources == {"numpy", "torch"}


def test_the_start_is_said_to_be_drawn_only_where_it_was():
    training = TrainingSettings(SGD(0.1), seed=5)
    weight, bias = initial_parameters(5, 1)
    drawn = Checkpoint(0, 0, 0, 1.0, {"linear.weight": weight, "linear.bias": [bias]})
    assert "as seed 5 draws it" in Run(LineData(), training, drawn).script()
    by_hand = Run(LineData(), training, START).epochs(3)
    assert "chosen by hand" in by_hand.script()
    assert "draws it" not in by_hand.script()
    assert check(by_hand)["history"][0][1:3] == ([0.25], -1.5)


def test_a_run_that_has_not_begun():
    for data in DATA:
        assert len(check(Run(data, TrainingSettings(Adagrad(0.1), 10)))["history"]) == 1


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


def test_a_run_that_diverged():
    check(Run(LineData(), TrainingSettings(SGD(2.0))).epochs(30))


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


@pytest.mark.parametrize("batch_size", [None, 16])
def test_a_slider_that_was_dragged_becomes_a_table(batch_size):
    run = Run(LineData(n=40), TrainingSettings(SGD(0.05), batch_size)).epochs(2)
    for i in range(150):
        run.change({"noise": i / 100}).epochs(1)
    for i in range(5):
        run.change(learning_rate=0.04 - i / 1000).epochs(2)
    for i in range(5):
        run.change({"n": 41 + i}).epochs(1)
    check(run)
    code = run.script()
    assert "the noise is changed 150 times" in code
    assert "the learning rate is changed 5 times" in code
    assert "the number of points is changed 5 times" in code
    assert code.count("make_points(") < 6


def test_two_thousand_changes():
    body = Run(LineData(n=10), TrainingSettings(SGD(0.01), 4)).body()
    [segment] = body["segments"]
    body["segments"] = [
        {**segment, "epoch": i // 3, "batch": i % 3, "data": {**segment["data"], "noise": i / 2000}}
        for i in range(2000)
    ]
    body["epoch"] = 700
    assert len(executed(script(parse_record(json.dumps(body).encode())))["history"]) == 701


@pytest.mark.parametrize("data", [*DATA, UNSCALED, LineData(bias=-3.0, scaling="unit")])
def test_the_script_is_written_in_the_house_style(data):
    settings = [TrainingSettings(Adam(0.1)), TrainingSettings(SGD(0.1), 8)]
    runs = [Run(data, training).epochs(2) for training in settings]
    runs += [Run(data, training).epochs(2).change(weight_decay=0.1).epochs(1) for training in settings]
    if not isinstance(data, HubbleData):
        runs.append(Run(data, settings[1]).epochs(2))
        for i in range(6):
            runs[-1].change({"n": 30 + i}).epochs(1)
        runs[-1].change(training={"batch_size": None}).epochs(2).change(training={"seed": 8, "batch_size": 9}).batches(
            2
        )
    for run in runs:
        for command in (["format", "--check", "--line-length", "120"], ["check", "--line-length", "120"]):
            ruff = [sys.executable, "-m", "ruff", *command, "--isolated", "--stdin-filename", "run.py", "-"]
            done = subprocess.run(ruff, input=run.script(), capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{done.stdout}\n{run.script()}"


@pytest.mark.parametrize("kind", DATA_SETS)
def test_the_script_of_every_data_set_gives_the_run(kind):
    spec = DATA_SETS[kind]()
    check(Run(spec, TrainingSettings(SGD(type(spec).rate_setting().default))).epochs(3))


@pytest.mark.parametrize("kind", ["galton", "old-faithful", "gapminder", "penguin-masses", "cherry-trees", "boyle"])
def test_the_script_of_each_kind_of_table_is_written_in_the_house_style(kind):
    text = Run(DATA_SETS[kind](), TrainingSettings(SGD(1e-6))).epochs(1).script()
    assert len(text.splitlines()) < 450
    assert max(map(len, text.splitlines())) <= 120
    for command in (["format", "--check", "--line-length", "120"], ["check", "--line-length", "120"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--isolated", "--stdin-filename", "run.py", "-"]
        done = subprocess.run(ruff, input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{done.stdout}\n{text}"


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
