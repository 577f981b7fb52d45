"""See why it learns: a person opens the panels, presses what is in them, and reads true numbers."""

import csv
import io
import json
import re
import subprocess
import sys
from decimal import Decimal

import numpy as np
import pytest

from app.run.protocol import parse_command
from components import panels
from model import theory
from model.data import HubbleData, LineData, load
from model.optimizers import CHOICES, SGD, TrainingSettings
from model.trainer import Trainer
from tests.browser.test_divergence import check_replay
from tests.support import Student

PAGE = "dash_clientside.chalkline.page.state"
MAP = "dash_clientside.chalkline.page.panels.made.map"
PANELS = [panel.name for panel in panels.PANELS]


def run_to(student, epoch, rate=None):
    if rate is not None:
        student.set_rate(rate)
    student.press("start")
    student.wait_for_epoch(epoch)
    student.press("pause")
    student.settle(300)


def box(student, selector):
    return student.page.locator(selector).bounding_box()


def overlap(one, other):
    across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
    down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    return across > 1 and down > 1


def numbers(student):
    return student.value("weight"), student.value("bias"), student.value("loss")


def path_of(student, figure, trace):
    return student.page.evaluate(
        """([figure, name]) => {
            const graph = document.querySelector(`#${figure} .js-plotly-plot`);
            const { uid } = graph._fullData.find((trace) => trace.name === name);
            const path = graph.querySelector(`.scatterlayer .trace${uid} path.js-line`);
            return path ? path.getAttribute("d") : "";
        }""",
        [figure, trace],
    )


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_every_panel_opens_beside_the_fit_and_a_third_closes_the_oldest(student, size):
    student.page.set_viewport_size({"width": size[0], "height": size[1]})
    run_to(student, 3, 0.3)
    opened = []
    for name in PANELS:
        student.press(f"chip-{name}")
        student.settle(300)
        opened = [*opened, name][-2:]
        visible = [panel for panel in PANELS if student.page.is_visible(f"#panel-{panel}")]
        assert sorted(visible) == sorted(opened)
        places = ["#fit-figure", "#loss-figure", ".margin", ".foot", *[f"#panel-{panel}" for panel in visible]]
        boxes = [box(student, place) for place in places]
        for i, one in enumerate(boxes):
            assert one["y"] + one["height"] <= size[1] + 1
            assert not any(overlap(one, other) for other in boxes[i + 1 :]), (places[i], name)
    student.page.click("#panel-code .close")
    assert not student.page.is_visible("#panel-code")
    assert student.page.get_attribute("#chip-code", "aria-pressed") == "false"


def test_panels_stay_open_over_a_reload(student):
    student.press("chip-map")
    student.press("chip-step")
    student.settle(300)
    student.reload()
    student.page.wait_for_selector("#loss-map .js-plotly-plot")
    assert student.page.is_visible("#panel-step")


def test_house_prices_have_no_map_but_can_be_compared(student):
    student.press("chip-map")
    student.page.select_option("#dataset", "house-prices")
    student.wait_for_text("weight-true", "2.5")
    student.settle(300)
    assert not student.page.is_visible("#panel-map")
    assert student.page.get_attribute("#chip-map", "aria-disabled") == "true"
    student.press("chip-compare")
    student.press("keep-run")
    assert student.page.locator("#compare-rows tr").count() == 2


def test_the_map_follows_the_run_and_its_arrow_is_the_next_step(student):
    student.press("chip-map")
    run_to(student, 4, 0.6)
    assert path_of(student, "loss-map", "Path").count("L") >= 4
    next_step = """({ nextStep }, { points, record }) =>
        nextStep(points, record.now, record.segments[0].training.optimizer)"""
    arrow, epoch = student.module("lesson/map.js", next_step), student.epoch()
    student.press("step")
    student.wait_for_epoch(epoch + 1)
    student.settle(200)
    assert (student.value("weight"), student.value("bias")) == pytest.approx((arrow["weight"], arrow["bias"]), rel=1e-6)


def test_a_press_on_the_map_offers_to_start_there_and_reset_comes_back_to_it(student):
    student.press("chip-map")
    student.settle(500)
    student.page.click("#loss-map", position={"x": 120, "y": 120})
    text = student.text("map-words")
    weight, bias, loss = (float(number) for number in re.findall(r"-?\d+\.\d+", text))
    shown = "dash_clientside.chalkline.page.show.picture.fit.graph.group('Epoch shown')"
    assert student.page.evaluate(f"{shown}.style.opacity") == "1"  # its line, on the fit
    height = "dash_clientside.chalkline.page.show.picture.fit.graph.axes().y.range.join()"
    before = student.page.evaluate(height)
    student.press("start-here")
    student.wait_until(f"{shown}?.style.opacity !== '1'")
    value = "Number(document.querySelector('#weight').dataset.value)"
    student.page.wait_for_function(f"Math.abs({value} - {weight}) < 1e-3")
    assert student.value("bias") == pytest.approx(bias, abs=1e-3)
    assert student.value("loss") == pytest.approx(loss, rel=1e-3)
    assert student.page.evaluate(height) == before  # axes do not jump from guess to guess
    start = numbers(student)
    assert student.state() == "Ready"
    run_to(student, 5, 0.1)
    assert student.value("weight") != start[0]
    check_run(student)
    student.press("reset")
    student.settle(400)
    assert (student.epoch(), numbers(student)) == (0, start)
    student.reload()
    student.settle(400)
    assert numbers(student) == start


def test_the_map_can_be_used_with_keys_alone(student):
    student.press("chip-map")
    student.settle(500)
    before = student.value("weight")
    student.page.focus("#loss-map")
    for key in ["ArrowRight", "ArrowRight", "ArrowUp", "Enter"]:
        student.page.keyboard.press(key)
    student.page.wait_for_function(f"Number(document.querySelector('#weight').dataset.value) > {before}")
    assert student.epoch() == 0


def test_an_arrow_marks_a_place_and_with_shift_ten_times_as_far(student):
    student.press("chip-map")
    student.settle(500)
    student.page.focus("#loss-map")
    before = student.value("weight")

    def marked(key):
        student.page.keyboard.press(key)
        return float(re.search(r"-?\d+\.\d+", student.text("map-words"))[0])

    once = marked("ArrowRight")
    assert marked("Shift+ArrowRight") - once == pytest.approx(10 * (once - before), rel=0.02)
    assert "with Shift ten times as far" in student.page.get_attribute("#loss-map", "aria-label")


def test_hovering_the_path_shows_that_epochs_line(student):
    student.press("chip-map")
    run_to(student, 4, 0.6)
    at = student.page.evaluate(f"{MAP}.trail.corners[1]")
    left, top = student.page.evaluate(
        """() => {
            const graph = document.querySelector("#loss-map .js-plotly-plot");
            const { left, top } = graph.getBoundingClientRect();
            return [left + graph._fullLayout.xaxis._offset, top + graph._fullLayout.yaxis._offset];
        }"""
    )
    student.page.mouse.move(left + at["x"], top + at["y"])
    student.wait_for_text("map-words", "Epoch 1:")
    row = student.record()["rows"][1]
    assert f"loss {row[1]:.4f}"[:9] in student.text("map-words")
    shown = path_of(student, "fit-figure", "Epoch shown")
    assert shown.startswith("M")
    assert shown != path_of(student, "fit-figure", "Predicted")
    student.page.mouse.move(5, 5)
    student.wait_for_text("map-words", "Press anywhere")
    assert path_of(student, "fit-figure", "Epoch shown") in {"", None}


def ascii_number(text):
    return Decimal(text.strip("()"))


def read_step(student, name):
    parts = ("after", "before", "rate", "direction")
    return {part: ascii_number(student.text(f"step-{name}-{part}")) for part in parts}


@pytest.mark.parametrize(("optimizer", "factor"), [("sgd", "gradient"), ("momentum", "velocity"), ("adam", "step")])
def test_the_step_in_numbers_is_true(student, optimizer, factor):
    student.press("more-button")
    student.page.select_option("#optimizer", optimizer)
    student.press("chip-step")
    student.wait_for_text("step-sentence", "No step yet. Press Step.")
    assert student.text("step-weight-after") == student.text("step-bias-direction") == "–"
    assert student.text("step-direction-name") == factor
    student.set_rate(0.1)
    for epoch in (1, 2, 3):
        student.press("step")
        student.wait_for_epoch(epoch)
        student.wait_for_text("step-what", f"from epoch {epoch - 1} to {epoch}")
        assert student.text("step-direction-name") == factor
        for name in ("weight", "bias"):
            line = read_step(student, name)
            end = line["before"] - line["rate"] * line["direction"]
            assert end.quantize(line["after"]) == line["after"]
            assert float(line["after"]) == pytest.approx(student.value(name), abs=1e-4)
    if optimizer == "sgd":
        data = load(LineData())
        before = student.record()["rows"][2]
        by_weight, by_bias = theory.gradient(data.features, data.targets, np.array([before[3]]), before[2])
        assert float(read_step(student, "weight")["direction"]) == pytest.approx(float(by_weight[0]), abs=1e-4)
        assert float(read_step(student, "bias")["direction"]) == pytest.approx(by_bias, abs=1e-4)
        step_by_hand(student)


def step_by_hand(student):
    """The coming step is covered, until it is asked for or taken."""
    student.page.click("#step-which [data-which=coming]")
    student.wait_for_text("step-what", "from epoch 3 to 4")
    sums, table = student.page.locator("#coming-sums"), student.page.locator("#coming-table")
    assert table.locator("tr").count() == 8
    assert student.page.is_hidden("#step-table")
    assert sums.inner_text().count("?") == 6
    record = student.record()["rows"][3]
    data = load(LineData())
    by_weight, by_bias = theory.gradient(data.features, data.targets, np.array([record[3]]), record[2])
    student.press("coming-reveal")
    told = sums.inner_text()
    assert "?" not in told
    assert f"{by_weight[0]:.4f}" in told
    assert f"{by_bias:.4f}" in told
    student.press("check-gradient")
    assert student.text("coming-checked").count(f"= {by_weight[0]:.4f}; gradient {by_weight[0]:.4f}") == 1
    student.press("coming-reveal")
    assert "?" in sums.inner_text()
    student.press("step")
    student.wait_for_epoch(4)
    student.wait_for_text("coming-reveal", "The next step")
    after = sums.locator(".after").first.inner_text().split(" ")[-1]
    assert float(after) == pytest.approx(student.value("weight"), abs=1e-4)
    student.press("coming-reveal")
    student.wait_for_text("step-what", "from epoch 4 to 5")
    assert sums.inner_text().count("?") == 6


def test_residuals_are_drawn_and_their_mean_square_is_the_loss(student):
    student.press("chip-residuals")
    run_to(student, 5, 0.3)
    student.settle(600)
    assert student.value("residuals-loss") == pytest.approx(student.value("loss"), rel=1e-9)
    assert student.value("rmse") == pytest.approx(student.value("loss") ** 0.5)
    targets = load(LineData()).targets
    assert student.value("r2") == pytest.approx(1 - student.value("loss") / np.var(targets), rel=1e-6)
    assert path_of(student, "fit-figure", "Residuals").count("V") == 250
    student.page.click("#residuals-shape [data-shape=squares]")
    student.settle(300)
    squares = re.findall(r"M[\d.]+,([\d.-]+)h([\d.-]+)V([\d.-]+)", path_of(student, "fit-figure", "Residuals"))
    assert len(squares) == 250
    assert all(abs(float(a) - float(c)) == pytest.approx(abs(float(b)), abs=0.2) for a, b, c in squares)
    student.press("chip-residuals")
    student.settle(300)
    traces = "document.querySelector('#fit-figure .js-plotly-plot').data"
    assert student.page.evaluate(f"{traces}.find(({{ name }}) => name === 'Residuals').visible") is False


def test_looking_back_only_looks(student):
    run_to(student, 12, 0.2)
    now, record = (student.epoch(), numbers(student)), student.record()
    student.press("step-back")
    student.press("step-back")
    row = record["rows"][now[0] - 2]
    assert student.epoch() == now[0] - 2
    assert numbers(student) == (row[3], row[2], row[1])
    assert student.state() == f"Looking at epoch {now[0] - 2} of {now[0]}"
    student.page.fill("#scrubber", "3")
    student.page.wait_for_function("document.querySelector('#epoch').textContent === '3'")
    assert student.value("loss") == record["rows"][3][1]
    assert student.text("steps") == "3"
    student.press("step")
    student.page.wait_for_function("document.querySelector('#epoch').textContent === '4'")
    student.press("live")
    student.settle(200)
    assert (student.epoch(), numbers(student)) == now
    assert student.record()["rows"] == record["rows"]


def test_going_on_from_an_epoch_replays_it_exactly_and_cuts_the_record_there(student):
    run_to(student, 10, 0.2)
    run_to(student, student.epoch() + 8, 0.4)
    before = student.record()["rows"]
    student.page.fill("#scrubber", "6")
    student.page.wait_for_function("document.querySelector('#epoch').textContent === '6'")
    student.press("go-on-here")
    student.page.wait_for_function("document.querySelector('#state').textContent === 'Paused'")
    student.settle(600)
    assert student.epoch() == 6
    assert student.record()["rows"] == before[:7]
    run_to(student, 12, 0.5)
    check_replay(student)


def test_the_number_of_a_run_kept_stands_within_the_figure_however_steep_its_curve(student):
    student.press("chip-compare")
    run_to(student, 60, 0.5)
    student.press("keep-run")
    student.settle(300)
    plot = box(student, "#compare-figure .bglayer .bg")
    number = box(student, "#compare-figure .textpoint text")
    assert student.page.text_content("#compare-figure .textpoint text") == "1"
    assert plot["x"] <= number["x"] <= plot["x"] + plot["width"] - number["width"]


def test_runs_are_kept_compared_and_forgotten(student):
    student.press("chip-compare")
    run_to(student, 20, 0.5)
    student.press("keep-run")
    student.press("reset")
    student.settle(300)
    run_to(student, 6, 0.1)
    lines = student.page.locator("#compare-rows tr").all()
    rows = [[cell.strip() for cell in line.locator("th,td").all_inner_texts()] for line in lines]
    assert len(rows) == 2
    assert rows[0][0].startswith("1 rate 0.5")
    assert rows[1][0] == "now: rate 0.1"
    assert rows[1][2:4] == ["not yet", student.text("epoch")]
    weight, bias = (abs(float(part)) for part in re.findall(r"[\d.]+", rows[1][1]))
    assert (weight, bias) == pytest.approx((abs(student.value("weight")), abs(student.value("bias"))), abs=0.006)
    assert float(rows[1][4]) == pytest.approx(student.value("loss"), rel=1e-3)
    assert "All of them: SGD, batch all" in student.text("compare-note")
    kept = f"{PAGE}.runs.length"
    for _ in range(7):
        student.press("keep-run")
    student.page.click("#keep-run", force=True)
    assert student.page.evaluate(kept) == 8
    assert student.text("keep-run") == "Eight runs are kept"
    student.reload()
    student.settle(500)
    assert student.page.evaluate(kept) == 8
    assert len(path_of(student, "loss-figure", "Kept runs")) > 20
    assert box(student, "#compare-figure")["height"] >= 140
    student.page.click("[data-forget='3']")
    assert student.page.evaluate(kept) == 7
    student.press("forget-runs")
    assert student.page.evaluate(kept) == 0
    assert student.text("bring-back") == "Bring 7 back"
    student.press("bring-back")
    assert student.page.evaluate(kept) == 7
    assert student.page.is_hidden("#bring-back")


def check_run(student):
    """The record's own settings, run again without interruption, give the numbers on the page."""
    record = student.record()
    trainer = None
    for i, segment in enumerate(record["segments"]):
        command = {"version": 1, "run": "a", "seq": 1, "epochs": 0, "shown": None, "checkpoint": record["start"]}
        parsed = parse_command({**command, "data": segment["data"], "training": segment["training"]})
        end = record["segments"][i + 1]["epoch"] if i + 1 < len(record["segments"]) else record["rows"][-1][0]
        trainer = Trainer(load(parsed.data), parsed.training, trainer.checkpoint() if trainer else parsed.checkpoint)
        trainer.run(end - segment["epoch"])
    snapshot = trainer.snapshot()
    assert (student.value("weight"), student.value("bias")) == (snapshot.weight[0], snapshot.bias)


def test_nothing_of_another_figure_stays_in_the_fit(student):
    drawn = "document.querySelectorAll('#fit-figure g.dots path').length"
    data = "document.querySelectorAll('#fit-figure .scatterlayer path.point').length"
    student.page.select_option("#dataset", "house-prices")
    student.wait_until(f"{drawn} > 0")
    for kind, count in (("hubble", 24), ("line", 250)):
        student.page.select_option("#dataset", kind)
        student.wait_until(f"({PAGE}).points.kind === '{kind}' && {data} === {count}")
        student.settle(200)
        assert student.page.evaluate(drawn) == 0
        points = "[...document.querySelectorAll('#fit-figure .points')]"
        assert student.page.evaluate(f"{points}.every((it) => it.style.display !== 'none')")


def test_every_optimizer_runs_and_can_be_changed_on_the_way(student):
    for optimizer in [name for name in CHOICES if name != "sgd"]:
        run_to(student, 3, 0.1)
        student.press("more-button")
        student.page.select_option("#optimizer", optimizer)
        student.type("weight-decay", "0.1")
        run_to(student, student.epoch() + 4)
        student.reload()
        assert student.page.input_value("#optimizer") == optimizer
        assert student.page.input_value("#weight-decay") == "0.1"
        run_to(student, student.epoch() + 4, 0.05)
        check_run(student)
        assert {it["training"]["optimizer"].get("weight_decay", 0) for it in student.record()["segments"]} == {0, 0.1}
        student.press("more-button")
        student.page.select_option("#optimizer", "sgd")
        student.type("weight-decay", "0")
        student.press("more-button")
        student.press("reset")
        student.wait_for_text("epoch", "0")


def test_the_limit_follows_optimizer_scaling_and_batches(student):
    student.press("more-button")
    limit = load(LineData())
    plain = theory.largest_stable_learning_rate(limit.features)
    assert student.value("learning-rate-limit") == pytest.approx(plain)
    student.page.select_option("#optimizer", "momentum")
    student.wait_for_text("learning-rate-limit", "1.49")
    assert student.value("learning-rate-limit") == pytest.approx(1.9 * plain)
    student.page.select_option("#optimizer", "adam")
    student.wait_for_text("learning-rate-limit", "no fixed limit")
    student.page.select_option("#optimizer", "sgd")
    student.page.select_option("#scaling", "ten")
    student.wait_for_text("learning-rate-limit", "0.0287")
    student.page.select_option("#scaling", "none")
    student.wait_for_text("learning-rate-limit", "0.784")
    student.type("batch-size", "10")
    student.wait_for_text("learning-rate-limit", "or sooner")


def test_a_refused_momentum_is_explained(student):
    student.press("more-button")
    student.page.select_option("#optimizer", "momentum")
    student.type("momentum", "1.5")
    student.wait_for_text("sentence", "Momentum must be a number from 0 to 0.99.")
    assert student.page.evaluate(f"{PAGE}.controls.momentum") == 0.9


def test_standardised_one_epoch_at_one_half_reaches_least_squares(student):
    student.press("more-button")
    student.page.select_option("#scaling", "standardised")
    student.wait_for_text("learning-rate-limit", "above 1")
    student.set_rate(0.5)
    student.press("step")
    student.wait_for_epoch(1)
    student.settle(200)
    best = theory.least_squares(load(LineData()).features, load(LineData()).targets)
    data = load(LineData(scaling="standardised"))
    weight, bias = data.scaling.to_original_units(student.value("weight"), student.value("bias"))
    assert (weight, bias) == pytest.approx((best.weight[0], best.bias), abs=1e-4)
    assert student.text("original-units") == f"{weight:.2f} x + {bias:.2f}"
    assert "within 1" in student.text("sentence") or student.state() == "Paused"


def test_guess_first_hides_what_gives_it_away_and_showing_brings_it_back(student):
    student.press("more-button")
    student.press("show-limits")
    student.settle(300)
    for selector in ("#zones", "#learning-rate-limit", "#weight-true", "#weight-least-squares", "#lowest-loss"):
        assert not student.page.is_visible(selector)
    shown = """(name) => document.querySelector("#fit-figure .js-plotly-plot")
        .data.find((trace) => trace.name === name).visible !== false"""
    assert not student.page.evaluate(shown, "True line")
    student.reload()
    assert not student.page.is_visible("#weight-true")
    student.press("more-button")
    student.press("show-limits")
    student.settle(300)
    assert student.page.is_visible("#weight-true")
    assert student.page.evaluate(shown, "True line")


def test_least_squares_says_where_training_ends_and_what_changes_that(student):
    student.page.click("#key [data-trace='Least squares']")
    run_to(student, 60, 0.6)
    assert "Training ends at least squares" in student.text("sentence")
    data = load(LineData())
    error = theory.least_squares(data.features, data.targets).weight_error[0]
    assert student.text("weight-error") == f"± {error:.2g}"
    student.press("more-button")
    student.type("weight-decay", "0.5")
    student.wait_for_text("sentence", "Weight decay")
    student.type("weight-decay", "0")
    student.type("batch-size", "10")
    student.wait_for_text("sentence", "Small batches")


def download(student, id_):
    with student.page.expect_download() as waiting:
        student.press(id_)
    return waiting.value


def test_the_script_of_the_run_reproduces_it(student, tmp_path):
    student.press("more-button")
    run_to(student, 6, 0.2)
    student.page.select_option("#optimizer", "adam")
    student.slide("noise", 0.5)
    run_to(student, student.epoch() + 6)
    student.press("chip-code")
    student.wait_for_text("script", "torch.optim.Adam")
    file = download(student, "download-script")
    assert file.suggested_filename.endswith(".py")
    path = tmp_path / "run.py"
    path.write_text(file.path().read_text() + "\nimport json\nprint(json.dumps(history))\n")
    printed = subprocess.run([sys.executable, path], capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    history = json.loads(printed.splitlines()[-1])
    rows = student.record()["rows"]
    assert [[epoch, *np.ravel(weight), bias] for epoch, weight, bias, _ in history] == [
        [row[0], row[3], row[2]] for row in rows
    ]
    notebook = json.loads(download(student, "download-notebook").path().read_text())
    assert notebook["nbformat"] == 4


def test_history_and_data_can_be_taken_along(student):
    run_to(student, 5, 0.2)
    student.press("chip-code")
    history = list(csv.DictReader(io.StringIO(download(student, "download-history").path().read_text("utf-8-sig"))))
    assert float(history[-1]["loss"]) == student.value("loss")
    assert {row["learning_rate"] for row in history[1:]} == {"0.2"}
    data = list(csv.reader(io.StringIO(download(student, "download-data").path().read_text("utf-8-sig"))))
    assert data[0] == ["x", "y"]
    assert np.array_equal(np.float32([row[1] for row in data[1:]]), np.float32(load(LineData()).targets))


def dots_of(student, figure, trace):
    """The points of a trace that moves, in the units of its axes, as they are drawn now."""
    return student.page.evaluate(
        """([figure, name]) => {
            const graph = document.querySelector(`#${figure} .js-plotly-plot`);
            const { xaxis, yaxis } = graph._fullLayout;
            const { uid } = graph._fullData.find((trace) => trace.name === name);
            const paths = [...graph.querySelectorAll(`.scatterlayer .trace${uid} g.dots path`)];
            const found = [];
            paths.forEach((path, layer) => {
                const dots = path.getAttribute("d").matchAll(/M([-\\d.]+),([-\\d.]+)h0/g);
                const place = ([, x, y]) => [xaxis.p2c(Number(x)), yaxis.p2c(Number(y))];
                [...dots].forEach((dot, k) => (found[layer + paths.length * k] = place(dot)));
            });
            const own = graph.querySelector(`.scatterlayer .trace${uid} .points`);
            return getComputedStyle(own).display === "none" ? found : "drawn twice";
        }""",
        [figure, trace],
    )


@pytest.mark.parametrize(
    ("dataset", "figure", "trace"), [("line", "residuals", "Residuals"), ("house-prices", "fit", "Predicted")]
)
def test_points_that_move_are_drawn_where_the_run_is(student, dataset, figure, trace):
    student.page.select_option("#dataset", dataset)
    student.settle(800)
    if figure == "residuals":
        student.press("chip-residuals")
    run_to(student, 12, 0.1)
    student.settle(700)
    expected = student.module(
        "lesson/loss.js",
        f"""({{ residuals, predictions }}, {{ points, record }}) => {{
            const isLine = "{dataset}" === "line";
            const x = isLine ? points.features.map(([it]) => it) : points.targets;
            const y = isLine ? residuals(points, record.now) : predictions(points, record.now);
            return x.map((it, i) => [it, y[i]]);
        }}""",
    )
    assert len(expected) == 250
    drawn = np.array(dots_of(student, f"{figure}-figure", trace))
    assert np.allclose(drawn, expected, atol=2e-3 * np.ptp(expected, axis=0))


def test_each_figure_is_a_picture_for_the_wall(student):
    run_to(student, 5, 0.2)
    student.press("chip-code")
    for name in ("fit", "loss", "map", "residuals"):
        student.page.wait_for_selector(f"[data-picture={name}]")
        with student.page.expect_download() as waiting:
            student.page.click(f"[data-picture={name}][data-format=png]")
        png = waiting.value.path().read_bytes()
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1920, 1080)
        with student.page.expect_download() as waiting:
            student.page.click(f"[data-picture={name}][data-format=svg]")
        assert waiting.value.path().read_text().startswith("<svg")


def test_a_diverged_run_is_explained_beside_open_panels_too(student):
    student.press("chip-map")
    student.press("chip-step")
    student.set_rate(1)
    student.press("start")
    student.wait_for_text("state", "Stopped")
    student.settle(300)
    card = box(student, "#diverged")
    assert not overlap(card, box(student, "#step-back"))
    assert not overlap(card, box(student, "#loss"))
    before = box(student, "#step-back")
    student.press("step-back")
    student.settle(200)
    assert box(student, "#step-back") == before
    student.press("live")
    assert not overlap(card, box(student, "#panel-step"))
    assert not overlap(card, box(student, "#fit-figure"))
    assert not overlap(card, box(student, ".foot"))
    student.press("halve")
    student.wait_for_epoch(8)


def test_hubble_has_a_map_without_a_true_point(student):
    student.press("chip-map")
    student.page.select_option("#dataset", "hubble")
    student.wait_for_text("dataset", "Hubble")
    student.page.wait_for_function("document.querySelector('#weight-least-squares').textContent.startsWith('454')")
    student.settle(700)
    traces = "document.querySelector('#loss-map .js-plotly-plot').data"
    assert student.page.evaluate(f"{traces}.find(({{ name }}) => name === 'True').visible") is False
    frame = student.page.evaluate(f"{MAP}.frame")
    best = theory.least_squares(load(HubbleData()).features, load(HubbleData()).targets)
    assert frame["weight"][0] < best.weight[0] < frame["weight"][1]
    run_to(student, 5, 0.1)
    trainer = Trainer(load(HubbleData()), TrainingSettings(SGD(0.1)))
    assert student.value("weight") == trainer.run(student.epoch()).snapshots[-1].weight[0]


def test_on_a_phone_one_panel_is_open_at_a_time(chromium, server):
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    student = Student(chromium, server.url, **phone).open()
    for name in PANELS:
        student.page.locator(f"#chip-{name}").tap()
        student.wait_for_panels()
        student.settle(300)
        visible = [panel for panel in PANELS if student.page.is_visible(f"#panel-{panel}")]
        assert visible == [name]
        assert box(student, f"#panel-{name}")["width"] <= 390
        place = box(student, f"#panel-{name}")
        assert place["y"] < 100 or place["y"] + place["height"] <= 844 - 84
    assert student.page.evaluate("document.documentElement.scrollWidth") <= 390
    student.close()
    assert student.errors == []


def test_house_prices_after_a_scaled_line_are_a_run_of_their_own(student):
    student.press("more-button")
    student.page.select_option("#scaling", "standardised")
    student.wait_for_text("learning-rate-limit", "above 1")
    student.page.select_option("#dataset", "house-prices")
    student.wait_for_text("weight-true", "2.5")
    run_to(student, 3, 0.1)
    student.page.select_option("#dataset", "line")
    student.wait_for_text("weight-true", "2")
    assert student.page.input_value("#scaling") == "none"
    run_to(student, 3)


def test_a_chosen_start_survives_a_reload_before_the_server_has_answered(student):
    student.press("chip-map")
    student.settle(500)
    student.page.route("**/_dash-update-component*", lambda route: None)
    student.page.click("#loss-map", position={"x": 120, "y": 120})
    student.press("start-here")
    student.settle(100)
    weight = student.value("weight")
    student.page.unroute_all(behavior="ignoreErrors")
    student.reload()
    student.settle(400)
    assert (student.epoch(), student.value("weight")) == (0, weight)
    assert student.page.is_visible("#panel-map")


def test_a_run_kept_anew_under_an_old_number_has_its_own_path_on_the_map(student):
    student.press("chip-compare")
    run_to(student, 10, 0.6)
    student.press("keep-run")
    student.press("chip-map")
    student.settle(300)
    first = path_of(student, "loss-map", "Run 1")
    student.page.click("[data-forget='1']")
    student.press("reset")
    student.settle(300)
    run_to(student, 10, 0.1)
    student.press("keep-run")
    student.settle(700)
    assert path_of(student, "loss-map", "Run 1") not in {"", first}


def test_the_path_on_the_map_is_that_of_the_run_although_the_map_was_closed_meanwhile(student):
    student.press("chip-map")
    run_to(student, 10, 0.6)
    student.press("chip-map")
    student.press("reset")
    student.settle(300)
    run_to(student, 20, 0.05)
    student.press("chip-map")
    student.settle(600)
    corners = student.page.evaluate(
        "dash_clientside.chalkline.page.panels.made.map.trail.corners.map(({ row }) => row)"
    )
    path = path_of(student, "loss-map", "Path")
    student.press("mode-button")
    student.settle(600)
    assert path_of(student, "loss-map", "Path") == path
    assert corners[:3] == [0, 1, 2]


def test_the_history_and_the_script_agree_although_the_noise_was_changed_on_the_way(student, tmp_path):
    run_to(student, 6, 0.2)
    student.slide("noise", 1)
    student.settle(400)
    shown, rows = student.value("loss"), student.record()["rows"]
    run_to(student, student.epoch() + 5)
    assert student.record()["rows"][: len(rows)] == rows
    assert shown != rows[-1][1]
    student.press("chip-code")
    path = tmp_path / "run.py"
    path.write_text(download(student, "download-script").path().read_text() + "\nprint([row[3] for row in history])\n")
    printed = subprocess.run([sys.executable, path], capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    losses = json.loads(printed.splitlines()[-1])
    table = csv.DictReader(io.StringIO(download(student, "download-history").path().read_text("utf-8-sig")))
    assert [float(row["loss"]) for row in table] == losses


def test_all_of_the_loss_curve_is_on_its_chart_whatever_was_changed(student):
    run_to(student, 40, 0.4)
    student.slide("noise", 1.5)
    run_to(student, student.epoch() + 5)
    low, high = student.page.evaluate(
        "document.querySelector('#loss-figure .js-plotly-plot')._fullLayout.yaxis.range.map((power) => 10 ** power)"
    )
    losses = [row[1] for row in student.record()["rows"]]
    assert low < min(losses) < max(losses) < high


def test_a_replay_holds_the_epoch_that_it_leads_to(student):
    run_to(student, 60, 0.3)
    student.page.fill("#scrubber", "47")
    student.page.wait_for_function("document.querySelector('#epoch').textContent === '47'")
    student.page.evaluate(
        """() => {
            window.seen = new Set();
            const epoch = document.getElementById("epoch");
            const note = () => window.seen.add(epoch.textContent);
            new MutationObserver(note).observe(epoch, { childList: true, subtree: true });
        }"""
    )
    student.press("go-on-here")
    student.wait_for_text("state", "Paused")
    student.settle(300)
    assert student.page.evaluate("[...window.seen]") in ([], ["47"])
    assert student.epoch() == 47
