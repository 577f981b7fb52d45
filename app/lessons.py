"""The lessons as files: a list, and one file each, asked for when lessons are opened (docs/teaching.md)."""

import json
from dataclasses import asdict
from typing import Any

from app.static.files import Folder
from components.lessons.lesson import Lesson
from components.lessons.reader import read_lessons
from components.schema import schema

LIST = "list.json"


def lessons_folder(known: dict[str, Any], own: str) -> Folder:
    """Return ours and those of a teacher's directory as JSON; raise LessonError where one is none."""
    lessons = read_lessons(known, own)
    files = {LIST: [_entry(lesson) for lesson in lessons]}
    files |= {f"{lesson.name}.json": asdict(lesson) for lesson in lessons}
    return Folder("lessons", {name: _written(value) for name, value in files.items()})


def check_lessons(own: str) -> None:
    """Read a teacher's directory before anything is started; raise LessonError where a file of it is no lesson."""
    if own:
        read_lessons(schema(), own)


def _entry(lesson: Lesson) -> dict[str, Any]:
    return {"name": lesson.name, "title": lesson.title, "minutes": lesson.minutes, "cards": len(lesson.cards)}


def _written(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
