"""What is drawn is what the run is: residuals, points that move, all of the loss curve, nothing of another figure."""

import re

import numpy as np
import pytest

from model.data import LineData, load
from tests.browser.person import PAGE, choose, path_of, run_to

PATH = """(name) => {
    const graph = document.querySelector("#fit-figure .js-plotly-plot");
    const { uid } = graph._fullData.find((trace) => trace.name === name);
    return graph.querySelector(`.scatterlayer .trace${uid} path.js-line`)?.getAttribute("d") ?? "";
}"""


def test_residuals_are_drawn_and_their_mean_square_is_the_loss(student):
    student.press("chip-residuals")
    run_to(student, 5, 0.3)
    student.settle(600)
    loss = student.value("loss")
    student.wait_until(f"Math.abs(document.querySelector('#residuals-loss').dataset.value / {loss} - 1) < 1e-9")
    assert student.value("residuals-loss") == pytest.approx(student.value("loss"), rel=1e-9)
    assert student.value("rmse") == pytest.approx(student.value("loss") ** 0.5)
    targets = load(LineData()).targets
    assert student.value("r2") == pytest.approx(1 - student.value("loss") / np.var(targets), rel=1e-6)
    assert path_of(student, "fit-figure", "Residuals").count("V") == 250
    student.page.click("#residuals-shape [data-shape=squares]")
    student.wait_until(f"({PATH})('Residuals').includes('h')")
    squares = re.findall(r"M[\d.]+,([\d.-]+)h([\d.-]+)V([\d.-]+)", path_of(student, "fit-figure", "Residuals"))
    assert len(squares) == 250
    assert all(abs(float(a) - float(c)) == pytest.approx(abs(float(b)), abs=0.2) for a, b, c in squares)
    student.press("chip-residuals")
    traces = "document.querySelector('#fit-figure .js-plotly-plot').data"
    student.becomes(f"{traces}.find(({{ name }}) => name === 'Residuals').visible", False)


def test_nothing_of_another_figure_stays_in_the_fit(student):
    drawn = "document.querySelectorAll('#fit-figure g.dots path').length"
    data = "document.querySelectorAll('#fit-figure .scatterlayer path.point').length"
    student.page.select_option("#dataset", "house-prices")
    student.wait_until(f"{drawn} > 0")
    for kind, count in (("hubble", 24), ("line", 250)):
        student.page.select_option("#dataset", kind)
        student.wait_until(f"({PAGE}).points.kind === '{kind}' && {data} === {count}")
        student.settle(200)
        student.becomes(drawn, 0)
        points = "[...document.querySelectorAll('#fit-figure .points')]"
        student.wait_until(f"{points}.every((it) => it.style.display !== 'none')")


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
    choose(student, dataset)
    student.settle(200)
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


def test_all_of_the_loss_curve_is_on_its_chart_whatever_was_changed(student):
    run_to(student, 40, 0.4)
    student.slide("noise", 1.5)
    run_to(student, student.epoch() + 5)
    low, high = student.page.evaluate(
        "document.querySelector('#loss-figure .js-plotly-plot')._fullLayout.yaxis.range.map((power) => 10 ** power)"
    )
    losses = [row[1] for row in student.record()["rows"]]
    assert low < min(losses) < max(losses) < high
