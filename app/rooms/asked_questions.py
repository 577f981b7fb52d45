"""Questions that were asked, so that a table of answers names them by their words."""

import msgspec

from app.rooms.bounds import MOST_ASKED
from app.rooms.lifecycle import Rooms
from app.rooms.questions import Question, Words
from app.rooms.room import ENCODER, Room
from components.text import text

ASKED = "q:"


class Asked(msgspec.Struct, frozen=True):
    """What was to be answered."""

    text: Words
    choices: list[Words]


async def keep_asked(rooms: Rooms, room: Room, question: Question) -> None:
    """Keep a question's words for as long as the class lasts; of very many the first ones leave."""
    row = ENCODER.encode(Asked(question.text, question.choices))
    await rooms.put(room, f"{ASKED}{question.question}", row)
    kept = sorted(int(field.removeprefix(ASKED)) for field in room.rows if field.startswith(ASKED))
    for number in kept[:-MOST_ASKED]:
        await rooms.put(room, f"{ASKED}{number}", None)


def words_of(room: Room, number: int) -> tuple[str, list[str]]:
    """Return a question and its choices as they were read; nothing of one that is not kept."""
    row = room.rows.get(f"{ASKED}{number}")
    if row is None:
        return "", []
    asked = msgspec.json.decode(row, type=Asked)
    return _read(asked.text), [_read(choice) for choice in asked.choices]


def _read(words: Words) -> str:
    return words.own or text(words.id or "")
