"""Whatever a teacher and several members do in whatever order: the room is what a plain model of it says."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.rooms.memory_store import MemoryStore
from tests.app.rooms.school import Pupil, Teacher, Worker

MEMBERS = st.integers(0, 3)
PLACES = st.tuples(st.integers(-1, 11), st.integers(-1, 11))
TEMPI = st.sampled_from([None, "faster", "slower", "lost"])


class Model:
    """The room as a person would say it: dictionaries, and what is open."""

    def __init__(self):
        self.mode, self.sentence = "free", ""
        self.question, self.round, self.phase = 0, 1, None
        self.numbered = 0
        self.members = {}
        self.plane = False
        self.handing = False

    def votes(self):
        votes = [member["tempo"] for member in self.members.values() if member["tempo"]]
        return {kind: votes.count(kind) for kind in set(votes)} if len(votes) >= 3 else None

    def answers(self, round_):
        return [
            member["answers"][self.question, round_]
            for member in self.members.values()
            if (self.question, round_) in member["answers"]
        ]


class Sequences(RuleBasedStateMachine):
    """Where the store is shared two processes serve the class in turn: each act reaches one of them."""

    loop = None
    stores = staticmethod(lambda: [MemoryStore()])

    @initialize()
    def open(self):
        self.workers = [Worker(self.loop, store) for store in self.stores()]
        self.teacher, self.model = Teacher(self.workers[0]), Model()
        self.pupils, self.turn = {}, 0
        self.held = {}

    def teardown(self):
        for worker in getattr(self, "workers", ()):
            worker.close()

    def next_worker(self):
        """Everything that others have written is known where the next is asked: what is not, test_redis.py tells."""
        self.turn += 1
        worker = self.workers[self.turn % len(self.workers)]
        for one in (*self.workers, *self.workers):
            one.work()
        return worker

    def drive(self, type_, **more):
        self.teacher.worker = self.next_worker()
        return self.teacher.drive(type_, **more)

    def pupil(self, number):
        one = self.pupils[number]
        one.worker = self.next_worker()
        return one

    def is_in(self, number):
        return number in self.pupils

    @rule(number=MEMBERS)
    def join(self, number):
        token = self.pupils[number].token if self.is_in(number) else None
        one = Pupil(self.next_worker(), self.teacher.code, **({"token": token} if token else {}))
        if token is None:
            self.model.members[number] = {"tempo": None, "answers": {}, "point": None, "link": None}
        else:
            assert one.token == token
        self.pupils[number] = one
        self.held.setdefault(number, 0)

    @rule(number=MEMBERS)
    def remove(self, number):
        if self.is_in(number):
            self.drive("remove", member=self.pupils[number].member)
            assert self.pupil(number).poll() == {"refused": "removed"}
            del self.pupils[number], self.model.members[number]
            self.held.pop(number)

    @rule(mode=st.sampled_from(["free", "follow", "freeze"]), sentence=st.text("ab<&\"'", max_size=5))
    def set_mode(self, mode, sentence):
        self.drive("mode", mode=mode, sentence=sentence)
        self.model.mode, self.model.sentence = mode, sentence

    @rule()
    def ask(self):
        self.drive("ask", kind="number", text="?", low=0, high=10, truth=5)
        model = self.model
        model.numbered += 1
        model.question, model.round, model.phase = model.numbered, 1, "open"

    @precondition(lambda self: self.model.phase is not None)
    @rule(phase=st.sampled_from(["open", "closed", "shown"]), round_=st.sampled_from([1, 2]))
    def set_phase(self, phase, round_):
        done = self.drive("ask-phase", phase=phase, round=round_, to="all")
        if round_ < self.model.round:
            assert done["refused"] == "server.unusable"
        else:
            self.model.phase, self.model.round = phase, round_

    @rule(number=MEMBERS, value=st.integers(-1, 11), round_=st.sampled_from([1, 2]))
    def answer(self, number, value, round_):
        if not self.is_in(number):
            return
        model = self.model
        done = self.pupil(number).act("answer", question=model.question, round=round_, value=value)
        if model.phase is None or round_ != model.round:
            assert done == {"refused": "closed"}
        elif not 0 <= value <= 10:
            assert done == {"refused": "answer"}
        elif model.phase != "open":
            assert done == {"refused": "closed"}
        else:
            model.members[number]["answers"][model.question, round_] = value

    @rule(number=MEMBERS, tempo=TEMPI)
    def vote(self, number, tempo):
        if self.is_in(number):
            self.pupil(number).act("tempo", tempo=tempo)
            self.model.members[number]["tempo"] = tempo

    @rule(plane=st.booleans())
    def set_plane(self, plane):
        self.drive("points", mode="place", x=[0, 10], y=[0, 10]) if plane else self.drive("points-away")
        if plane and not self.model.plane:  # another one begins without points
            for member in self.model.members.values():
                member["point"] = None
        self.model.plane = plane

    @rule(number=MEMBERS, place=PLACES)
    def place(self, number, place):
        if not self.is_in(number):
            return
        done = self.pupil(number).act("point", x=place[0], y=place[1])
        if not self.model.plane:
            assert done == {"refused": "closed"}
        elif not all(0 <= value <= 10 for value in place):
            assert done == {"refused": "point"}
        else:
            self.model.members[number]["point"] = place

    @rule(on=st.booleans())
    def set_handing(self, on):
        self.drive("handing", on=on)
        self.model.handing = on

    @rule(number=MEMBERS, link=st.sampled_from(["v=1", "v=2", None]))
    def hand_in(self, number, link):
        if self.is_in(number):
            done = self.pupil(number).act("hand-in", link=link)
            assert (done == {"refused": "closed"}) == (not self.model.handing)
            if self.model.handing:
                self.model.members[number]["link"] = link

    @rule(number=MEMBERS)
    def look(self, number):
        """A page that was told of what changed holds what is."""
        if not self.is_in(number):
            return
        news = self.pupil(number).poll(version=self.held[number])
        drive = news.get("changed", {}).get("drive")
        if drive:
            assert (drive["mode"], drive["sentence"]) == (self.model.mode, self.model.sentence)
        self.held[number] = news["version"]
        again = self.pupil(number).poll(version=news["version"], mine=news["mine"])
        assert "changed" not in again
        assert "me" not in again

    @invariant()
    def the_room_is_what_the_model_says(self):
        model = self.model
        self.teacher.worker = self.next_worker()
        watched = self.teacher.watch()
        told, changed = watched["teacher"], watched["changed"]
        assert (changed["drive"]["mode"], changed["drive"]["sentence"]) == (model.mode, model.sentence)
        assert len(watched["members"]["list"]) == len(model.members)
        assert told["tempo"] == model.votes()
        assert told["handed"] == sum(member["link"] is not None for member in model.members.values())
        assert told["points"] == sum(member["point"] is not None for member in model.members.values())
        assert told["waiting"]["answers"] == (len(model.answers(model.round)) if model.phase else 0)
        self.check_question(changed["ask"])
        for number, member in model.members.items():
            self.check_member(number, member)

    def check_question(self, ask):
        model = self.model
        assert (ask is None) == (model.phase is None)
        if ask is None:
            return
        assert (ask["phase"], ask["round"]) == (model.phase, model.round)
        assert ("results" in ask) == (model.phase == "shown")
        if "results" in ask:
            counted = [sum(entry["counts"]) for entry in ask["results"]["rounds"]]
            assert counted == [len(model.answers(round_)) for round_ in range(1, model.round + 1)]

    def check_member(self, number, member):
        me = self.pupils[number].poll()["me"]
        assert me.get("tempo") == member["tempo"]
        assert me.get("point") == (None if member["point"] is None else list(member["point"]))
        answered = {
            (int(q), int(r)): it["value"] for q, r, it in ((*k.split("."), v) for k, v in me["answered"].items())
        }
        assert answered == member["answers"]


@pytest.mark.parametrize("kind", ["memory", "redis"])
def test_the_room_is_what_a_plain_model_says(kind, loop, request, monkeypatch):
    monkeypatch.setattr("app.rooms.rate_limits.ACTS_AT_ONCE", 1e9)

    class OfKind(Sequences):
        pass

    OfKind.loop = loop
    if kind == "redis":
        server = request.getfixturevalue("redis")
        OfKind.stores = staticmethod(lambda: [server.store(), server.store()])
    few = settings(
        max_examples=40 if kind == "memory" else 12,
        stateful_step_count=30,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(OfKind, settings=few)
