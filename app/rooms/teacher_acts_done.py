"""A teacher's act, done: most make another plan, and a few are about members."""

import secrets
from typing import Any

import msgspec
from fastapi.concurrency import run_in_threadpool

from app.rooms import tasks, teacher_acts
from app.rooms.asked_questions import keep_asked
from app.rooms.challenges import Challenge
from app.rooms.errors import refuse
from app.rooms.fewest_epochs import fewest_epochs
from app.rooms.lifecycle import Rooms
from app.rooms.members import Name
from app.rooms.names import draw
from app.rooms.plan import SNAPSHOT, Plan
from app.rooms.questions import Question
from app.rooms.right_answers import informed
from app.rooms.room import Room
from app.rooms.tables import keep_table
from app.run.protocol import parse_data, refusing
from model.data import DataSets, DataSpec, load

replace = msgspec.structs.replace


async def steer(rooms: Rooms, room: Room, act: teacher_acts.TeacherAct, data_sets: DataSets) -> None:
    """Do it; raise RefusedError where it cannot be done."""
    match act:
        case teacher_acts.Remove(member=member):
            await remove(rooms, room, member)
        case teacher_acts.TempoClear():
            await clear_tempo(rooms, room)
        case teacher_acts.TypedNames(allowed=False):
            await rooms.change(room, lambda plan: made(act, plan))
            await drop_typed_names(rooms, room)
        case teacher_acts.LedTable(table=table):
            await keep_table(rooms, room, table)
        case teacher_acts.Points():
            await clear_points(rooms, room, made(act, room.plan))
            await rooms.change(room, lambda plan: made(act, plan))
        case teacher_acts.Outlier():
            await draw_outlier(rooms, room)
        case tasks.Ask():
            await ask(rooms, room, act, checked_data(act.data, data_sets) if act.data is not None else None)
        case tasks.Challenging(data=dict() as data):
            spec = checked_data(data, data_sets)
            standing = made(act, room.plan).challenge
            fewest = await run_in_threadpool(fewest_on, standing, spec)
            await rooms.change(room, lambda plan: with_fewest(made(act, plan), fewest))
        case _:
            await rooms.change(room, lambda plan: made(act, plan))
    if isinstance(act, teacher_acts.Snapshots):
        await drop_snapshots(rooms, room)


def made(act: teacher_acts.TeacherAct, plan: Plan) -> Plan:
    """Return the plan after an act; raise RefusedError where that is none."""
    with refusing():
        return act.changed(plan)


async def ask(rooms: Rooms, room: Room, act: tasks.Ask, spec: DataSpec | None) -> None:
    """Open a question, which knows what is right on these data, and keep its words."""
    opened: list[Question] = []

    def changed(plan: Plan) -> Plan:
        plan = made(act, plan)
        if plan.ask is None:
            return plan
        question = plan.ask if spec is None else informed(plan.ask, act.ready, spec)
        opened[:] = [question]
        return replace(plan, ask=question)

    await rooms.change(room, changed)
    for question in opened:
        await keep_asked(rooms, room, question)


def fewest_on(challenge: Challenge | None, spec: DataSpec) -> int | None:
    """Return in how few epochs the data can meet a challenge; raise RefusedError for a line where there is none."""
    if challenge is None:
        return None
    if challenge.kind == "line" and load(spec).input_dim > 1:
        raise refuse("several-features")
    return fewest_epochs(challenge, spec)


def with_fewest(plan: Plan, fewest: int | None) -> Plan:
    """Return a plan whose challenge knows in how few epochs its data can meet it."""
    return plan if plan.challenge is None else replace(plan, challenge=replace(plan.challenge, fewest=fewest))


def checked_data(raw: dict[str, Any], data_sets: DataSets) -> DataSpec:
    """Return the data; raise RefusedError unless they are such as the page has, whole."""
    with refusing():
        return parse_data(raw, data_sets)


async def remove(rooms: Rooms, room: Room, name: str) -> None:
    """Let a member go: its token is of no use any more, and nothing of it is kept but that."""
    if name not in room.members:
        raise refuse("removed")

    def gone(member: Any) -> Any:
        return replace(member.with_(removed=True), answers={}, tempo=None, point=None, result=None, link="")

    await rooms.change_member(room, name, gone, counts=-1)
    room.forget(name)
    await touch(rooms, room, "challenge")


async def clear_tempo(rooms: Rooms, room: Room) -> None:
    """Forget the votes."""
    for name in [name for name, member in room.present if member.tempo]:
        await rooms.change_member(room, name, lambda member: member.with_(tempo=None))


async def drop_typed_names(rooms: Rooms, room: Room) -> None:
    """Draw names for those who have typed theirs."""
    for name in [name for name, member in room.present if member.name.own is not None]:
        words = draw({member.name.words for _, member in room.present})
        await rooms.change_member(room, name, lambda it, words=words: it.with_(name=Name(words=words)))


async def clear_points(rooms: Rooms, room: Room, plan: Plan) -> None:
    """Forget points of an earlier plane: on the one of this plan they would be data that nobody has given."""
    standing = room.plan.points
    if standing and plan.points == replace(standing, outlier=None):
        return
    for name in [name for name, member in room.present if member.point]:
        await rooms.change_member(room, name, lambda member: member.with_(point=None))


async def draw_outlier(rooms: Rooms, room: Room) -> None:
    """Draw one of those who are here, whom nobody else is told."""
    here = [name for name, _ in room.present if room.is_here(name, rooms.touched(room).used)]
    if not here:
        raise refuse("nobody")
    name = secrets.choice(here)

    def drawn(plan: Plan) -> Plan:
        if plan.points is None:
            raise refuse("closed")
        return plan.with_(points=replace(plan.points, outlier=name))

    await rooms.change(room, drawn)


async def drop_snapshots(rooms: Rooms, room: Room) -> None:
    """Forget runs that were chosen before."""
    replay = room.plan.replay
    kept = {replay.row_of(handle) for handle in replay.handles} if replay else set()
    for field in [field for field in room.rows if field.startswith(SNAPSHOT) and field not in kept]:
        await rooms.put(room, field, None)


async def touch(rooms: Rooms, room: Room, section: str) -> None:
    """Let pages hear of a section again, whose content is not in the plan alone."""
    if getattr(room.plan, section) is not None:
        await rooms.change(room, lambda plan: plan.with_(**{section: getattr(plan, section)}))
