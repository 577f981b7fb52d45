"""What a tick has to do with the class: its numbers are learned, and its answer says what is new. It never waits."""

import asyncio
import time
from typing import Any

from app.notices import RefusedError
from app.rooms.codes import read_code
from app.rooms.keys import member_of
from app.rooms.lifecycle import Rooms, checked
from app.rooms.numbers import Numbers, Samples, Settings, settings_of
from app.rooms.requests import InCommand, convert
from app.rooms.room import Room
from app.rooms.sections import sections
from app.run.protocol import Command, Progress

GONE = {"class.error.removed": "removed", "class.error.token": "token"}
WAITS_S = 2.0
MOST_MISSED = 10_000
MOST_UNHEARD = 1_000
WAIT = {"wait": True}


class Ticking:
    """Answers the `room` of commands."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.samples = Samples()
        self.missed: dict[str, float] = {}  # members that this process does not know yet, and since when
        self.loading: dict[str, asyncio.Task[None]] = {}
        self.unheard: dict[str, Numbers] = {}  # by tokens of which this process does not know yet whose they are

    def answer(self, command: Command, progress: Progress) -> dict[str, Any]:
        """Learn a member's numbers and return what is new for its page, or why nothing is."""
        try:
            asked = convert(command.room, InCommand)
        except RefusedError:
            return {"gone": "unknown"}
        told = self._told(asked, command, progress)
        if told is WAIT:
            self._remember(asked.token, command, progress)
        return told

    def _told(self, asked: InCommand, command: Command, progress: Progress) -> dict[str, Any]:
        try:
            room = self.rooms.known.get(asked.code)
            if room is None:  # as pages write it, a code is found at once
                code = read_code(asked.code)
                room = self.rooms.known.get(code)
                if room is None:
                    return self._not_here(code)
        except RefusedError:
            return {"gone": "unknown"}
        try:
            name = checked(room, asked.token)
        except RefusedError as refused:
            return self._not_known(asked.token, refused)
        self.rooms.touched(room)
        self.learn(room, name, command, progress)
        if asked.token in self.unheard:
            room.numbers[name].merge(self.unheard.pop(asked.token))
        return news(self.rooms, room, name, asked.version, asked.mine)

    def learn(self, room: Room, name: str, command: Command, progress: Progress) -> None:
        """Take a tick's numbers."""
        settings = self._settings(room, name, command)
        room.number_of(name).learn(command, progress, settings, time.time())
        self.rooms.store.gather(room, name)

    def _settings(self, room: Room, name: str, command: Command) -> Settings:
        before = room.settings.get(name)
        data, training = command.data, command.training
        is_same_data = before is not None and before.data == data
        if before is None or not is_same_data or before.training != training:
            facts = before.facts if before is not None and is_same_data else self._facts(command)
            room.settings[name] = before = settings_of(data, training, facts)
        return before

    def _remember(self, token: str, command: Command, progress: Progress) -> None:
        """Keep a tick's numbers until it is known whose they are: without them the run would never be whole."""
        if len(self.unheard) >= MOST_UNHEARD:
            self.unheard.clear()
        settings = settings_of(command.data, command.training, self._facts(command))
        self.unheard.setdefault(token, Numbers(curve=[], stretches=[])).learn(command, progress, settings, 0.0)

    def _facts(self, command: Command) -> Any:
        try:
            return self.samples.facts(command.data)
        except ValueError:  # of numpy, whose equations have no solution
            return None

    def _not_here(self, code: str) -> dict[str, Any]:
        if not self.rooms.store.is_shared:
            return {"gone": "unknown"}
        if self.rooms.is_missing(code):
            return {"gone": "unknown"}
        if code not in self.loading:
            self.loading[code] = asyncio.create_task(self._load(code))
        return WAIT

    async def _load(self, code: str) -> None:
        try:
            await self.rooms.look_for(code)
        except RefusedError:
            pass
        finally:
            self.loading.pop(code, None)

    def _not_known(self, token: str, refused: RefusedError) -> dict[str, Any]:
        """Say why; of a shared store's members others may know since a moment ago."""
        reason = {"gone": GONE[refused.notice["id"]]}
        if not self.rooms.store.is_shared or reason["gone"] == "removed":
            return reason
        now = time.monotonic()
        if len(self.missed) >= MOST_MISSED:
            self.missed.clear()
        return WAIT if now - self.missed.setdefault(member_of(token), now) < WAITS_S else reason


def news(rooms: Rooms, room: Room, name: str, version: int, mine: int) -> dict[str, Any]:
    """Return versions, how many are here, and what is newer than what a page holds."""
    plan, member = room.plan, room.members[name]
    found: dict[str, Any] = {"version": plan.version, "mine": member.mine, "here": room.here(time.time())}
    if version != plan.version:
        found["changed"] = sections(room, plan.newer(version))
    if version != plan.version or mine != member.mine:
        found["me"] = room.me(name)
    if plan.points is not None:
        found["points"] = room.points().as_told()
    if rooms.store.is_away:
        found["away"] = True
    return found
