"""What a person takes along: files where they are saved, and no word of saving where they are not."""

import csv
import io
from xml.etree import ElementTree

import pytest

from tests.support import Student

SANDBOX = 'sandbox="allow-scripts allow-same-origin"'


def unguarded(route):
    """The page without its policy, which lets only those embed it that a host names."""
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name != "content-security-policy"}
    route.fulfill(response=answer, headers=headers)


@pytest.fixture
def framed(chromium, server):
    """Open the page in a frame with these attributes, in a page of the same origin."""
    opened = []

    def frame(attributes):
        student = Student(chromium, server.url)
        opened.append(student)
        html = f'<iframe src="/" width="1270" height="710" {attributes}></iframe>'
        student.page.route("**/outside", lambda route: route.fulfill(body=html, content_type="text/html"))
        student.page.route(f"{server.url}/", unguarded)
        student.page.goto(f"{server.url}/outside")
        inside = student.page.frames[1]
        inside.wait_for_selector("html[data-plotly=ready]")
        return student, inside

    yield frame
    for student in opened:
        student.close()


def test_a_frame_that_saves_nothing_says_so_and_shows_what_it_would_have_saved(framed):
    student, inside = framed(SANDBOX)
    saved = []
    student.page.on("download", lambda file: saved.append(file.suggested_filename))
    inside.click("#step")
    inside.click("#chip-code")
    inside.wait_for_selector("#script:has-text('torch')")
    inside.click("#download-history")
    assert inside.input_value("#given textarea").startswith("epoch,weight,bias,loss")
    assert "cannot be saved" in inside.text_content("#code-words")
    inside.press("#given", "Escape")
    assert inside.query_selector("#given") is None
    inside.click("[data-picture=loss][data-format=png]")
    inside.wait_for_selector("#given img[src^='data:image/png']")
    assert inside.evaluate("document.querySelector('#given img').decode().then(() => true)")
    assert saved == []
    assert "Saved" not in inside.inner_text("body")


def test_a_frame_without_a_sandbox_saves_as_the_page_does(framed):
    student, inside = framed("")
    inside.click("#chip-code")
    inside.wait_for_selector("#script:has-text('torch')")
    with student.page.expect_download():
        inside.click("#download-script")
    inside.wait_for_selector("#code-words:has-text('Saved')")
    assert inside.query_selector("#given") is None


SVG = "{http://www.w3.org/2000/svg}"
TABLES = ("weights", "step")
PANEL_FIGURES = ("map", "step", "residuals", "compare")
NAMES = {
    "fit": "Fit",
    "loss": "Loss by epoch",
    "weights": "Weights",
    "map": "Loss map",
    "step": "Step in numbers",
    "residuals": "Residuals",
    "compare": "Loss by epoch, runs compared",
}
PLACES = {"fit": ".fit-place", "loss": ".loss-place", "weights": "#weights"}


@pytest.fixture
def learned(student):
    student.set_rate(0.1)
    student.press("start")
    student.wait_for_epoch(6)
    student.press("pause")
    return student


def menu_of(student, name):
    return student.page.locator(f"{PLACES.get(name, f'#panel-{name}')} > details.take")


def test_each_figure_and_table_has_its_button_which_keys_open_and_close(learned):
    page = learned.page
    for name, title in NAMES.items():
        if name in PANEL_FIGURES:
            learned.press(f"chip-{name}")
            learned.wait_until(f"dash_clientside.chalkline.page.panels.made[{name!r}] !== undefined")
        menu, summary = menu_of(learned, name), menu_of(learned, name).locator("summary")
        assert summary.get_attribute("aria-label") == f"Take along: {title}"
        summary.focus()
        page.keyboard.press("Enter")
        menu.locator(".take-menu").wait_for()
        names = {button.get_attribute("aria-label") for button in menu.locator("button").all()}
        wanted = {f"{title} as {form}, {on}" for form in ("PNG", "SVG") for on in ("On paper", "On the board")}
        assert wanted <= names
        assert any("CSV" in one for one in names) == (name in (*TABLES, "compare"))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.dataset.take") == name
        page.keyboard.press("Escape")
        assert menu.get_attribute("open") is None
        assert summary.evaluate("(it) => it === document.activeElement")
        assert name not in PANEL_FIGURES or page.is_visible(f"#panel-{name}")
    menu_of(learned, "fit").locator("summary").click()
    page.click("#epoch")
    assert menu_of(learned, "fit").get_attribute("open") is None


def taken(student, name, mode, form, of=None):
    menu = menu_of(student, name)
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
    with student.page.expect_download() as waiting:
        menu.locator(f"[data-take={of or name}][data-take-mode={mode}][data-take-format={form}]").click()
    student.wait_until("document.querySelector('details[open] .take-words').textContent.startsWith('Saved')")
    return waiting.value.path().read_bytes()


def texts_of(svg):
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def size_of(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_what_is_taken_stands_by_itself_light_and_dark(learned):
    epoch = learned.epoch()
    colours = []
    for mode in ("light", "dark"):
        svg = taken(learned, "fit", mode, "svg")
        root, told = ElementTree.fromstring(svg), texts_of(svg)
        assert (root.get("width"), root.get("height")) == ("1920", "1080")
        assert f"Fit: A straight line, 250 points, epoch {epoch}" in told
        [numbers] = [one for one in told if one.startswith("ŷ = ")]
        assert numbers.endswith("learning rate 0.1, SGD")
        assert {"x", "y", "data", "predicted", "true line"} <= set(told)
        assert size_of(taken(learned, "fit", mode, "png")) == (1920, 1080)
        colours.append(root.find(f"{SVG}rect").get("style"))  # the page's own, under all of it
    assert all("fill: " in colour for colour in colours)
    assert len(set(colours)) == 2


def test_a_table_is_taken_as_a_table_and_as_a_picture(learned):
    rows = list(csv.reader(io.StringIO(taken(learned, "weights", "light", "csv").decode("utf-8-sig"))))
    weight, bias = (next(row for row in rows if row[0] == name) for name in ("Weight", "Bias"))
    assert (float(weight[1]), float(bias[1])) == (float(learned.text("weight")), float(learned.text("bias")))
    assert len({len(row) for row in rows}) == 1
    set_limits = "(limits) => dash_clientside.chalkline.page.store.dispatch({ type: 'view', view: { limits } })"
    learned.page.evaluate(set_limits, False)
    guessing = csv.reader(io.StringIO(taken(learned, "weights", "light", "csv").decode("utf-8-sig")))
    assert [row[1:] for row in guessing if row[0] in {"Weight", "Bias"}] == [weight[1:2], bias[1:2]]
    learned.page.evaluate(set_limits, True)
    for mode in ("light", "dark"):
        svg = taken(learned, "weights", mode, "svg")
        root, told = ElementTree.fromstring(svg), texts_of(svg)
        assert told[0] == f"Weights: A straight line, 250 points, epoch {learned.epoch()}"
        assert told[1].startswith("ŷ = ")
        assert {"Weight", "Bias", learned.text("weight"), learned.text("bias")} <= set(told)
        width, height = (float(root.get(side)) for side in ("width", "height"))
        assert size_of(taken(learned, "weights", mode, "png")) == (2 * width, 2 * height)


def test_samples_are_taken_as_pictures_and_as_a_table(learned):
    learned.press("chip-sampling")
    learned.wait_until("dash_clientside.chalkline.page.panels.made.sampling !== undefined")
    learned.press("fifty-samples")
    rows = list(csv.reader(io.StringIO(taken(learned, "sampling", "light", "csv", of="histogram").decode("utf-8-sig"))))
    slopes = [float(row[1]) for row in rows[1:]]
    assert len(slopes) == 50
    assert learned.value("sampling-mean") == pytest.approx(sum(slopes) / 50, rel=1e-9)
    for name, axes in (("fan", {"x", "y"}), ("histogram", {"slope of a sample's line", "samples"})):
        told = texts_of(taken(learned, "sampling", "light", "svg", of=name))
        assert axes <= set(told)
        png = taken(learned, "sampling", "dark", "png", of=name)
        assert size_of(png) == (1920, 1080)
