"""What a tab has kept is input too: broken, hostile, huge or outdated, it gives a clean new page that says so."""

import copy
import json

import pytest

from tests.support import Student

UNREADABLE = "What this tab had kept of a run could not be used, so the run starts anew."
OUTDATED = "This page was updated while you were away, so the run starts anew."
PAGE = "dash_clientside.chalkline"


@pytest.fixture(scope="module")
def stored(chromium, server):
    """What a real page keeps: a run with momentum, one run kept to compare, two panels open."""
    student = Student(chromium, server.url).open()
    student.press("more-button")
    student.page.select_option("#optimizer", "momentum")
    student.set_rate(0.1)
    student.press("start")
    student.wait_for_epoch(5)
    student.press("pause")
    student.press("chip-map")
    student.press("chip-compare")
    student.press("keep-run")
    student.settle(300)
    text = student.page.evaluate("() => { dispatchEvent(new Event('pagehide')); return sessionStorage.chalkline; }")
    settings = student.page.evaluate(f"() => {PAGE}.page.settings")
    student.close()
    return json.loads(text), settings


@pytest.fixture
def opened(chromium, server):
    """Open a page in a tab that has kept these texts."""
    students = []

    def open_with(text):
        student = Student(chromium, server.url)
        students.append(student)
        given = json.dumps({"chalkline": text})
        # Before the page's own scripts, and not again at a reload.
        once = "if (!sessionStorage.given) Object.assign(sessionStorage, %s, { given: 1 });"
        student.context.add_init_script(once % given)
        return student.open()

    yield open_with
    for student in students:
        student.close()


def changed(state, path, value):
    spoilt = copy.deepcopy(state)
    *parents, last = [int(name) if name.isdigit() else name for name in path.split("/")]
    place = spoilt
    for name in parents:
        place = place[name]
    place[last] = value
    return spoilt


def check_clean(student, sentence):
    """A new page at epoch 0 with its own points, which runs; and what was kept before is gone."""
    assert student.text("sentence") == sentence
    assert student.epoch() == 0
    student.press("start")
    student.wait_for_epoch(3)
    student.press("pause")
    student.reload()
    assert student.epoch() >= 3
    assert student.text("sentence") != sentence
    assert student.errors == []


def test_what_a_page_keeps_is_taken_over(opened, stored):
    student = opened(json.dumps(stored[0]))
    student.settle(300)
    assert student.epoch() == stored[0]["record"]["checkpoint"]["epoch"]
    assert student.page.input_value("#optimizer") == "momentum"
    assert student.page.get_attribute("#chip-map", "aria-pressed") == "true"
    assert "could not" not in student.text("sentence")
    assert student.errors == []


BROKEN = {
    "no JSON": "{",
    "null": "null",
    "an empty object": "{}",
    "nested without end": "[" * 100_000,
    "huge": '{"version":2,"x":"' + "x" * 4_100_000 + '"}',
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_record_gives_a_clean_new_page_that_says_so(opened, text):
    check_clean(opened(text), UNREADABLE)


def test_an_outdated_record_is_said_to_be_one(opened, stored):
    check_clean(opened(json.dumps({**stored[0], "version": 1})), OUTDATED)


SPOILT = [
    ("run", "<img src=x onerror=alert(1)>"),
    ("seq", -1),
    ("seq", 1e300),
    ("seeds/data", 2**32),
    ("seeds/start", 0.5),
    ("controls/n", 10**9),
    ("controls/batchSize", 0),
    ("controls/dataset", "__proto__"),
    ("controls/dataset", "toString"),
    ("controls/scaling", "sideways"),
    ("controls/optimizer", "constructor"),
    ("controls/learningRate", 11),
    ("controls/noise", -1),
    ("controls/noise", None),
    ("controls/speed", 10**6),
    ("controls/momentum", 1),
    ("controls/weightDecay", "0"),
    ("look/panels", ["map", "step", "code"]),
    ("look/panels", ["<script>"]),
    ("look/shape", "stars"),
    ("look/limits", 1),
    ("look/shown", None),
    ("look/shown/Data", "yes"),
    ("record/rows", []),
    ("record/rows", [[0, 1, 1, 1]] * 3000),
    ("record/rows/1", [1, 1, 1]),
    ("record/rows/1", [1, 1, 1, None]),
    ("record/rows/1/0", 99),
    ("record/start", None),
    ("record/start/parameters", {"__proto__": 1}),
    ("record/checkpoint/parameters/linear.weight", [0.5, 0.5]),
    ("record/checkpoint/parameters/linear.bias", []),
    ("record/checkpoint/epoch", -1),
    ("record/checkpoint/step", "5"),
    ("record/checkpoints", []),
    ("record/checkpoints/0", {}),
    ("record/segments/0/data", {"kind": "moons"}),
    ("record/segments/0/training", {"optimizer": None}),
    ("record/segments/0/training/optimizer/name", "lion"),
    ("record/diverged", "no"),
    ("goal", {"epoch": 1e9, "data": {"kind": "line"}, "training": {"optimizer": {"name": "sgd", "learning_rate": 1}}}),
    ("goal", 5),
    ("keptRuns", None),
    ("keptRuns/0/number", 9),
    ("keptRuns/0/rows", []),
    ("keptRuns/0/rows/0", [0, 1, 1]),
    ("keptRuns/0/optimizer", {"name": "sgd", "learning_rate": "fast"}),
    ("keptRuns/0/shown", {}),
]


def test_a_record_is_taken_over_whole_or_not_at_all(script, stored):
    state, settings = stored
    check = "(state, settings) => chalkline.kept.checked(state, settings)"
    kept = script(check, state, settings)
    assert kept == {name: value for name, value in state.items() if name != "version"}
    for path, value in SPOILT:
        assert script(check, changed(state, path, value), settings) is None, path
    for name in ("run", "seeds", "controls", "seq", "look", "record", "goal", "keptRuns"):
        assert script(check, {key: value for key, value in state.items() if key != name}, settings) is None, name


def test_a_replay_without_a_run_is_not_taken_over(script, stored):
    state, settings = stored
    [segment, *_] = state["record"]["segments"]
    goal = {"epoch": 1, "data": segment["data"], "training": segment["training"], "then": None}
    check = "(state, settings) => chalkline.kept.checked(state, settings) !== null"
    assert script(check, {**state, "goal": goal}, settings)
    assert not script(check, {**state, "goal": goal, "record": None}, settings)


def test_what_no_page_wrote_does_not_come_along(script, stored):
    state, settings = stored
    polluted = """(text, settings) => {
        const kept = chalkline.kept.checked(JSON.parse(text), settings);
        return [{}.polluted, kept.look.polluted, kept.seeds.polluted, Object.keys(kept.look).sort().join()];
    }"""
    text = json.dumps(state).replace('"look": {', '"look": {"__proto__": {"polluted": 1}, "mode": "x", ')
    text = text.replace('"seeds": {', '"seeds": {"__proto__": {"polluted": 1}, ')
    assert script(polluted, text, settings) == [None, None, None, "limits,logarithmic,panels,shape,shown"]


@pytest.mark.parametrize(("path", "value"), [("seq", 1e300), ("controls/n", 10**9), ("look/shown", 1)])
def test_a_hostile_record_gives_a_clean_new_page_that_says_so(opened, stored, path, value):
    check_clean(opened(json.dumps(changed(stored[0], path, value))), UNREADABLE)


def test_a_run_that_only_the_server_can_refuse_starts_anew_with_a_sentence(opened, stored):
    state = changed(stored[0], "record/checkpoint/buffers", {"linear.weight.momentum_buffer": [1, 2, 3]})
    student = opened(json.dumps(state))
    student.wait_for_text("sentence", UNREADABLE)
    student.wait_until("document.querySelector('#epoch').textContent === '0'")
    student.press("start")
    student.wait_for_epoch(3)
    student.page.close()
