"""Predict, talk, predict again; the tempo; and how much of it leaves the server when."""

import json

import numpy as np
import pytest

from app.rooms.results import counts_in, edges_of
from model import theory
from model.data import LineData, load
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer


def answer(pupil, value, round_=1, question=1, **more):
    return pupil.act("answer", question=question, round=round_, value=value, **more)


def test_both_rounds_lie_over_each_other(teacher, join):
    pupils = [join() for _ in range(4)]
    teacher.drive("ask", kind="choice", text="Which?", choices=["a", "b", "c"], truth=1)
    for pupil, (value, sure) in zip(pupils, [(0, 5), (0, 2), (1, 4), (2, 5)], strict=True):
        assert answer(pupil, value, confidence=sure)["me"]["answered"]["1.1"] == {"value": value, "confidence": sure}
    assert teacher.watch()["teacher"]["waiting"] == {"answers": 4}
    teacher.drive("ask-phase", phase="open", round=2)
    assert teacher.watch()["teacher"]["waiting"] == {"answers": 0}
    for pupil in pupils[:3]:
        answer(pupil, 1, 2, confidence=4)
    shown = teacher.drive("ask-phase", phase="shown", to="all")["changed"]["ask"]["results"]
    assert [entry["counts"] for entry in shown["rounds"]] == [[2, 1, 1], [0, 3, 0]]
    assert [entry["sure"] for entry in shown["rounds"]] == [[1, 1, 1], [0, 3, 0]]
    assert shown["rounds"][0]["confidence"] == [[0, 1, 0, 0, 1], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1]]
    assert shown["sure_and_wrong"] == [2, 0]
    assert pupils[0].poll()["changed"]["ask"]["results"] == shown


def test_numbers_are_counted_in_the_same_bins_in_both_rounds(teacher, join):
    pupils = [join() for _ in range(5)]
    teacher.drive("ask", ready="largest-rate")
    for i, pupil in enumerate(pupils):
        answer(pupil, 0.1 + 0.2 * i, confidence=5)
    teacher.drive("ask-phase", phase="open", round=2)
    for pupil in pupils:
        answer(pupil, 0.8, 2)
    pupils[0].tick(100, rate=0.7)
    pupils[0].tick(100, rate=0.7)
    shown = teacher.drive("ask-phase", phase="shown")["changed"]["ask"]["results"]
    first, second = shown["rounds"]
    assert first["edges"] == second["edges"]
    assert (first["edges"][0], first["edges"][-1]) == pytest.approx((0.1, 0.9))
    assert (sum(first["counts"]), sum(second["counts"]), max(second["counts"])) == (5, 5, 5)
    assert sum(first["sure"]) == 5
    assert shown["outcome"] == {"converged": [0.7], "diverged": []}
    assert "truth" not in shown


def test_a_line_by_hand_is_a_place(teacher, join):
    one = join()
    teacher.drive("ask", ready="line-by-hand")
    assert answer(one, 2.0) == {"refused": "answer"}
    answer(one, [2.0, 3.0], confidence=3)
    shown = teacher.drive("ask-phase", phase="shown")["changed"]["ask"]["results"]
    assert shown["rounds"] == [{"answers": 1, "answers_at": [[2.0, 3.0, 3]]}]


def losses_of(trainer, epochs):
    losses = []
    for _ in range(epochs):
        trainer.run_epoch()
        losses.append(trainer.snapshot().loss)
    return losses


def epochs_near(rate, data):
    """How many of 3,000 epochs a run needs to stay within 1 % of the lowest loss; None where it does not come there."""
    points = load(data)
    best = theory.least_squares(points.training_features, points.training_targets)
    trainer = Trainer(points, TrainingSettings(SGD(rate)))
    losses = losses_of(trainer, 3_000)
    far = [i for i, loss in enumerate(losses) if not loss <= 1.01 * best.loss]
    return None if far[-1] == len(losses) - 1 else far[-1] + 2


def test_the_largest_rate_that_is_right_is_that_of_the_data(teacher, join):
    """Runs at both sides of it, on three samples and another scale, say so."""
    for data in (LineData(), LineData(n=20, seed=7), LineData(scaling="ten")):
        raw = {"kind": "line", "n": data.n, "noise": data.noise, "seed": data.seed, "scaling": data.scaling}
        teacher.drive("ask", ready="largest-rate", data=raw)
        shown = teacher.drive("ask-phase", phase="shown")["changed"]["ask"]["results"]
        truth = shown["truth"]
        assert shown["tolerance"] == pytest.approx(0.05 * truth, rel=0.01)
        losses = {}
        for rate in (0.97 * truth, 1.03 * truth):
            losses[rate] = losses_of(Trainer(load(data), TrainingSettings(SGD(rate))), 300)
        below, above = losses.values()
        assert below[-1] < below[100]
        assert above[-1] > above[100]
    assert teacher.drive("ask", ready="largest-rate", data={"kind": "line", "n": -1})["refused"] == "server.unusable"


def test_the_larger_rate_needs_fewer_epochs_then_more_and_then_diverges():
    data = LineData(n=250, seed=0)
    limit = theory.largest_stable_learning_rate(load(data).training_features)
    needs = [epochs_near(share * limit, data) for share in (0.06, 0.12, 0.25, 0.5, 0.83, 0.98, 1.02)]
    assert needs[:5] == sorted(needs[:5], reverse=True)
    assert needs[5] > needs[4]
    assert needs[6] is None


def test_a_line_is_right_where_it_is_nowhere_far_from_least_squares(teacher, join):
    data = LineData(n=20, seed=7)
    points = load(data)
    slope, level = np.polyfit(points.features[:, 0], points.targets, 1)
    pupils = [join() for _ in range(4)]
    raw = {"kind": "line", "n": 20, "noise": data.noise, "seed": 7, "scaling": data.scaling}
    teacher.drive("ask", ready="line-by-hand", data=raw)
    rmse = float(np.sqrt(np.mean((slope * points.features[:, 0] + level - points.targets) ** 2)))
    lines = [(slope, level), (slope + 0.8 * rmse, level), (slope + 1.3 * rmse, level), (slope, level - 1.3 * rmse)]
    for pupil, line in zip(pupils, lines, strict=True):
        answer(pupil, [float(value) for value in line], confidence=5)
    shown = teacher.drive("ask-phase", phase="shown")["changed"]["ask"]
    assert shown["results"]["truth"] == pytest.approx([slope, level], abs=1e-6)
    assert shown["results"]["tolerance"] == pytest.approx(rmse, rel=0.05)
    assert shown["results"]["sure_and_wrong"] == [2]
    assert "span" not in shown


def test_without_one_line_to_find_nothing_counts_as_right(teacher):
    for data in ({"kind": "house-prices", "n": 40, "noise": 10.0, "seed": 0, "scaling": "inside"}, None):
        teacher.drive("ask", ready="line-by-hand", **({"data": data} if data else {}))
        shown = teacher.drive("ask-phase", phase="shown")["changed"]["ask"]["results"]
        assert "truth" not in shown


@pytest.mark.parametrize(("low", "high"), [(0.1, 0.9), (0.0, 10.0), (-3.7, 1e6), (0.8, 0.8), (0.0, 0.0), (-5e-4, 2e-4)])
def test_bins_end_at_round_numbers_and_hold_everything(low, high):
    edges = edges_of(low, high)
    assert sum(counts_in(edges, [low, high])) == 2
    assert counts_in(edges_of(0.3, 1.0), [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]) == [1, 0] * 6 + [1, 1]  # as typed
    assert 2 <= len(edges) <= 23
    step = edges[1] - edges[0]
    assert f"{step:.1e}"[:3] in ("1.0", "2.0", "2.5", "5.0")
    assert edges / step == pytest.approx(np.round(edges / step), abs=1e-6)


def test_the_runs_of_the_class_lie_over_its_answers_as_they_go_on(teacher, join):
    one = join()
    teacher.drive("ask", ready="largest-rate")
    assert "outcome" not in teacher.watch()["teacher"]
    teacher.drive("ask-phase", phase="shown")
    assert teacher.watch()["teacher"]["outcome"] == {"converged": [], "diverged": []}
    one.tick(100, rate=0.7)
    assert teacher.watch()["teacher"]["outcome"]["converged"] == [0.7]
    one.tick(100, rate=3.0, again=True)
    assert teacher.watch()["teacher"]["outcome"] == {"converged": [], "diverged": [3.0]}


@pytest.mark.parametrize("value", [-1, 3, 0.5, [0, 0], 1e300])
def test_what_is_no_answer_is_not_taken(teacher, join, value):
    one = join()
    teacher.drive("ask", kind="choice", text="Which?", choices=["a", "b", "c"])
    assert answer(one, value)["refused"] in ("answer", "server.unusable")
    assert one.poll()["me"]["answered"] == {}


def test_only_the_open_round_of_the_open_question_takes_answers(teacher, join):
    one = join()
    assert answer(one, 1) == {"refused": "closed"}
    teacher.drive("ask", ready="noise")
    assert answer(one, 1, question=2) == {"refused": "closed"}
    assert answer(one, 1, 2) == {"refused": "closed"}
    assert answer(one, 0)["me"]["answered"]["1.1"] == {"value": 0.0}
    assert answer(one, 1)["me"]["answered"]["1.1"] == {"value": 1.0}
    for phase in ("closed", "shown"):
        teacher.drive("ask-phase", phase=phase)
        assert answer(one, 0) == {"refused": "closed"}
    assert teacher.drive("ask-phase", phase="open", round=2)["changed"]["ask"]["round"] == 2
    assert teacher.drive("ask-phase", phase="open", round=1)["refused"] == "server.unusable"
    teacher.drive("ask-away")
    assert teacher.drive("ask-phase", phase="open")["refused"] == "server.unusable"


def test_of_very_many_answers_the_first_ones_leave(teacher, join, monkeypatch):
    monkeypatch.setattr("app.rooms.member_acts.MOST_ANSWERS", 3)
    one = join()
    for question in range(1, 6):
        teacher.drive("ask", ready="noise")
        answer(one, 0, question=question)
    assert list(one.poll()["me"]["answered"]) == ["3.1", "4.1", "5.1"]


def test_while_it_is_open_only_a_count_leaves_the_server(teacher, join):
    one, other = join(), join()
    teacher.drive("ask", kind="number", text="How much?", truth=0.73251, tolerance=0.01)
    answer(other, 0.41337, confidence=5)
    secret = ("0.41337", "0.73251")
    for phase in ("open", "closed"):
        teacher.drive("ask-phase", phase=phase)
        everything = [one.poll(), one.tick()["room"], one.look(), teacher.watch(keep=10**6)]
        told = json.dumps([*everything[:3], {k: v for k, v in everything[3].items() if k != "keep"}])
        assert not any(number in told for number in secret)
    shown = teacher.drive("ask-phase", phase="shown", to="wall")["changed"]["ask"]["results"]
    assert shown["truth"] == 0.73251
    assert not any(number in json.dumps(one.poll()) for number in secret)
    teacher.drive("ask-phase", phase="open", round=2)
    assert "results" not in teacher.watch()["changed"]["ask"]


@pytest.mark.parametrize(
    "question",
    [
        {"kind": "number"},
        {"kind": "choice", "text": "?"},
        {"kind": "choice", "text": "?", "choices": ["one"]},
        {"kind": "number", "text": "?", "choices": ["one", "two"]},
        {"kind": "number", "text": "?", "low": 2, "high": 1},
        {"kind": "number", "text": "?", "low": 0, "high": 1, "truth": 2},
        {"kind": "number", "text": "x" * 301},
        {"kind": "line", "text": "?", "truth": 1},
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(teacher, question):
    assert teacher.drive("ask", **question)["refused"] == "server.unusable"
    assert teacher.watch()["changed"]["ask"] is None


def test_a_tempo_is_shown_from_three_votes_on(teacher, join):
    pupils = [join() for _ in range(3)]
    for pupil, tempo in zip(pupils[:2], ("slower", "lost"), strict=True):
        pupil.act("tempo", tempo=tempo)
    assert teacher.watch()["teacher"]["tempo"] is None
    assert pupils[2].act("tempo", tempo="lost")["me"]["tempo"] == "lost"
    assert teacher.watch()["teacher"]["tempo"] == {"slower": 1, "lost": 2}
    pupils[0].act("tempo", tempo=None)
    assert teacher.watch()["teacher"]["tempo"] is None
    pupils[0].act("tempo", tempo="lost")
    assert teacher.watch()["teacher"]["tempo"] == {"lost": 3}
    pupils[2].act("leave")  # and the vote with whose it was
    assert teacher.watch()["teacher"]["tempo"] is None
    pupils[2].act("tempo", tempo="lost")
    teacher.drive("tempo-clear")
    assert teacher.watch()["teacher"]["tempo"] is None
    assert "tempo" not in pupils[0].poll()["me"]
