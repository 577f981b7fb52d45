"""The wall with real runs: dots that keys reach, snapshots to the bit, what is hidden, the class as the data."""

import json

from tests.browser.classmates import Classmate
from tests.browser.classroom import PHONE, STATE
from tests.browser.test_class import person, teacher

__all__ = ["person", "teacher"]  # fixtures

CLASS = "document.querySelector('#class-map .js-plotly-plot')?.data?.find(({ name }) => name === 'Class')"
POINTED = "document.querySelector('#class-map .class-pointed') !== null"
POINTS = f"{STATE}.controls.dataset === 'points' && {STATE}.points?.targets.length"
RUNS = "[...document.querySelectorAll('#class-snapshots .class-run')].map(({ dataset }) => ({ ...dataset }))"
BEGUN = """(() => {
    const ends = document.querySelector("#class-snapshots .class-sheet-line").getAttribute("d").match(/,[-0-9.e]+/g);
    return ends.every((end) => Number(end.slice(1)) >= 0 && Number(end.slice(1)) <= 288);
})()"""
ROWS = f"""() => {{
    const {{ history }} = {STATE}.record;
    const row = (i) => [history.epoch(i), history.weight(i)[0], history.bias(i), history.loss(i)].map(String);
    return Array.from({{ length: history.length }}, (_, i) => row(i));
}}"""
TWINS = f"""(() => {{
    const {{ weight, bias }} = {STATE}.room.picture.map;
    const i = weight.findIndex((value, at) => weight.indexOf(value) < at);
    const graph = document.querySelector("#class-map .js-plotly-plot");
    const {{ left, top }} = graph.getBoundingClientRect();
    const {{ xaxis, yaxis }} = graph._fullLayout;
    return [left + xaxis._offset + xaxis.c2p(weight[i]), top + yaxis._offset + yaxis.c2p(bias[i])];
}})()"""
SENT = """() => {
    window.sent = [];
    const { fetch } = window;
    window.fetch = async (...asked) => {
        const answer = await fetch(...asked);
        answer.clone().text().then((text) => window.sent.push(`${asked[0]?.url ?? asked[0]} ${text}`));
        return answer;
    };
}"""


def wall_of(teacher, dots):
    teacher.page.evaluate("document.querySelector('#class-desk-view .close')?.click()")
    teacher.press("class-view")
    teacher.wait_until(f"{CLASS}?.x.length === {dots}")


def choose(teacher, weight):
    """Go to a dot by keys, from the left, and choose it."""
    keys = teacher.page.keyboard
    place = f"{STATE}.room.picture.map.weight.filter((it) => it < {weight} - 1e-4).length"
    teacher.page.focus("#class-wall .close")
    teacher.page.focus("#class-map")
    keys.press("ArrowRight")  # from none to the first from the left
    at = teacher.page.evaluate(place)
    for _ in range(at):
        keys.press("PageDown")
    assert teacher.page.evaluate(POINTED)
    assert teacher.page.inner_text(".class-said").startswith(f"{at + 1} of ")
    assert f"{weight:.3f}" in teacher.page.inner_text(".class-said")
    keys.press("Enter")


def test_chosen_runs_replay_on_every_page_to_the_bit_in_the_teachers_order(person, teacher, server):
    code = teacher.code()
    pupils = [person(f"/{code}").here() for _ in range(2)]
    for pupil, rate, epochs in zip(pupils, (0.1, 0.6), (3, 6), strict=True):
        pupil.set_rate(rate)
        for epoch in range(1, epochs + 1):
            pupil.press("step")
            pupil.wait_for_epoch(epoch)
    mate = Classmate(server.url, code, 1)
    mate.learn(4, 0.3)
    wall_of(teacher, 3)
    for scheme, says in (("dark", "Lighter is worse."), ("light", "Darker is worse.")):
        teacher.page.emulate_media(color_scheme=scheme)
        teacher.wait_until(f"document.querySelector('#class-wall .class-key').textContent.startsWith('{says}')")
    assert teacher.page.evaluate(f"{CLASS}.y.length") == 3
    for pupil in reversed(pupils):
        choose(teacher, pupil.value("weight"))
    teacher.press("class-snapshots-all")
    wanted = [pupil.page.evaluate(ROWS) for pupil in reversed(pupils)]
    for page in (teacher, *pupils):
        page.wait_until(f"({RUNS}).length === 2 && ({RUNS})[0].epoch === '6' && ({RUNS})[1].epoch === '3'")
        shown = page.page.evaluate(RUNS)
        for run, rows in zip(shown, wanted, strict=True):
            assert [run[name] for name in ("epoch", "weight", "bias", "loss")] == rows[-1]
    seen = pupils[0].page.locator("#class-snapshots .class-sheet >> nth=0").bounding_box()
    assert seen["width"] > 200
    assert seen["y"] + seen["height"] <= 720
    assert pupils[0].page.locator("#class-counts > :visible").count() == 1
    pupils[0].page.click("#class-snapshots button")  # again: where it began, the whole line is on its sheet
    assert pupils[0].page.evaluate(BEGUN)
    named = json.dumps(pupils[0].page.evaluate(f"{STATE}.room.state.replay"))
    assert not [word for word in ("handle", "token", "member") if word in named]
    assert teacher.faults() == []
    assert pupils[0].faults() == []


def two_at_one_place_are_told_apart(teacher):
    teacher.page.mouse.click(*teacher.page.evaluate(TWINS))
    offered = teacher.page.locator("#class-offer button")
    offered.nth(1).click()
    pressed = "[...document.querySelectorAll('#class-offer button')].map((it) => it.getAttribute('aria-pressed'))"
    teacher.becomes(pressed, ["false", "true"])
    assert "This is A." in offered.nth(1).inner_text()
    assert teacher.faults() == []
    offered.nth(1).click()
    teacher.page.keyboard.press("Escape")  # the offer alone
    teacher.wait_until("document.querySelector('#class-offer, #class-map .class-letter') === null")
    assert teacher.page.query_selector("#class-wall") is not None


def test_what_is_hidden_is_in_no_byte_that_comes(person, teacher, server):
    code = teacher.code()
    student = person(f"/{code}").here()
    student.press("step")
    student.wait_for_epoch(1)
    mate, twin = (Classmate(server.url, code, number) for number in (1, 2))
    twin.number = 1
    mate.learn(8, 0.3), twin.learn(8, 0.3)
    wall_of(teacher, 3)
    two_at_one_place_are_told_apart(teacher)
    for page in (teacher, student):
        page.page.evaluate(SENT)
    for name in ("curves", "ucurve", "slopes"):
        teacher.page.click(f"#class-show-{name} [data-value=all]")
    student.page.wait_for_selector("#class-look:visible")
    student.press("class-look")
    student.wait_until(f"{STATE}.room.picture?.slopes?.slope.length >= 1")
    assert "map" not in student.page.evaluate(f"Object.keys({STATE}.room.picture)")
    teacher.page.click("#class-show-map [data-value=all]")
    student.wait_until(f"document.querySelector('#class-map .dots') !== null && {CLASS}?.x.length === 3")
    own = "getComputedStyle(document.querySelector('#class-map .scatterlayer .trace:last-child')).opacity"
    student.wait_until(f"{own} === '1'")
    student.page.keyboard.press("Escape")
    student.wait_until(f"{STATE}.room.picture === null")
    for name in ("map", "curves", "ucurve", "slopes"):
        teacher.page.click(f"#class-show-{name} [data-value=hidden]")
    student.wait_until("document.querySelector('#class-look').hidden")
    teacher.wait_until(f"Object.keys({STATE}.room.picture).join() === 'counts'")
    for page in (teacher, student):
        page.page.evaluate("window.sent.length = 0")
    mate.learn(8, 0.3)
    teacher.wait_until("window.sent.filter((it) => it.includes('/class/watch')).length >= 3")
    student.wait_until("window.sent.filter((it) => it.includes('/class/poll')).length >= 3")
    told = "window.sent.filter((it) => !it.includes('/page-'))"  # modules and texts of the page come late
    sent = "".join(teacher.page.evaluate(told) + student.page.evaluate(told))
    assert "/class/watch" in sent
    for word in ('"weight"', '"runs"', '"stride"', '"slope"', '"epochs"', '"dots"'):
        assert word not in sent


def test_every_page_learns_from_everybodys_points(person, teacher, server):
    code = teacher.code()
    pupil, phone = person(f"/{code}").here(), person(f"/{code}", **PHONE).here()
    mates = [Classmate(server.url, code, number) for number in range(2)]
    teacher.page.evaluate("document.querySelector('#class-desk-view .close')?.click()")
    teacher.press("class-tasks")
    teacher.press("class-points-place")
    place_points(pupil, phone, mates)
    pages = (teacher, pupil, phone)
    for page in pages:
        page.wait_until(f"({POINTS}) === 4 && !{STATE}.points.shown.startsWith('touched')")  # the server has named them
    phone.wait_until("document.querySelectorAll('#class-plane .class-plane-others circle').length === 4")
    assert len({page.page.evaluate(f"{STATE}.points.shown") for page in pages}) == 1
    teacher.page.evaluate("document.querySelector('#class-tasks-view .close')?.click()")
    a_point_moves_while_all_learn(teacher, pupil)
    pupil.page.mouse.click(*a_place_on_the_figure(pupil))  # adds no point of one's own: each has one of the class's
    late = person(f"/{code}").here()
    late.wait_until(f"({POINTS}) === 4")
    assert pupil.page.evaluate(POINTS) == 4
    mates[0].act(type="leave")
    teacher.wait_until(f"({POINTS}) === 3")
    one_is_the_outlier_in_secret(teacher, (pupil, phone, late), mates[1])


def a_place_on_the_figure(one):
    box = one.page.locator("#fit-figure").bounding_box()
    return box["x"] + 0.3 * box["width"], box["y"] + 0.3 * box["height"]


def place_points(pupil, phone, mates):
    for one, (right, down) in ((pupil, (0.25, 0.5)), (phone, (0.75, 0.25))):
        one.page.wait_for_selector("#class-plane")
        box = one.page.locator("#class-plane").bounding_box()
        at = (box["x"] + right * box["width"], box["y"] + down * box["height"])
        one.page.touchscreen.tap(*at) if one is phone else one.page.mouse.click(*at)
        one.wait_for_text("class-point-words", "Your point: ")
    for i, mate in enumerate(mates):
        assert mate.act(type="point", x=0.4 + 0.2 * i, y=2 + i)["me"]["point"] == [0.4 + 0.2 * i, 2 + i]


def a_point_moves_while_all_learn(teacher, pupil):
    teacher.press("start")
    teacher.wait_for_epoch(3)
    pupil.page.focus("#class-plane")
    before = pupil.page.evaluate(f"{STATE}.room.me.point[1]")
    pupil.page.keyboard.press("ArrowUp")
    pupil.wait_until(f"{STATE}.room.me.point[1] > {before}")
    moved = pupil.page.evaluate(f"{STATE}.room.me.point[1]")
    teacher.wait_until(f"{STATE}.points.targets.some((y) => Math.abs(y - {moved}) < 1e-9)")
    epoch = teacher.epoch()
    assert epoch >= 3
    teacher.wait_for_epoch(epoch + 2)


def one_is_the_outlier_in_secret(teacher, pages, mate):
    teacher.press("class-tasks")
    teacher.page.click("text=Make one an outlier")
    teacher.wait_until(f"{STATE}.room.state.points.outlier")
    mark = "document.querySelector('[data-outlier]') !== null"
    in_secret = "document.querySelector('#class-point-view')?.textContent.includes('In secret')"
    teacher.wait_until("document.querySelector('#class-tasks-view') !== null")
    for _ in range(300):
        chosen = [page for page in pages if page.page.evaluate(mark)]
        if chosen or mate.ask_me().get("outlier"):
            break
        teacher.settle(100)
    assert len(chosen) + bool(mate.ask_me().get("outlier")) == 1
    for page in chosen:
        page.wait_until(in_secret)
    assert not teacher.page.evaluate(mark)
