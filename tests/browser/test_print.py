"""On paper: one A4 page of what is seen, without controls, dark on white, with its settings and its address."""

import re

import pytest

from components import panels

PANELS = [panel.name for panel in panels.PANELS]
A4 = (595, 842)
# What printing does, held: the page as it is while a sheet is made.
BEGIN = "window.dispatchEvent(new Event('beforeprint'))"
END = "window.dispatchEvent(new Event('afterprint'))"
CONTROLS = """[...document.querySelectorAll("button, input, select, summary, textarea, .slider")]
    .filter((it) => it.checkVisibility({ visibilityProperty: true }) && !it.closest("#key, .panel-key"))
    .map((it) => it.id || it.className)"""
# Texts that could not be read on white: what the words of the page and of its figures are painted with.
PALE = """() => {
    const pale = [];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    while (words.nextNode()) {
        const { parentElement: place, data } = words.currentNode;
        const isSeen = data.trim() && place.checkVisibility({ visibilityProperty: true });
        if (!isSeen || place.closest(".visually-hidden, script, noscript, option")) continue;
        const { color, fill } = getComputedStyle(place);
        const [r, g, b] = (place.closest("svg") ? fill : color).match(/[\\d.]+/g).map((part) => linear(part / 255));
        const contrast = 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
        if (contrast < 3) pale.push(`${data.trim()}: ${contrast.toFixed(1)}`);
    }
    return pale;
}"""
GROUND = "[document.documentElement, document.body].map((it) => getComputedStyle(it).backgroundColor)"


def sheets(page, landscape):
    """The sheets of the page as it would be printed, each as width and height in points."""
    pdf = page.pdf(format="A4", landscape=landscape, print_background=True)
    boxes = re.findall(rb"/Type /Page\b.*?/MediaBox \[([^\]]*)\]", pdf, re.DOTALL)
    return [pytest.approx([float(side) for side in box.split()[2:]], abs=2) for box in boxes]


def check_sheets(student, state):
    upright, across = (sheets(student.page, landscape) for landscape in (False, True))
    assert (upright, across) == ([[*A4]], [[*A4[::-1]]]), state


@pytest.fixture(autouse=True)
def prints(student):
    student.page.wait_for_selector("#touch", state="attached")  # comes with what prints


def run_to(student, epoch):
    student.set_rate(0.1)
    student.press("start")
    student.wait_for_epoch(epoch)
    student.press("pause")


@pytest.mark.parametrize("screen", [(1280, 720), (390, 844)], ids=["desk", "phone"])
def test_whatever_is_seen_is_one_sheet(student, screen):
    student.page.set_viewport_size(dict(zip(("width", "height"), screen, strict=True)))
    check_sheets(student, "start")
    run_to(student, 12)
    check_sheets(student, "paused")
    for name in PANELS:
        student.press(f"chip-{name}")
        student.wait_until(f"dash_clientside.chalkline.page.panels.made[{name!r}] !== undefined")
        check_sheets(student, name)
    student.page.select_option("#dataset", "house-prices")
    student.wait_until("document.querySelector('#page').dataset.several === 'true'")
    check_sheets(student, "house prices")


OVER = """(() => {
    const [first, ...rest] = [...document.querySelectorAll("#compare-rows tr")].map((it) => it.getBoundingClientRect());
    return rest.reduce(([before, found], row) => [row, found || row.top < before.bottom - 2], [first, false])[1];
})()"""


def open_panels(student, *names):
    for name in names:
        student.press(f"chip-{name}")
        student.wait_until(f"dash_clientside.chalkline.page.panels.made[{name!r}] !== undefined")


def test_a_map_and_eight_compared_runs_are_one_sheet_on_which_no_row_lies_over_another(student):
    for epochs in range(8):
        run_to(student, epochs + 1)
        student.page.evaluate("dash_clientside.chalkline.page.store.dispatch({ type: 'keep-run' })")
    open_panels(student, "map", "compare")
    student.wait_until("document.querySelectorAll('#compare-rows tr').length === 9")
    check_sheets(student, "map and eight runs")
    student.page.emulate_media(media="print")
    assert not student.page.evaluate(OVER), "a row of the table lies over another"
    student.page.emulate_media(media="screen")


def test_a_sheet_has_no_controls_and_is_dark_on_white_and_says_where_it_comes_from(student):
    root = student.page.locator("html")
    student.press("mode-button")
    run_to(student, 5)
    epoch = student.epoch()
    student.press("chip-map")
    student.wait_until("document.querySelector('#loss-map .contourlayer path') !== null")
    assert student.page.evaluate(PALE) != []  # chalk on a board
    student.page.emulate_media(media="print")
    student.page.evaluate(BEGIN)
    student.wait_until(f"({PALE})().length === 0")
    assert student.page.evaluate(GROUND) == ["rgb(255, 255, 255)"] * 2
    assert student.page.evaluate(CONTROLS) == []
    for selector in ("#fit-figure", "#loss-figure", "#loss-map", "#equation", "#key", "#printed"):
        assert student.page.is_visible(selector), selector
    words = student.page.inner_text("#printed")
    for part in (
        f"A straight line, 250 points, epoch {epoch}",
        "Learning rate 0.1, SGD, batch all, noise 0.25",
        student.url,
    ):
        assert part in words
    student.page.evaluate(END)
    student.page.emulate_media(media="screen")
    assert root.get_attribute("data-bs-theme") == "dark"
    assert student.page.query_selector("#printed") is None
    assert student.page.is_visible("#start")


def test_a_sheet_of_a_curve_tells_its_degree_its_test_points_and_both_losses(student):
    student.press("more-button")
    student.type("n-samples", "40")
    student.type("degree", "5")
    student.page.select_option("#test-share", "30")
    student.wait_until("document.getElementById('test-loss')?.dataset.value > 0")
    student.press("more-button")
    run_to(student, 5)
    check_sheets(student, "curve")
    student.page.emulate_media(media="print")
    student.page.evaluate(BEGIN)
    words = student.page.inner_text("#printed")
    told = [student.text("loss"), student.text("test-loss")]
    assert "degree 5, 12 of 40 points kept for testing" in words
    assert f"epoch {student.epoch()}. " in words
    assert f"Loss {told[0]}. Test loss {told[1]}." in words
    assert student.page.is_visible("#test-loss")
    cut = "(it) => [it, it.parentElement].map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)"
    assert student.page.locator("#weights-rows").evaluate(cut) == [0, 0]  # no weight is left out
    student.page.evaluate(END)
