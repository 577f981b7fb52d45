"""Several features: what is seen of their data on a phone, and of points that are kept for testing."""

from tests.browser.person import choose


def test_a_phone_shows_ten_rows_of_the_data_at_a_time(student):
    rows = "[...document.querySelectorAll('#data-rows tr[data-example]')].map((row) => Number(row.dataset.example))"
    choose(student, "house-prices")
    student.press("chip-predict")
    student.wait_until(f"({rows}).length === 50")
    student.page.click("#data-later")
    student.page.set_viewport_size({"width": 390, "height": 844})
    student.wait_until(f"({rows}).length === 10")
    assert student.page.evaluate(rows) == list(range(50, 60))
    student.page.focus("#data-later")
    student.page.keyboard.press("Enter")
    student.becomes(rows, list(range(60, 70)))
    assert student.page.locator("#data-rows").bounding_box()["height"] < 844 * 0.7


def test_points_for_testing_are_rings_in_predicted_against_actual(student):
    look = """() => ["Predicted", "Others"].map((name) => {
        const group = dash_clientside.chalkline.page.show.picture.fit.graph.group(name);
        const paths = [...(group?.querySelectorAll("g.dots path") ?? [])];
        const style = paths.slice(0, 2).map((path) => getComputedStyle(path));
        const dots = paths.map((path) => (path.getAttribute("d") ?? "").split("M").length - 1);
        const strokes = style.map(({ stroke, strokeWidth }) => `${stroke} ${strokeWidth}`);
        return [paths.length, dots.reduce((sum, count) => sum + count, 0), ...strokes];
    })"""
    choose(student, "house-prices")
    student.press("more-button")
    student.page.select_option("#test-share", "20")
    student.wait_until("dash_clientside.chalkline.page.state.points.split !== null")
    student.press("more-button")
    student.press("step")
    student.wait_for_epoch(1)
    student.becomes(f"({look})()[0].slice(0, 2)", [5, 200])
    learned, tested = student.page.evaluate(look)
    assert tested[:2] == [10, 2 * 50]  # each a dot in the edge's colour, and a smaller one in that of the sheet
    edge, inside = (part.rsplit(" ", 1) for part in tested[2:])
    assert edge[0] != inside[0] != learned[2].rsplit(" ", 1)[0]
    assert float(edge[1][:-2]) - float(inside[1][:-2]) == 4
    student.press("chip-predict")
    rings = "[...document.querySelectorAll('#data-rows [data-example]')].map((row) => !!row.querySelector('.ring'))"
    kept = "(({ points }) => points.targets.slice(0, 50).map((_, i) => points.split.test.includes(i)))"
    student.wait_until(f"({rings}).join() === {kept}(dash_clientside.chalkline.page.state).join()")
