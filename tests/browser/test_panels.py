"""Panels open beside the fit, two at a time, one on a phone, and stay open."""

import pytest

from tests.browser.person import PANELS, box, overlap, run_to
from tests.support import Student

# From its head, or whole over the buttons.
IS_IN_VIEW = """(id) => {
    const { top, bottom } = document.getElementById(id).getBoundingClientRect();
    return top < 100 || bottom <= 844 - 84;
}"""


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


def test_house_prices_have_no_samples_but_can_be_compared(student):
    student.press("chip-sampling")
    student.page.select_option("#dataset", "house-prices")
    student.wait_for_text("weight-true", "2.5")
    student.settle(300)
    student.page.wait_for_selector("#panel-sampling", state="hidden")
    student.page.wait_for_selector("#chip-sampling[aria-disabled=true]")
    student.press("chip-compare")
    student.press("keep-run")
    student.becomes("document.querySelectorAll('#compare-rows tr').length", 2)


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
        student.wait_until(IS_IN_VIEW, f"panel-{name}")
    assert student.page.evaluate("document.documentElement.scrollWidth") <= 390
    student.close()
    assert student.errors == []
