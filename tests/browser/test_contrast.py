"""Contrast themes of the system: pictures, tracks, zones, swatches and choices are seen and told apart."""

from io import BytesIO

import pytest
from PIL import Image

from tests.support import Student

# What would be a patch of one colour, if the theme took its ground away.
MARKS = {
    "icons": ".icon",
    "swatches": ".swatch",
    "sliders": ".slider",
    "zones": "#zones",
    "dot": ".dot",
    "chosen": ".segment.is-chosen, .segment[aria-pressed='true'], .chip[aria-pressed='true'], [data-face='primary']",
}
BOXES = """(selector) => [...document.querySelectorAll(selector)]
    .filter((it) => it.checkVisibility({ visibilityProperty: true }))
    .map((it) => it.getBoundingClientRect()).filter(({ width, bottom }) => width && bottom < innerHeight)
    .map(({ left, top, right, bottom }) => [left - 2, top - 2, right + 2, bottom + 2].map(Math.round))"""
GROUNDS = """() => ['.segment.is-chosen', '.segment:not(.is-chosen)'].map((it) =>
    getComputedStyle(document.querySelector('#speed ' + it)).backgroundColor)"""
LEAST = 3.0  # the contrast of graphics
SHARE = 0.02  # of a mark's pixels


def luminance(colour):
    parts = [part / 255 for part in colour[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_seen(picture, box):
    """Whether there is a mark in a box, beside the colour that most of it has."""
    part = picture.crop(box)
    counted = sorted(part.getcolors(part.width * part.height), reverse=True)
    ground = counted[0][1]
    marked = sum(count for count, colour in counted if contrast(colour, ground) >= LEAST)
    return marked >= SHARE * part.width * part.height


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_a_contrast_theme_everything_is_seen(chromium, server, scheme):
    one = Student(chromium, server.url, forced_colors="active", color_scheme=scheme).open()
    one.press("chip-map")
    one.press("more-button")
    one.press("start")
    one.wait_for_epoch(2)
    one.wait_until("dash_clientside.chalkline.page.panels.made.map !== undefined")
    one.settle(400)  # the panel has appeared
    picture = Image.open(BytesIO(one.page.screenshot())).convert("RGB")
    boxes = {name: one.page.evaluate(BOXES, selector) for name, selector in MARKS.items()}
    assert all(boxes.values())
    unseen = {name: [box for box in of if not is_seen(picture, box)] for name, of in boxes.items()}
    assert {name: of for name, of in unseen.items() if of} == {}
    chosen, other = one.page.evaluate(GROUNDS)
    assert chosen != other
    one.close()


def test_a_system_that_goes_dark_is_followed_until_the_reader_chooses(chromium, server):
    one = Student(chromium, server.url, color_scheme="light").open()
    mode = "document.documentElement.dataset.bsTheme"
    one.page.emulate_media(color_scheme="dark")
    one.wait_until(f"{mode} === 'dark'")
    one.press("mode-button")
    one.becomes(mode, "light")
    one.page.emulate_media(color_scheme="light")
    one.page.emulate_media(color_scheme="dark")
    one.reload()
    assert one.page.evaluate(mode) == "light"
    one.close()
