"""Runs that members send: shown beside one another, exact to the bit, and judged by a replay."""

import csv
import io
import json

import pytest

from app.export.record import parse_record
from app.rooms.download import cell
from components.text import text
from model.data import DATA_SETS
from model.optimizers import SGD, TrainingSettings
from model.record import replay
from tests.app.rooms.school import LINE, Pupil
from tests.runs import Run
from tests.support import with_value

DATA = DATA_SETS["line"](n=20, noise=0.25, seed=7)


def run_of(epochs, rate=0.65, data=DATA, start=None):
    return Run(data, TrainingSettings(SGD(rate)), start).epochs(epochs)


def claim_of(run):
    last = run.history[-1]
    return {"epochs": last.epoch, "weight": last.weight[0], "bias": last.bias, "loss": last.loss}


def dot_of(teacher, pupil):
    return teacher.room.members[pupil.member].handle


def test_chosen_runs_replay_on_every_page_to_the_bit_in_the_teachers_order(teacher, join):
    pupils = [join() for _ in range(3)]
    runs = [run_of(5 + i, 0.1 * (i + 1)) for i in range(3)]
    handles = [dot_of(teacher, pupil) for pupil in pupils]
    order = [2, 0, 1]
    teacher.drive("snapshots", handles=[handles[i] for i in order], to="all")
    for pupil, run in zip(pupils, runs, strict=True):
        assert pupil.poll()["me"]["wanted"] == "snapshot"
        assert "wanted" not in pupil.send("snapshot", run.body())["me"]
    assert [entry["ready"] for entry in teacher.watch()["teacher"]["snapshots"]] == [True] * 3
    told = pupils[0].poll()["changed"]["replay"]
    assert [entry["letter"] for entry in told["snapshots"]] == ["A", "B", "C"]
    for place, entry in zip(order, told["snapshots"], strict=True):
        assert entry.keys() == {"letter", "record"}
        assert replay(parse_record(json.dumps(entry["record"]).encode(), DATA_SETS)) == runs[place].history
    teacher.drive("snapshots-to", to="wall")
    assert pupils[0].poll()["changed"]["replay"] is None
    assert teacher.watch()["changed"]["replay"]["snapshots"] == told["snapshots"]


def test_a_run_that_was_not_asked_for_or_is_none_is_not_shown(teacher, join):
    one, other = join(), join()
    run = run_of(3).body()
    assert one.send("snapshot", run) == {"refused": "not-wanted"}
    teacher.drive("snapshots", handles=[dot_of(teacher, one)])
    assert other.send("snapshot", run) == {"refused": "not-wanted"}
    assert one.send("snapshot", run | {"epoch": -1})["refused"] == "server.unusable"
    assert one.send("snapshot", {"large": "x" * 70_000}) == {"refused": "too-large"}
    assert teacher.watch()["teacher"]["snapshots"][0]["ready"] is False
    one.send("snapshot", run)
    assert one.send("snapshot", run) == {"refused": "not-wanted"}


def test_a_run_chosen_anew_is_asked_for_anew_and_the_old_one_forgotten(teacher, join):
    one = join()
    handle = dot_of(teacher, one)
    for epochs in (3, 4):
        teacher.drive("snapshots", handles=[handle])
        assert one.poll()["me"]["wanted"] == "snapshot"
        one.send("snapshot", run_of(epochs).body())
    rows = [field for field in teacher.room.rows if field.startswith("s:")]
    assert len(rows) == 1
    teacher.drive("snapshots", handles=[])
    assert not [field for field in teacher.room.rows if field.startswith("s:")]
    assert teacher.watch()["changed"]["replay"] is None


def test_who_passes_is_on_the_board_in_epochs(teacher, join):
    slow, fast = join(), join()
    data = {"kind": "line", "n": 20, "noise": 0.25, "seed": 7}
    teacher.drive("challenge", kind="within", percent=1, epochs=200, data=data)
    passed = {}
    for pupil, rate in ((slow, 0.2), (fast, 0.6)):
        run = run_of(150, rate)
        passed[rate] = pupil.send("challenge", run.body(), claim_of(run))["result"]
        assert passed[rate]["rate"] == rate
    assert passed[0.2]["epochs"] > passed[0.6]["epochs"]
    challenge = slow.poll()["changed"]["challenge"]
    assert (challenge["passed"], challenge.get("rows")) == (2, None)
    teacher.drive("board", on=True)
    rows = slow.poll()["changed"]["challenge"]["rows"]
    assert rows == [passed[0.6], passed[0.2]]
    teacher.drive("board", on=True, names=True)
    slow.act("hide", hidden=True)
    teacher.drive("board", on=True, names=True)
    rows = slow.poll()["changed"]["challenge"]["rows"]
    assert rows[0]["name"] == fast.joined["me"]["name"]
    assert "name" not in rows[1]
    worse = run_of(150, 0.2)
    fast.send("challenge", worse.body(), claim_of(worse))
    assert fast.poll()["me"]["result"]["epochs"] == passed[0.6]["epochs"]


def test_what_counts_is_what_a_replay_finds(teacher, join):
    one = join()
    data = {"kind": "line", "n": 20, "noise": 0.25, "seed": 7}
    teacher.drive("challenge", ready="within-200", data=data)
    good = run_of(150, 0.6)
    claim = claim_of(good)
    for field, value in (("loss", 0.0), ("weight", claim["weight"] + 1e-7), ("epochs", 149), ("bias", 3.0)):
        assert one.send("challenge", good.body(), claim | {field: value}) == {"refused": "other-numbers"}
    assert one.send("challenge", good.body()) == {"refused": "other-numbers"}
    tampered = with_value(good.body(), "start/parameters/linear.weight", [2.0])
    assert one.send("challenge", tampered, claim) == {"refused": "other-numbers"}
    late = run_of(150, 0.01)
    assert one.send("challenge", late.body(), claim_of(late)) == {"refused": "not-passed"}
    easy = run_of(150, 0.6, DATA_SETS["line"](n=20, noise=0.0, seed=7))
    assert one.send("challenge", easy.body(), claim_of(easy)) == {"refused": "other-data"}
    long = good.body() | {"epoch": 5_001}
    assert one.send("challenge", long, claim) == {"refused": "too-long"}
    assert "result" not in one.poll()["me"]
    teacher.drive("challenge-phase", phase="closed")
    assert one.send("challenge", good.body(), claim) == {"refused": "closed"}
    teacher.drive("challenge-phase", phase="open")
    assert one.send("challenge", good.body(), claim)["result"]["epochs"] <= 200


def test_the_largest_rate_is_that_of_the_whole_run(teacher, join):
    one = join()
    teacher.drive("challenge", ready="largest-rate", data=LINE)
    mixed = Run(DATA, TrainingSettings(SGD(0.7))).epochs(100).change(learning_rate=0.1).epochs(100)
    assert one.send("challenge", mixed.body(), claim_of(mixed)) == {"refused": "several-rates"}
    for settings in (SGD(0.6, momentum=0.5), SGD(0.6, weight_decay=0.01)):
        other = Run(DATA, TrainingSettings(settings)).epochs(100)
        assert one.send("challenge", other.body(), claim_of(other)) == {"refused": "not-plain"}
    batched = Run(DATA, TrainingSettings(SGD(0.1), batch_size=5)).epochs(100)
    assert one.send("challenge", batched.body(), claim_of(batched)) == {"refused": "not-plain"}
    for rate in (0.6, 0.7, 0.65):
        run = run_of(300, rate)
        assert one.send("challenge", run.body(), claim_of(run))["result"]["rate"] == rate
    assert one.poll()["me"]["result"]["rate"] == 0.7


def test_each_has_its_own_sample_where_samples_differ(teacher, join):
    one = join()
    teacher.drive("same", sample="own")
    teacher.drive("challenge", ready="within-200", data=LINE)
    own = run_of(150, 0.6, DATA_SETS["line"](n=20, noise=0.25, seed=one.joined["me"]["seed"]))
    assert one.send("challenge", run_of(150, 0.6).body(), claim_of(run_of(150, 0.6))) == {"refused": "other-data"}
    assert "result" in one.send("challenge", own.body(), claim_of(own))


def table(body):
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def test_the_teacher_takes_tables_home_without_names(teacher, join):
    one, other = join(), join()
    teacher.drive("names", allowed=True)
    one.act("name", own="=cmd()")
    one.tick(7)
    teacher.drive("ask", ready="line-by-hand")
    other.act("answer", question=1, round=1, value=[2, -3], confidence=4)
    teacher.drive("ask", kind="choice", text="=Which, then?", choices=["Up", "Down"])
    other.act("answer", question=2, round=1, value=1)
    teacher.drive("handing", on=True)
    other.act("hand-in", link="=v1&lr=0.1")
    head, *rows = table(teacher.download("runs"))
    assert head[:3] == ["member", "phase", "epoch"]
    assert sorted(row[2] for row in rows) == ["0", "7"]
    [line] = table(teacher.download("answers"))[1:]  # the second question is open
    teacher.drive("ask-phase", phase="closed")
    again, choice = table(teacher.download("answers"))[1:]
    assert again[1:] == line[1:]
    assert line[1:] == ["1", text("class.ready.line-by-hand.ask"), "1", "2", "-3", "4"]
    assert choice[1:] == ["2", "'=Which, then?", "1", "Down", "", ""]
    assert table(teacher.download("handed"))[1][1] == "'=v1&lr=0.1"
    everything = b"".join(teacher.download(name) for name in ("runs", "answers", "handed", "snapshots"))
    assert b"cmd" not in everything
    assert one.member.encode() not in everything
    assert teacher.worker.ask("download", code=teacher.code, key=one.token, table="runs") == {"refused": "key"}


@pytest.mark.parametrize("written", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1"])
def test_no_cell_is_a_formula(written):
    assert cell(written) == "'" + written
    assert cell("a" + written) == "a" + written
    assert cell(-1.5) == "-1.5"


def test_runs_are_handed_in_until_that_ends(teacher, join):
    one = join()
    assert one.act("hand-in", link="v=1") == {"refused": "closed"}
    teacher.drive("handing", on=True)
    assert one.act("hand-in", link="v=1")["me"]["handed"] is True
    assert teacher.watch()["teacher"]["handed"] == 1
    assert one.act("hand-in", link=None)["me"].get("handed") is None
    for link in ("", "v=1 x", "v=1\n", "ü", "x" * 4001):
        assert one.act("hand-in", link=link)["refused"] == "server.unusable"
    one.act("hand-in", link="v=1")
    teacher.drive("handing", on=False)
    assert one.act("hand-in", link="v=2") == {"refused": "closed"}
    assert table(teacher.download("handed"))[1][1] == "v=1"


def test_a_latecomer_gets_the_runs_that_are_shown(teacher, join, worker):
    one = join()
    teacher.drive("snapshots", handles=[dot_of(teacher, one)], to="all")
    one.send("snapshot", run_of(3).body())
    assert len(Pupil(worker, teacher.code).joined["state"]["replay"]["snapshots"]) == 1


@pytest.mark.parametrize(
    ("value", "written"),
    [
        *[(2.0, "2"), (-0.0, "0"), (0.1, "0.1"), (5e-5, "0.00005"), (1e-7, "1e-7"), (1.5e-9, "1.5e-9")],
        *[(1e21, "1e+21"), (1e20, "100000000000000000000"), (-1234.5, "-1234.5"), (float("nan"), "")],
    ],
)
def test_numbers_are_written_as_the_page_writes_them(value, written):
    assert cell(value) == written


def test_the_teacher_opens_what_was_handed_in(teacher, join, worker):
    one, other = join(), join()
    teacher.drive("handing", on=True)
    one.act("hand-in", link="lr=.1&at=5")
    assert worker.ask("handed", code=teacher.code, key=teacher.key) == {"links": ["lr=.1&at=5"]}
    assert worker.ask("handed", code=teacher.code, key=other.token) == {"refused": "key"}
    raw = {"code": teacher.code, "key": teacher.key, "table": "handed"}
    rows = table(worker.ask("download", **raw, page="https://school.example/line/"))
    assert rows[1][1] == "https://school.example/line/?lr=.1&at=5"
    for page in ("=cmd()", "javascript:x", "https://a b", "https://" + "x" * 300):
        assert worker.ask("download", **raw, page=page)["refused"] == "server.unusable"
