"""A member's act, done: each changes the member's own row, and nobody else's."""

from collections.abc import Callable

from app.rooms.bounds import MOST_ANSWERS
from app.rooms.errors import refuse
from app.rooms.lifecycle import Rooms
from app.rooms.members import Answer, Member, Name
from app.rooms.names import draw
from app.rooms.requests import GiveAnswer, HandIn, Hide, Leave, MemberAct, PlacePoint, Rename, Vote
from app.rooms.room import Room

Change = Callable[[Member], Member]


async def act(rooms: Rooms, room: Room, name: str, done: MemberAct) -> None:
    """Do it; raise RefusedError where it cannot be done."""
    rooms.limits.check_acts(name)
    gate = ""
    match done:
        case Leave():
            if room.left(name):
                rooms.store.gather(room, name)
            if room.members[name].point is None and room.members[name].tempo is None:
                return
            change = _with(point=None, tempo=None)  # who leaves takes point and vote along
        case Rename():
            change = _renamed(room, name, done)
        case Hide(hidden=hidden):
            change = _with(hidden=hidden)
        case Vote(tempo=tempo):
            change = _with(tempo=tempo)
        case GiveAnswer():
            change, gate = _answered(room, done)
        case PlacePoint():
            change, gate = _placed(room, done)
        case HandIn(link=link):
            change, gate = _with(link=link or ""), "handing"
        case _:
            raise refuse("unusable")
    await rooms.change_member(room, name, change, gate)


def _with(**fields: object) -> Change:
    return lambda member: member.with_(**fields)


def _renamed(room: Room, member: str, done: Rename) -> Change:
    if done.own is not None:
        name = _typed(room, member, done.own.strip())
    else:
        taken = {member.name.words for _, member in room.present}
        wanted = None if done.other else done.words
        if wanted in taken:
            raise refuse("name-taken")
        name = Name(words=wanted or draw(taken))
    return _with(name=name)


def _typed(room: Room, member: str, own: str) -> Name:
    if not room.plan.drive.names:
        raise refuse("closed")
    others = (it.name.own for other, it in room.present if other != member)
    if own.casefold() in {other.casefold() for other in others if other}:
        raise refuse("name-taken")
    try:
        return Name(own=own)
    except ValueError:
        raise refuse("name") from None


def _answered(room: Room, done: GiveAnswer) -> tuple[Change, str]:
    ask = room.plan.ask
    if ask is None or (ask.question, ask.round) != (done.question, done.round):
        raise refuse("closed")
    if not ask.takes(done.value):
        raise refuse("answer")
    name = ask.name_of(done.round)
    answer = Answer(done.value, done.confidence if ask.confidence else None)

    def with_answer(member: Member) -> Member:
        answers = list((member.answers | {name: answer}).items())  # of very many the first ones leave
        return member.with_(answers=dict(answers[-MOST_ANSWERS:]))

    return with_answer, f"ask {name}"


def _placed(room: Room, done: PlacePoint) -> tuple[Change, str]:
    points = room.plan.points
    if points is None:
        raise refuse("closed")
    if not all(low <= value <= high for value, (low, high) in ((done.x, points.x), (done.y, points.y))):
        raise refuse("point")
    return _with(point=(done.x, done.y)), f"points {points.mode}"
