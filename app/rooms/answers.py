"""What is answered to pages: one function a route, from what was asked to plain JSON, or RefusedError."""

import time
from dataclasses import dataclass
from random import uniform
from typing import Any
from zlib import crc32

from app.notices import RefusedError
from app.rooms.codes import read_code
from app.rooms.download import download
from app.rooms.kept_by_teacher import keep, kept_plan
from app.rooms.lifecycle import Rooms
from app.rooms.member_acts import act
from app.rooms.members import Member
from app.rooms.picture import look, picture, shown, teacher_view
from app.rooms.ready_tasks import ready
from app.rooms.requests import Act, Download, Join, OfMember, OfPoints, OfTeacher, Open, Poll, Record, Watch, parse
from app.rooms.room import Room
from app.rooms.runs import Runs
from app.rooms.sections import sections
from app.rooms.tables import led_table
from app.rooms.teacher_acts import End
from app.rooms.teacher_acts_done import steer
from app.rooms.teacher_requests import DriveAsked
from app.rooms.ticking import news
from app.run.own_points import OwnPoints
from model.data import DataSets

AGAIN_MS = (600, 900)


@dataclass(frozen=True, slots=True)
class Answers:
    """All of them. `own` is where tables are remembered that commands name."""

    rooms: Rooms
    own: OwnPoints
    data_sets: DataSets
    runs: Runs

    async def open(self, body: bytes, address: str) -> Any:
        """Open a class, or bring one back."""
        asked = parse(body, Open)
        if asked.again is None:
            room, key = await self.rooms.open(address)
        else:
            room, key = await self._again(read_code(asked.again.code), asked.again.key, asked.again.kept, address)
        told = {"code": room.code, "key": key, "id": room.head.id, "ready": ready()}
        return told | self._taught(room, 0) | {"state": sections(room, teacher=True), "again_ms": again_ms()}

    async def join(self, body: bytes, address: str) -> Any:
        """Let somebody in, or in again."""
        asked = parse(body, Join)
        room = await self._find(asked.code, f"{address} {asked.browser}")
        token = asked.token
        name = await self._known(room, asked)
        if name is None:
            name, token = await self.rooms.join(room)
        room.number_of(name).heard(time.time(), None)
        self.rooms.store.gather(room, name)
        whole = news(self.rooms, room, name, 0, 0)
        whole["state"] = whole.pop("changed")
        return {"code": room.code, "id": room.head.id, "token": token, **whole, "again_ms": again_ms()}

    async def poll(self, body: bytes, address: str) -> Any:
        """Tell a page that does not tick what is new."""
        asked = parse(body, Poll)
        room, name = await self._member(asked, address)
        room.number_of(name).heard(time.time(), asked.phase)
        self.rooms.store.gather(room, name)
        return news(self.rooms, room, name, asked.version, asked.mine) | {"again_ms": again_ms()}

    async def act(self, body: bytes, address: str) -> Any:
        """Let a member do something."""
        asked = parse(body, Act)
        room, name = await self._member(asked, address)
        await act(self.rooms, room, name, asked.do)
        return self.me(room, name)

    async def record(self, body: bytes, address: str) -> Any:
        """Take a run that is to be shown, or one that may have passed a challenge."""
        asked = parse(body, Record)
        room, name = await self._member(asked, address)
        self.rooms.limits.check_acts(name)
        if asked.purpose == "snapshot":
            await self.runs.show(room, name, bytes(asked.record))
            return self.me(room, name)
        found = await self.runs.judge(room, name, asked)
        return self.me(room, name) | {"result": found._asdict()}

    async def download(self, body: bytes, address: str) -> Any:
        """Return a table for the teacher to take home."""
        asked = parse(body, Download)
        return download(await self._teacher(asked, address), asked.table, asked.page)

    async def handed(self, body: bytes, address: str) -> Any:
        """Tell the teacher which runs were handed in, in an order that tells nothing."""
        room = await self._teacher(parse(body, OfTeacher), address)
        links = [(member.handle, member.link) for _, member in room.present if member.link]
        return {"links": [link for _, link in sorted(links)]}

    async def look(self, body: bytes, address: str) -> Any:
        """Show a member what is shown to all."""
        room, _ = await self._member(parse(body, OfMember), address)
        return look(room)

    async def points(self, body: bytes, address: str) -> Any:
        """Return the points of the class, if a page holds others; from now on they may be named here."""
        asked = parse(body, OfPoints)
        if asked.key is not None:
            room = await self._teacher(OfTeacher(asked.code, asked.key), address)
        else:
            room, _ = await self._member(OfMember(asked.code, asked.token or "?"), address)
        points = room.points()
        if points.table is None:
            return points.as_told()
        self.own.remember(points.table)
        return points.as_told() | ({"table": points.as_json()} if points.table.name != asked.hash else {})

    async def table(self, body: bytes, address: str) -> Any:
        """Return the points of the teacher's own, for pages that follow; nothing where there are none."""
        asked = parse(body, OfPoints)
        if asked.key is not None:
            room = await self._teacher(OfTeacher(asked.code, asked.key), address)
        else:
            room, _ = await self._member(OfMember(asked.code, asked.token or "?"), address)
        return led_table(room)

    async def watch(self, body: bytes, address: str) -> Any:
        """Tell the teacher what is new: once a second, and everything in one answer."""
        asked = parse(body, Watch)
        room = await self._teacher(asked, address)
        found = self._taught(room, asked.keep)
        if asked.version != room.plan.version:
            found["changed"] = sections(room, room.plan.newer(asked.version, teacher=True), teacher=True)
        wanted = [name for name in shown(room, teacher=True) if name in asked.want]
        found["picture"] = picture(room, wanted, handles=True)
        members = members_of(room)
        if members["version"] != asked.members:
            found["members"] = members
        return found | {"again_ms": 1000}

    async def drive(self, body: bytes, address: str) -> Any:
        """Let the teacher do something."""
        asked = parse(body, DriveAsked)
        room = await self._teacher(asked, address)
        version = room.plan.version
        if isinstance(asked.do, End):
            await self.rooms.end(room)
            return {"ended": True}
        await steer(self.rooms, room, asked.do, self.data_sets)
        return self._taught(room, 0) | {"changed": sections(room, room.plan.newer(version, teacher=True), teacher=True)}

    def me(self, room: Room, name: str) -> dict[str, Any]:
        """Return what a member is told after it has done something."""
        return {"me": room.me(name), "mine": room.members[name].mine, "version": room.plan.version}

    def _taught(self, room: Room, held: int) -> dict[str, Any]:
        version, away = room.plan.version, self.rooms.store.is_away
        found = {"version": version, "here": room.here(time.time()), "teacher": teacher_view(room)}
        found |= {"points": room.points().as_told()} if room.plan.points else {}
        found |= {"away": True} if away else {}
        return found | ({"keep": keep(room)} if held != version else {})

    async def _again(self, code: str, key: str, kept: str, address: str) -> tuple[Room, str]:
        room = self.rooms.known.get(code) or await self.rooms.look_for(code)
        if room is None:
            await self.rooms.check_not_ended(code)
            if not kept:  # a device that has but the key
                raise await self.rooms.limits.wrong.refused(address, code)
            plan = kept_plan(kept)
            return await self.rooms.bring_back(address, code, key, plan), key
        self.rooms.check_key(room, key)
        return self.rooms.touched(room), key

    async def _known(self, room: Room, asked: Join) -> str | None:
        """Return who this was before, None where somebody new comes; raise RefusedError for who was removed."""
        if asked.token is None:
            return None
        try:
            return await self.rooms.member(room, asked.token)
        except RefusedError as refused:
            if refused.notice["id"] != "class.error.token":
                raise
        again = asked.again
        if again is None or not room.head.restored or again.id != room.head.id:
            return None
        me = again.me
        return await self.rooms.join_again(
            room, asked.token, Member("", me.name, me.seed, me.start, 0, hidden=me.hidden)
        )

    async def _find(self, code: str, browser: str) -> Room:
        return await self.rooms.find(read_code(code), browser)

    async def _member(self, asked: OfMember, address: str) -> tuple[Room, str]:
        room = await self._find(asked.code, f"{address} {asked.token}")
        return room, await self.rooms.member(room, asked.token)

    async def _teacher(self, asked: OfTeacher, address: str) -> Room:
        room = await self._find(asked.code, f"{address} {asked.key}")
        self.rooms.check_key(room, asked.key)
        room.watched = time.monotonic()
        return room


def members_of(room: Room) -> dict[str, Any]:
    """Return who is in the class, for the teacher, and a number that tells whether that has changed."""
    now = time.time()
    rows = [(name, member, room.is_here(name, now)) for name, member in room.present]
    listed = [
        {"member": name, "name": None if it.hidden else it.name, "hidden": it.hidden, "here": here}
        for name, it, here in rows
    ]
    return {"version": crc32(repr([(name, it.mine, here) for name, it, here in rows]).encode()) >> 1, "list": listed}


def again_ms() -> int:
    """Return when a page is to ask again: no two of a class in step."""
    return round(uniform(*AGAIN_MS))
