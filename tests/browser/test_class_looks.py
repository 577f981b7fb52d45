"""The class on every screen: nothing is cut, covered or outside, with texts twice as long too; axe finds nothing.

Of texts with a script it is asked alone that none runs: as everywhere, they are words that no line can hold.
"""

from functools import partial

import pytest

from tests.browser.classmates import Classmate
from tests.browser.classroom import FROZEN
from tests.browser.measures import LEVEL, OVERFLOW, SWEEP, stays
from tests.browser.test_strained import FOREIGN

SCREENS = [(1280, 720), (390, 844), (320, 568), (568, 320), (1920, 1080)]
# The page makes room for the strip, whatever height it has, when it is drawn next.
ROOM = """[...document.querySelectorAll(".class-strip")].every((strip) => {
    const { documentElement: root } = document;
    return root.hasAttribute("data-strip") && root.style.getPropertyValue("--strip") === `${strip.offsetHeight}px`;
})"""
# What of the class's own places is past an edge of the screen, cut, or on another.
CLASS = """() => {
    const found = [];
    const isClipped = (it) => it.closest(".visually-hidden") || getComputedStyle(it).clipPath !== "none";
    const shown = (it) => it.checkVisibility({ visibilityProperty: true }) && !isClipped(it);
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push("the page scrolls sideways");
    const choices = [...document.querySelectorAll(".class-dialog .segment, .class-wall .segment")].filter(shown);
    found.push(...choices.filter((it) => it.scrollWidth > it.clientWidth + 1).map((it) => `cut: ${it.textContent}`));
    for (const place of document.querySelectorAll(".class-strip, .class-dialog, #class-frozen p")) {
        const its = place.getBoundingClientRect();
        if (its.left < -1 || its.right > innerWidth + 1) found.push(`${place.id} is past the edge`);
        const isLow = its.bottom > innerHeight + 1 && place.matches(".class-dialog");
        if (its.top < -1 || isLow) found.push(`${place.id} is not whole`);
        const parts = [...place.querySelectorAll("button, p, span, strong, a, label, input, summary")].filter(shown);
        for (const part of parts) {
            const box = part.getBoundingClientRect();
            const name = `${part.id || part.className || part.tagName}: ${part.textContent.slice(0, 30)}`;
            if (box.width && (box.left < its.left - 1 || box.right > its.right + 1)) found.push(`past: ${name}`);
        }
        const isAlone = (it) => it.matches(".class-strip > *, .class-strip-row > *") && it.textContent.trim();
        const alone = parts.filter(isAlone);
        alone.forEach((one, i) => alone.slice(i + 1).forEach((other) => {
            const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across > 2 && down > 4) found.push(`on each other: ${one.textContent} and ${other.textContent}`);
        }));
    }
    return found;
}"""


def faults_of(one, sweeps):
    return one.page.evaluate(CLASS) + (one.page.evaluate(SWEEP, one.page.evaluate(OVERFLOW, False)) if sweeps else [])


def look(one, state, screens=SCREENS, *, sweeps=False):
    found = []
    for width, height in screens:
        one.page.set_viewport_size({"width": width, "height": height})
        one.wait_until(LEVEL)
        one.wait_until(ROOM)
        one.settle(60)
        here = stays(one, lambda: faults_of(one, sweeps))
        found += [f"{state}, {width} x {height}: {fault}" for fault in here]
    one.page.set_viewport_size({"width": 1280, "height": 720})
    return found


@pytest.mark.parametrize("strain", ["none", "double", "xss"])
def test_no_view_of_the_class_is_cut_or_covered(people, server, strain):
    is_plain, query = strain == "none", f"?strings={strain}"
    seen = partial(look, screens=SCREENS[:1] if strain == "xss" else SCREENS)
    teacher = people(f"{server.url}/{query}")
    teacher.page.click("#class-open")
    code = teacher.code()
    mates = [Classmate(server.url, code, number) for number in range(20)]
    student = people(f"{server.url}/{code}{query}").here()
    teacher.wait_until("document.querySelectorAll('#class-members li').length === 21")
    found = seen(teacher, "Manage")
    teacher.page.click("#class-desk-view details:has(#class-members) summary")
    found += seen(teacher, "members")
    faults = teacher.faults() if is_plain else []
    if is_plain:
        one_is_taken_out(teacher, student, mates)
    teacher.page.keyboard.press("Escape")
    found += seen(teacher, "the teacher's strip", sweeps=is_plain)
    found += seen(student, "a student's strip", sweeps=is_plain)
    student.page.click("#class-me")
    found += seen(student, "who one is")
    faults += student.faults() if is_plain else []
    student.page.keyboard.press("Escape")
    found += freeze(teacher, student, seen)
    faults += student.faults() if is_plain else []
    joining = people(f"{server.url}/{query}&class=ABCDE0")
    found += join_wrongly(joining, seen)
    faults += joining.faults() if is_plain else []
    assert teacher.page.evaluate(FOREIGN)[0] is None
    assert student.page.evaluate(FOREIGN)[0] is None
    teacher.page.click("#class-end")
    assert strain == "xss" or not found, "\n".join(found)
    assert faults == []


def one_is_taken_out(teacher, student, mates):
    teacher.page.fill("#class-member-search", "no such name")
    assert teacher.page.is_hidden("#class-members li >> nth=0")
    teacher.page.fill("#class-member-search", "")
    own = student.reads("class-me")
    teacher.page.locator("#class-members li").filter(has_not_text=own).nth(3).locator("button").click()
    teacher.wait_until("document.querySelectorAll('#class-members li').length === 20")
    gone = sum("refused" in mate.act(type="tempo", tempo=None) for mate in mates)
    assert gone == 1  # and not the student, who is looked at later


def freeze(teacher, student, seen):
    teacher.page.keyboard.press("Escape")
    teacher.page.evaluate("document.activeElement.blur()")
    teacher.page.keyboard.press("?")
    teacher.page.wait_for_selector("#keys")
    assert {"1", "2", "3", "V"} <= set(teacher.page.locator("#keys kbd").all_text_contents())
    teacher.page.keyboard.press("Escape")
    teacher.page.keyboard.press("3")
    student.wait_until(f"{FROZEN} === 'true'")
    return seen(student, "frozen")


def join_wrongly(joining, seen):
    """What is wrong with a link is said where it is put right."""
    joining.page.wait_for_selector("#join-words:not(:empty)")
    assert joining.page.input_value("#join-code") == "ABCDE0"
    joining.page.fill("#join-code", "ABCDE1")
    joining.page.click("#join")
    return seen(joining, "joining")
