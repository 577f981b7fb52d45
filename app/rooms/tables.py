"""The points of the teacher's own, for pages that follow: one table of a class, the last one."""

from typing import Any

import msgspec

from app.rooms.bounds import MOST_TABLE
from app.rooms.errors import refuse
from app.rooms.lifecycle import Rooms
from app.rooms.room import Room
from app.run.own_points import parse_table
from app.run.protocol import refusing

TABLE = "table"


async def keep_table(rooms: Rooms, room: Room, raw: msgspec.Raw) -> None:
    """Take a table; raise RefusedError unless it is one, and small enough to be sent to a class."""
    if len(bytes(raw)) > MOST_TABLE:
        raise refuse("table-too-large")
    with refusing():
        table = parse_table(msgspec.json.decode(raw))
    await rooms.put(room, TABLE, b'{"hash":"%s","table":%s}' % (table.name.encode(), bytes(raw)))


def led_table(room: Room) -> Any:
    """Return it with its name."""
    return room.rows.get(TABLE) or {}
