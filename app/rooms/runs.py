"""Runs that members send: to be shown beside one another, and to be judged. Each is parsed as an export is."""

import msgspec
from fastapi.concurrency import run_in_threadpool

from app.export.record import parse_record
from app.http.turns import Turns
from app.rooms.bounds import MOST_RECORD
from app.rooms.errors import refuse
from app.rooms.lifecycle import Rooms
from app.rooms.members import Result
from app.rooms.requests import Record
from app.rooms.room import ENCODER, Room
from app.rooms.teacher_acts_done import touch
from app.rooms.verify import Found, check, wanted_data
from model.data import DataSets
from model.record import RunRecord


class Runs:
    """Takes runs in; parsing and replaying one waits for its turn, in a thread, within bounds."""

    def __init__(self, rooms: Rooms, turns: Turns, data_sets: DataSets) -> None:
        self.rooms, self.turns, self.data_sets = rooms, turns, data_sets

    async def show(self, room: Room, name: str, record: bytes) -> None:
        """Keep a run that the teacher has chosen; raise RefusedError if it was not, or is no run."""
        replay, member = room.plan.replay, room.members[name]
        if replay is None or not room.wants(member):
            raise refuse("not-wanted")
        if len(record) > MOST_RECORD:
            raise refuse("too-large")
        await self._parsed(record)
        written = ENCODER.encode(msgspec.json.decode(record))  # as it was parsed: no second meaning of a name
        await self.rooms.put(room, replay.row_of(member.handle), written)
        await touch(self.rooms, room, "replay")

    async def judge(self, room: Room, name: str, asked: Record) -> Found:
        """Replay a run; raise RefusedError unless it passes the challenge that is open."""
        challenge = room.plan.challenge
        if challenge is None or challenge.phase != "open":
            raise refuse("closed")
        record = await self._parsed(bytes(asked.record))
        seed = room.members[name].seed if room.plan.drive.sample == "own" else None
        wanted = wanted_data(challenge, seed, self.data_sets)
        async with self.turns.turn(len(asked.record)):
            found = await run_in_threadpool(check, record, challenge, asked.claim, wanted)
        result = Result(challenge.challenge, found.epochs, found.rate)
        is_of_rates = challenge.kind == "largest-rate"

        def is_better(before: Result | None) -> bool:
            if before is None or before.challenge != result.challenge:
                return True
            return result.rate > before.rate if is_of_rates else result.epochs < before.epochs

        gate = f"challenge {challenge.challenge}"
        if is_better(room.members[name].result):
            await self.rooms.change_member(
                room, name, lambda it: it.with_(result=result if is_better(it.result) else it.result), gate
            )
            await touch(self.rooms, room, "challenge")
        return found

    async def _parsed(self, record: bytes) -> RunRecord:
        async with self.turns.turn(len(record)):
            return await run_in_threadpool(parse_record, record, self.data_sets)
