"""The clock's gate: one command in flight, at most ten a second, never silent for ever."""

from itertools import pairwise

import pytest

RUN = """
(script) => {
    const gate = new chalkline.Gate();
    const wish = { look: false, epochsToGoal: 0, playing: true, speed: 1, answered: false };
    const log = [];
    for (const [now, action, value] of script) {
        if (action === "begin") gate.begin(now, value);
        if (action === "wish") Object.assign(wish, value);
        if (action === "ask") {
            const epochs = gate.decide(now, { ...wish, answered: value === "answered" });
            log.push(epochs);
            if (epochs !== null) gate.sent(now, epochs, wish.speed);
        }
        if (action === "answer") log.push(gate.accepts({ seq: gate.seq, pace_ms: value || 100 }, now));
        if (action === "old answer") log.push(gate.accepts({ seq: gate.seq - 1, pace_ms: 100 }, now));
        if (action === "away") gate.away = value;
        if (action === "forget") gate.forget();
        if (action === "lost") log.push(gate.lose(gate.seq - (value || 0)));
        if (action === "found") gate.found(now, Boolean(value));
        if (action === "doubt?") log.push(gate.isInDoubt(now));
        if (action === "failures?") log.push(gate.failures);
        if (action === "seq?") log.push(gate.seq);
        if (action === "due?") log.push(gate.untilDue(now));
        if (action === "waiting?") log.push(gate.isWaiting(now));
    }
    return log;
}
"""


def test_one_command_is_in_flight(script):
    events = [[0, "begin", 1], [0, "ask"], [100, "ask"], [200, "ask"], [210, "answer"], [300, "ask"]]
    assert script(RUN, events)[:3] == [1, None, None]
    assert script(RUN, events)[3:] == [True, 3]


def test_ten_ticks_a_second_ask_for_one_epoch_each(script):
    events = [[0, "begin", 1]]
    for tick in range(100):
        events += [[100 * tick + (tick % 3) * 4, "ask"], [100 * tick + 30, "answer"]]
    asked = [entry for entry in script(RUN, events) if entry is not True]
    assert asked == [1] * 100


@pytest.mark.parametrize(
    ("speed", "round_trip", "asked"), [(1, 400, 4), (5, 250, 12.5), (25, 150, 37.5), (100, 900, 100)]
)
def test_slow_answers_are_made_up_for_in_epochs(script, speed, round_trip, asked):
    events = [[0, "wish", {"speed": speed}], [0, "begin", speed]]
    for turn in range(40):
        events += [[turn * round_trip, "ask", "answered"], [(turn + 1) * round_trip, "answer"]]
    epochs = [entry for entry in script(RUN, events) if entry is not True][1:]
    assert sum(epochs) / len(epochs) == pytest.approx(asked, rel=0.02)
    assert max(epochs) <= 100


def test_a_longer_pace_asks_less_often_for_as_many_epochs(script):
    events = [[0, "begin", 1], [0, "ask"], [20, "answer", 300]]
    events += [[100, "ask"], [200, "ask"], [300, "ask"]]
    assert script(RUN, events) == [1, True, None, None, 3]


def test_no_answer_asks_again_after_3_6_12_and_20_seconds(script):
    events = [[0, "begin", 1], *[[now, "ask"] for now in range(0, 70_000, 500)]]
    log = script(RUN, events)
    times = [500 * i for i, epochs in enumerate(log) if epochs is not None]
    assert [later - earlier for earlier, later in pairwise(times)][:5] == [
        3000,
        6000,
        12000,
        20000,
        20000,
    ]


def test_where_answers_are_slow_patience_starts_longer(script):
    events = [[0, "begin", 1], [0, "ask"], [2900, "answer"], [2900, "ask", "answered"]]
    events += [[2900 + 500 * i, "ask"] for i in range(1, 14)]
    log = script(RUN, events)[2:]
    assert [i for i, epochs in enumerate(log) if epochs is not None] == [0, 12]


def test_an_answer_from_before_a_pause_or_a_reset_is_dropped(script):
    events = [[0, "begin", 1], [0, "ask"], [10, "forget"], [20, "answer"]]
    assert script(RUN, events) == [1, False]
    again = [[0, "begin", 1], [0, "ask"], [10, "forget"], [100, "ask"], [110, "old answer"], [120, "answer"]]
    assert script(RUN, again) == [1, 1, False, True]


def test_nothing_is_asked_while_the_server_is_away(script):
    events = [[0, "begin", 1], [0, "away", True], [100, "ask"], [200, "waiting?"], [300, "away", False], [300, "ask"]]
    assert script(RUN, events) == [None, True, 4]


def test_a_look_and_a_goal_come_first_and_need_no_playing(script):
    still = {"playing": False, "look": True}
    assert script(RUN, [[0, "wish", still], [0, "ask"]]) == [0]
    goal = {"playing": False, "epochsToGoal": 250}
    assert script(RUN, [[0, "wish", goal], [0, "ask"]]) == [100]
    assert script(RUN, [[0, "wish", {"playing": False}], [0, "ask"]]) == [None]


def test_asking_again_is_the_same_command_and_its_first_answer_will_do(script):
    events = [
        [0, "begin", 1],
        [0, "ask"],
        [0, "seq?"],
        [3000, "ask"],
        [3000, "seq?"],
        [4000, "answer"],
        [4001, "answer"],
    ]
    assert script(RUN, events) == [1, 1, 1, 1, True, False]


def test_patience_counts_from_the_last_copy_and_the_round_trip_from_the_first(script):
    events = [[0, "begin", 1], [0, "ask"], [3000, "ask"], [8000, "ask"], [8500, "answer"], [8500, "ask", "answered"]]
    events += [[8500 + 500 * i, "ask"] for i in range(1, 42)]
    log = script(RUN, events)[5:]
    assert [i for i, epochs in enumerate(log, start=1) if epochs is not None] == [40]


def test_a_lost_command_is_asked_for_anew_once_the_server_is_found(script):
    events = [[0, "begin", 1], [0, "ask"], [10, "lost"], [20, "ask"], [30, "found"], [100, "ask"], [100, "seq?"]]
    assert script(RUN, events) == [1, True, None, 1, 2]


def test_a_command_that_may_still_be_answered_is_not_given_up_when_the_server_is_found(script):
    events = [[0, "begin", 1], [0, "ask"], [2000, "away", True], [2500, "found"], [2600, "seq?"], [2600, "answer"]]
    assert script(RUN, events) == [1, 1, True]


def test_an_outage_does_not_count_as_a_slow_answer(script):
    events = [[0, "begin", 1], [0, "ask"], [30_000, "found", True], [30_000, "ask"], [30_050, "answer"]]
    events += [[30_100, "ask"], [31_200, "doubt?"], [33_100, "waiting?"]]
    assert script(RUN, events) == [1, 1, True, 100, True, True]


def test_doubt_begins_after_a_second_and_later_where_answers_are_slow(script):
    events = [[0, "begin", 1], [0, "doubt?"], [0, "ask"], [900, "doubt?"], [1000, "doubt?"], [4000, "answer"]]
    events += [[4000, "ask", "answered"], [9900, "doubt?"], [10_000, "doubt?"]]
    assert script(RUN, events) == [False, 1, False, True, True, 40, False, True]


def test_the_failure_of_a_command_given_up_long_ago_says_nothing(script):
    events = [
        [0, "begin", 1],
        [0, "ask"],
        [10, "forget"],
        [20, "lost"],
        [100, "ask"],
        [110, "lost", 1],
        [110, "failures?"],
    ]
    assert script(RUN, events) == [1, False, 1, False, 0]


def test_failures_are_counted_until_an_answer_and_an_answer_shows_that_the_server_is_there(script):
    events = [[0, "begin", 1], [0, "ask"], [10, "lost"], [20, "found"], [100, "ask"], [110, "lost"]]
    events += [[110, "failures?"], [120, "away", True], [130, "answer"], [130, "failures?"], [230, "ask"]]
    assert script(RUN, events) == [1, True, 1, True, 2, True, 0, 1]


SEARCH = """
async (answers, knownAway) => {
    const log = [];
    window.fetch = (url, { signal }) => {
        const answer = answers.shift();
        log.push(`asked, told ${answer}`);
        return new Promise((resolve, reject) => {
            signal.addEventListener("abort", () => { log.push("given up"); reject(new Error("aborted")); });
            if (answer === "refused") reject(new TypeError("refused"));
            if (answer !== "nothing" && answer !== "refused") resolve(new Response(answer));
        });
    };
    await new Promise((resolve) => {
        const found = (wasAway) => { log.push(wasAway ? "found again" : "found"); resolve(); };
        const search = new chalkline.link.Search("/healthz", found, () => log.push("missed"));
        search.begin(knownAway);
        log.push("begun");
        search.begin(knownAway);
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    return log;
}
"""


def test_a_search_asks_at_once_and_then_again_and_again(script):
    assert script(SEARCH, ["ok"], False) == ["asked, told ok", "begun", "found"]
    assert script(SEARCH, ["refused", "ok"], False) == [
        *("asked, told refused", "begun", "missed"),
        *("asked, told ok", "found again"),
    ]


def test_a_proxys_page_is_not_the_server(script):
    assert script(SEARCH, ["<h1>ok</h1>", "ok"], False)[2:] == ["missed", "asked, told ok", "found again"]


def test_a_question_that_is_never_answered_is_overtaken_and_given_up(script):
    log = script(SEARCH, ["nothing", "nothing", "ok"], False)
    assert log[:4] == ["asked, told nothing", "begun", "asked, told nothing", "asked, told ok"]
    assert log[4:] == ["given up", "given up", "found again"]


def test_where_only_ticks_fail_a_search_does_not_ask_at_once(script):
    assert script(SEARCH, ["ok"], True) == ["missed", "begun", "asked, told ok", "found again"]


LATE_TIMERS = """
(late) => {
    const gate = new chalkline.Gate();
    const wish = { look: false, epochsToGoal: 0, playing: true, speed: 1, answered: false };
    const asked = [];
    gate.begin(0, 1);
    let now = 0;
    while (now < 20000) {
        const epochs = gate.decide(now, wish);
        if (epochs === null) throw new Error(`nothing was due at ${now}`);
        asked.push(epochs);
        gate.sent(now, epochs, 1);
        gate.accepts({ seq: gate.seq, pace_ms: 100 }, now + 5);
        now += gate.untilDue(now) + late;
    }
    return asked;
}
"""


@pytest.mark.parametrize("late", [0, 1, 4, 15])
def test_timers_that_are_late_do_not_make_the_beat_late(script, late):
    asked = script(LATE_TIMERS, late)
    assert set(asked) == {1}
    assert len(asked) in (200, 201)


def test_the_next_tick_is_due_a_pace_after_the_last_beat(script):
    events = [[0, "begin", 1], [0, "ask"], [0, "due?"], [30, "answer", 250], [30, "due?"], [300, "due?"]]
    assert script(RUN, events) == [1, 100, True, 220, -50]
