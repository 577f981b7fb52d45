"""A link is the whole state: in another browser it leads to the same weights, to the last bit, and the same view."""

import json

import pytest

from tests.support import Student

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SCRIPT = "(files, state) => files.fetchCode('script', JSON.stringify(files.recordOf(state)))"
NUMBERS = ("weight", "bias", "loss")
VIEW = """(() => {
    const { isPhone, magnification, modeOf, card, ...view } = dash_clientside.chalkline.page.state.view;
    return view;
})()"""


@pytest.fixture
def other(chromium, server):
    """Somebody else, with a browser that has never been here."""
    one = Student(chromium, server.url)
    yield one
    assert one.errors == []
    one.close()


def shared_link(student):
    student.press("share")
    student.wait_until("document.getElementById('link')?.value.includes('&c=')")
    student.settle(700)  # a change just before is written by then
    link = student.page.input_value("#link")
    student.page.keyboard.press("Escape")
    return link


def open_at(student, address):
    student.page.goto(address)
    student.wait_for_picture()
    return student


def seen(student):
    return {
        "epoch": student.epoch(),
        **{name: student.value(name) for name in NUMBERS},
        "controls": student.page.evaluate("dash_clientside.chalkline.page.state.controls"),
        "view": student.page.evaluate(VIEW),
        "script": student.module("page/files.js", SCRIPT),
    }


def test_a_run_with_changes_on_its_way_is_the_same_run_in_another_browser(student, other):
    student.press("more-button")
    student.type("batch-size", "7")
    student.type("n-samples", "1000")
    student.press("start")
    student.wait_for_epoch(2)
    for rate in (0.02, 0.4, 0.1):
        student.set_rate(rate)
        student.page.wait_for_timeout(250)
    student.slide("noise", 0.5)
    student.page.wait_for_timeout(250)
    student.press("pause")
    student.settle(300)
    student.page.click("[data-panel=residuals]")
    student.page.click("#key [data-trace='True line']")
    segments = student.page.evaluate("dash_clientside.chalkline.page.state.record.segments.map(({ batch }) => batch)")
    assert any(segments), "a change was made inside an epoch"
    link = shared_link(student)
    open_at(other, link)
    other.wait_for_text("state", "Paused")
    assert seen(other) == seen(student)
    assert "?" not in other.page.url
    other.reload()
    assert [other.value(name) for name in ("weight", "bias")] == [student.value(name) for name in ("weight", "bias")]
    assert other.value("loss") == pytest.approx(student.value("loss"), rel=1e-12)  # summed here, and there by numpy


def test_a_step_of_one_batch_is_told_before_it_is_taken_and_its_link_leads_there(student, other):
    student.press("more-button")
    student.type("batch-size", "100")
    student.page.click("#step-by [data-value=true]")
    student.press("chip-step")
    student.press("step")
    student.wait_for_text("steps", "1")
    student.wait_for_text("coming-reveal", "The next step")
    student.press("coming-reveal")
    student.wait_for_text("step-what", "batch 2 of 3")
    student.press("coming-reveal")
    told = [line.split()[-1] for line in student.page.locator("#coming-sums .after").all_text_contents()]
    student.press("step")
    student.wait_for_text("steps", "2")
    assert student.epoch() == 0
    assert [f"{student.value(name):.4f}" for name in ("weight", "bias")] == told
    open_at(other, shared_link(student))
    other.wait_for_text("state", "Paused")
    assert seen(other) == seen(student)
    assert other.text("steps").endswith("2")


def test_a_link_that_was_cut_says_so_and_takes_nothing_away(student):
    student.press("start")
    student.wait_for_epoch(3)
    student.press("pause")
    link = shared_link(student)
    before = student.epoch(), student.value("weight")
    for length in (len(link) - 2, link.index("lang"), link.index("&of") + 6):
        open_at(student, link[:length])
        student.wait_for_text("sentence", "cut off")
        assert (student.epoch(), student.value("weight")) == before
    open_at(student, f"{student.url}/?v=1&lr=99")
    student.wait_for_text("sentence", "lr is not right")
    assert (student.epoch(), student.value("weight")) == before


def test_a_run_of_ones_own_comes_back_after_a_link_and_after_reset(student):
    student.press("start")
    student.wait_for_epoch(5)
    student.press("pause")
    student.page.wait_for_timeout(200)
    own = student.epoch(), student.value("weight"), student.value("loss")
    open_at(student, f"{student.url}/?v=1&data=hubble&lr=0,1&epoch=30")
    student.wait_for_epoch(30)
    assert student.page.input_value("#dataset") == "hubble"
    student.press("undo")
    student.wait_until("document.querySelector('#dataset').value === 'line'")
    assert (student.epoch(), student.value("weight"), student.value("loss")) == own
    student.becomes("document.activeElement.id", "redo")
    student.reload()
    student.page.keyboard.press("Control+z")
    student.wait_for_text("sentence", "A reload forgets")
    student.press("reset")
    student.wait_until("document.querySelector('#epoch').textContent === '0'")
    assert student.text("undo") == "Undo: Reset"
    student.press("undo")
    assert (student.epoch(), student.value("weight"), student.value("loss")) == own
    student.press("redo")
    student.wait_until("document.querySelector('#epoch').textContent === '0'")


def test_what_is_hidden_is_gone_from_the_page_and_from_the_tab_key(student):
    open_at(student, f"{student.url}/?hide=noise.reset.panel-map.true-line.limits.equation&embed=1")
    student.page.wait_for_selector("#hide-answer", state="attached")
    student.page.keyboard.press("h")
    trace = "#key [data-trace='True line']"
    switches = (".answer-switch", ".limits-row")
    for selector in ("#noise", "#reset", "[data-panel=map]", trace, *switches, "#equation", ".head", ".foot"):
        assert not student.page.is_visible(selector), selector
    shown = "dash_clientside.chalkline.page.state.view.shown['True line']"
    assert student.page.evaluate(shown) is False
    assert student.page.evaluate("dash_clientside.chalkline.page.state.view.limits") is False
    student.reload()
    assert not student.page.is_visible("#noise")
    assert student.page.is_visible("#start")
    assert not student.page.is_visible(".head")
    open_at(student, student.url)  # the plain address leads out of a frame's view
    assert student.page.is_visible(".head")


def test_share_copies_saves_opens_and_hides(chromium, server, tmp_path):
    student = Student(chromium, server.url, **PHONE).open()
    student.press("start")
    student.wait_for_epoch(4)
    student.press("pause")
    student.page.wait_for_timeout(200)
    student.press("share")
    student.wait_until("document.getElementById('qr')?.hidden === false")
    student.wait_until("document.getElementById('qr').naturalWidth > 20")
    student.press("copy-link")
    student.wait_until("document.getElementById('share-words').textContent !== ''")
    with student.page.expect_download() as download:
        student.press("save-run")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name.endswith(".chalkline.json")
    assert json.loads(path.read_text())["run"] in student.page.input_value("#link")
    student.page.click(".share-hide summary")
    student.page.check("[data-hide=noise]")
    student.wait_until("document.getElementById('link').value.includes('hide=noise')")
    assert not student.page.is_visible("#noise")
    student.page.uncheck("[data-hide=noise]")
    assert student.page.is_visible("#noise")
    weight, epoch = student.value("weight"), student.epoch()
    student.page.set_input_files("#open-run", {"name": "x.json", "mimeType": "application/json", "buffer": b"{}"})
    student.wait_for_text("share-words", "no run of Chalkline")
    student.page.keyboard.press("Escape")
    student.press("new-start") if student.page.is_visible("#new-start") else student.press("reset")
    student.press("share")
    student.page.set_input_files("#open-run", path)
    student.wait_for_epoch(epoch)
    student.wait_for_text("state", "Paused")
    assert (student.epoch(), student.value("weight")) == (epoch, weight)
    assert student.errors == []
    student.close()
