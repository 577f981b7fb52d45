"""Nothing moves on the page while it learns but what learns: Chromium counts no layout shift."""

import pytest

# Shifts that follow a press are the user's doing, and no part of what is promised; nor does Chromium's own score count
# them: https://web.dev/articles/cls#user-initiated-layout-shifts
WATCH = """() => {
    window.shifted = [];
    const where = ({ node }) => (node ? node.id || (node.parentNode && node.parentNode.id) || node.className : "gone");
    const note = (entry) => entry.hadRecentInput || window.shifted.push(...entry.sources.map(where));
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: "layout-shift" });
}"""
PLACES = """() => [...document.querySelectorAll("[id]")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [element.id, x, y, width, height].join(" ");
}).join()"""
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 720}


def learn(student, *, epochs):
    """Press Start, wait for that epoch, and return the names of what moved."""
    student.page.evaluate(WATCH)
    student.press("start")
    student.wait_for_epoch(epochs)
    return student.page.evaluate("window.shifted")


def wait_until_it_stands(student, panels):
    """Wait until panels that were asked for are there: on a busy machine one arrives, and makes room, late."""
    for name in panels:
        student.page.wait_for_selector(f"#panel-{name}")
    before = None
    while before != (before := student.page.evaluate(PLACES)):
        student.settle(700)


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("dataset", ["line", "house-prices", "hubble"])
def test_while_a_page_learns_nothing_else_moves(student, size, dataset):
    student.page.set_viewport_size(size)
    student.page.select_option("#dataset", dataset)
    student.settle(1000)
    assert learn(student, epochs=40) == []


def test_a_sign_that_leaves_takes_nothing_with_it(student):
    # 250 points of y = 2x + 3 from the weight −0.55: at this rate it is above 0 after about a second.
    assert student.value("weight") < 0
    assert learn(student, epochs=30) == []
    assert student.value("weight") > 0


def test_an_epoch_of_more_digits_keeps_its_place(student):
    student.page.evaluate("dash_clientside.set_props('speed', { value: 100 })")
    student.settle(600)
    assert learn(student, epochs=10_200) == []


@pytest.mark.parametrize("panels", [("map", "step"), ("step", "map"), ("residuals", "compare"), ("code", "residuals")])
def test_open_panels_do_not_move_either(student, panels):
    student.press("step")  # before the first step its panel shows the coming one
    for name in panels:
        student.press(f"chip-{name}")
    wait_until_it_stands(student, panels)
    assert learn(student, epochs=40) == []


def test_a_run_that_comes_near_moves_no_column_of_the_comparison(student):
    student.press("chip-compare")
    student.page.evaluate("dash_clientside.set_props('speed', { value: 100 })")
    student.settle(600)
    assert "not yet" in student.page.inner_text("#compare-rows")
    assert learn(student, epochs=3000) == []
    student.wait_until("!document.querySelector('#compare-rows').innerText.includes('not yet')")


def test_the_watch_sees_what_moves(student):
    student.page.evaluate(WATCH)
    student.settle(600)
    student.page.evaluate("document.getElementById('sentence').style.marginLeft = '60px'")
    student.becomes("window.shifted", ["sentence"])
