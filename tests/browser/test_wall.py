"""The projector: what was opened, large, in either mode, over a reload; and the card of a diverged run, over none."""

import pytest

SMALLEST_PX = 28
# What is seen of the page's own words, and the labels of the figures: the smallest, with its text.
SMALLEST = """() => {
    const sizes = [];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
        const { parentElement: place, data } = words.currentNode;
        const isSeen = data.trim() && place.checkVisibility({ visibilityProperty: true });
        if (!isSeen || place.closest("sup, .visually-hidden, sub")) continue;
        const { width, height } = place.getBoundingClientRect();
        const size = parseFloat(getComputedStyle(place).fontSize);
        if (width > 1 && height > 1) sizes.push([size, data.trim()]);
    }
    return sizes.sort(([one], [other]) => one - other)[0];
}"""
# The elements in sight that a finger does not reach in their middle, after scrolling them there.
NOTHING_IS_COVERED = """(() => {
    const wanted = [...document.querySelectorAll("#diverged, #diverged button, .chip, .slider, #epoch, #loss")];
    const seen = wanted.filter((one) => one.checkVisibility({ visibilityProperty: true }));
    return seen.filter((one) => {
        one.scrollIntoView({ block: "center", behavior: "instant" });
        const { left, top, width, height } = one.getBoundingClientRect();
        const found = document.elementFromPoint(left + width / 2, top + height / 2);
        return !found || !(one.contains(found) || found.contains(one));
    }).length === 0;
})()"""

# Whether two elements lie side by side: what has just been opened takes its place a moment later.
ARE_APART = """([one, other]) => {
    const [a, b] = [one, other].map((selector) => document.querySelector(selector).getBoundingClientRect());
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    return across <= 1 || Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) <= 1;
}"""
HEIGHT = """(() => {
    const [low, high] = document.querySelector("#fit-figure .js-plotly-plot")._fullLayout.yaxis.range;
    return high - low;
})()"""


@pytest.fixture
def teacher(student):
    student.page.set_viewport_size({"width": 1920, "height": 1080})
    return student


def test_the_wall_carries_what_was_opened_in_either_mode_over_a_reload(teacher):
    root = teacher.page.locator("html")
    teacher.press("start")
    teacher.wait_for_epoch(3)
    teacher.press("pause")
    teacher.press("chip-step")
    teacher.press("chip-map")
    teacher.press("projector-button")
    teacher.settle(500)
    assert root.get_attribute("data-bs-theme") == "light"
    teacher.press("mode-button")
    teacher.slide("noise", 1)
    teacher.wait_for_text("noise-value", "1")
    teacher.reload()
    teacher.settle(500)
    assert (root.get_attribute("data-view"), root.get_attribute("data-bs-theme")) == ("projector", "dark")
    teacher.page.wait_for_selector("#loss-map .contour")
    assert teacher.text("noise-value") == "1"
    for name, figure in (
        ("map", "#loss-map"),
        ("step", "#step-table"),
        ("residuals", "#residuals-figure"),
        ("predict", "#data-rows"),
        ("sampling", "#fan-figure"),
        ("compare", "#compare-figure"),
        ("code", "#script"),
    ):
        if name != "map":
            teacher.press(f"chip-{name}")
        teacher.settle(400)
        assert teacher.page.locator(".panel:visible").count() == 1
        place, fit = (teacher.page.locator(selector).bounding_box() for selector in (f"#panel-{name}", ".fit-place"))
        assert place["width"] >= 0.9 * fit["width"]
        teacher.wait_until(ARE_APART, [figure, ".fit-place"])
        teacher.wait_until(ARE_APART, [figure, ".buttons"])
        teacher.becomes(f"(([size, words]) => (size < {SMALLEST_PX} ? words : ''))(({SMALLEST})())", "")
    teacher.press("chip-predict")
    teacher.page.set_viewport_size({"width": 1097, "height": 617})  # a strong zoom
    teacher.wait_until(ARE_APART, ["#data-rows .table-place", ".rate-control"])
    teacher.press("chip-code")
    teacher.page.set_viewport_size({"width": 1920, "height": 1080})
    teacher.press("leave-button")
    teacher.settle(300)
    assert root.get_attribute("data-bs-theme") == "dark"
    assert teacher.page.locator(".panel:visible").count() == 2
    assert teacher.page.locator("#loss-figure .main-svg").first.bounding_box()["height"] > 60


def test_the_card_of_a_diverged_run_covers_nothing_on_any_screen_and_can_be_closed(teacher):
    teacher.set_rate(1.5)
    teacher.press("start")
    teacher.wait_for_text("state", "Stopped")
    assert "is 2 ÷ " in teacher.text("card-why")
    teacher.wait_until(f"{HEIGHT} > 30")  # opened once, for the zig-zag; it was 7.5 while the line learned
    for width, height in ((1280, 720), (1366, 657), (820, 1180), (390, 844), (360, 640)):
        teacher.page.set_viewport_size({"width": width, "height": height})
        teacher.wait_until(NOTHING_IS_COVERED)
        for other in (".fit-place", ".loss-place", ".foot"):
            teacher.wait_until(ARE_APART, ["#diverged", other])
    teacher.page.set_viewport_size({"width": 1280, "height": 720})
    for opened in ("chip-map", "chip-step", "projector-button"):
        teacher.press(opened)
        teacher.wait_until(NOTHING_IS_COVERED)
        for other in (".fit-place", ".panel:not([hidden])", ".buttons"):
            teacher.wait_until(ARE_APART, ["#diverged", other])
    teacher.press("card-close")
    assert teacher.page.is_hidden("#diverged")
    teacher.press("start")
    assert teacher.page.is_visible("#diverged")
    assert teacher.page.is_visible("#sentence")
    teacher.press("halve")
    teacher.wait_until(f"{HEIGHT} < 12")
