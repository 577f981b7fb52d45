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
