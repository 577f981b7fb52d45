"""Reads a lesson's file: front matter, then cards, each a heading, some sentences and perhaps a block for the page.

What is not of the form is refused with file, line and reason. Markdown is read by markdown-it-py without HTML, and only
a few kinds of it are let through.
"""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from components.lessons.lesson import (
    LONGEST_CARD,
    LONGEST_FILE,
    LONGEST_LINK,
    LONGEST_NAME,
    LONGEST_TITLE,
    MOST_CARDS,
    MOST_LESSONS,
    MOST_MINUTES,
    NAME,
    Card,
    Lesson,
    LessonError,
)
from components.lessons.names import Names, Schema, whole
from components.lessons.page_block import parse_line

OWN = Path(__file__).parent
# As they are taught; whatever has another name comes after them.
ORDER = (
    *("guess-the-line", "one-step", "race", "too-fast", "one-map", "own-noise", "standardise", "three-questions"),
    *("what-is-a-step", "why-not-the-true-line", "four-weights", "hubble", "overfitting"),
)
FRONT = ("title", "minutes", "link")
BLOCK = "page"
LIST = "list"  # which the page asks for beside the lessons
RULE = "---"
LINE = re.compile(r"([a-z]+):(.*)")
TAG = re.compile(r"<[/!?]?[a-zA-Z]")
BLOCKS = {"paragraph", "bullet_list", "ordered_list", "list_item"}
INLINES = {"text", "softbreak", "hardbreak", "code_inline", "em", "strong"}
KIND = re.compile(r"_(open|close)$")
NOT_ALLOWED = {
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "a picture",
    "link": "a link",
    "heading": "a heading of another level than ##",
    "fence": "another block than ~~~page",
    "code_block": "a block of code (four spaces at the beginning of a line)",
    "blockquote": "a quotation",
    "hr": "a rule",
}


def read_lessons(schema: Schema, own: str = "") -> list[Lesson]:
    """Read ours, in their order, then those of a directory; one of the directory takes the place of ours.

    Raise LessonError where one is not right, or where there are too many.
    """
    names = Names(schema)
    ours = [path for path in sorted(OWN.glob("*.md")) if _fits(path, names)]
    theirs = sorted(Path(own).glob("*.md")) if own else []
    paths = {path.stem: path for path in (*ours, *theirs)}
    if len(paths) > MOST_LESSONS:
        raise LessonError(own or str(OWN), 0, f"there are more than {MOST_LESSONS} lessons")
    ordered = [name for name in ORDER if name in paths] + sorted({*paths} - {*ORDER})
    return [read_lesson(paths[name], names) for name in ordered]


def _fits(path: Path, names: Names) -> bool:
    """Tell whether an application has the data of one of our lessons: the line, where it names none."""
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"\b(?:data=|task: dataset )([a-z0-9-]+)", text)
    begins = [] if re.search(r"^link:.*\bdata=", text, re.M) else ["line"]
    return {*named, *begins} <= {*names.data}


def read_lesson(path: Path, names: Names) -> Lesson:
    """Read one file; raise LessonError where it is no lesson."""
    file = str(path)
    if not NAME.fullmatch(path.stem) or len(path.stem) > LONGEST_NAME:
        raise LessonError(file, 0, f"a lesson's name is of small letters and hyphens, at most {LONGEST_NAME}")
    if path.stem == LIST:
        raise LessonError(file, 0, f"{LIST} is the name of the list of all lessons")
    content = _content(path)
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise LessonError(file, content[: error.start].count(b"\n") + 1, "this is not UTF-8") from None
    return _Reader(file, lines, names).lesson(path.stem)


def _content(path: Path) -> bytes:
    """Read a file, no more of it than a lesson may hold; a folder, a pipe or a device is none, whatever its name."""
    try:
        if not path.is_file():
            raise LessonError(str(path), 0, "this is no file")
        with path.open("rb") as opened:
            content = opened.read(LONGEST_FILE + 1)
    except OSError as error:
        raise LessonError(str(path), 0, f"the file cannot be read: {error.strerror}") from None
    if len(content) > LONGEST_FILE:
        raise LessonError(str(path), 0, f"the file is larger than {LONGEST_FILE} bytes")
    return content


class _Reader:
    """Reads the lines of one file."""

    def __init__(self, file: str, lines: list[str], names: Names) -> None:
        self.file, self.lines, self.names = file, lines, names
        self.markdown = MarkdownIt("commonmark", {"html": False})

    def refused(self, line: int, reason: str) -> LessonError:
        return LessonError(self.file, line, reason)

    def lesson(self, name: str) -> Lesson:
        front, length = self._front()
        tokens = self.markdown.parse("\n".join([*[""] * length, *self.lines[length:]]))
        cards = tuple(self._card(part) for part in self._parts(tokens, length))
        if not cards:
            raise self.refused(length + 1, "there is no card: a card begins with ## and a heading")
        if len(cards) > MOST_CARDS:
            raise self.refused(length + 1, f"a lesson has at most {MOST_CARDS} cards")
        return Lesson(name, cards=cards, **front)

    # ---- front matter ----

    def _front(self) -> tuple[dict[str, Any], int]:
        """Return what stands before the cards, and how many lines it takes."""
        if not self.lines or self.lines[0].strip() != RULE:
            raise self.refused(1, f"the first line must be {RULE}")
        end = next((i for i, line in enumerate(self.lines[1:], 1) if line.strip() == RULE), None)
        if end is None:
            raise self.refused(1, f"the front matter has no {RULE} at its end")
        found = {key: self._of_front(key, value, at) for key, value, at in self._pairs(self.lines[1:end], 2)}
        for key in FRONT[:2]:
            if key not in found:
                raise self.refused(1, f"{key} is missing")
        return {"link": "", **found}, end + 1

    def _of_front(self, key: str, value: str, line: int) -> str | int:
        try:
            self.names.known(key, FRONT, "line")
            if key == "minutes":
                minutes = whole(value, MOST_MINUTES)
                if not minutes:
                    raise ValueError("minutes must be at least 1")
                return minutes
            longest = LONGEST_TITLE if key == "title" else LONGEST_LINK
            if len(value) > longest:
                raise ValueError(f"{key} is longer than {longest} characters")
            if key == "title" and not value:
                raise ValueError("title is empty")
            return value if key == "title" else self.names.link(value)
        except ValueError as error:
            raise self.refused(line, str(error)) from None

    def _pairs(self, lines: list[str], first: int) -> list[tuple[str, str, int]]:
        """Return key, value and number of lines `key: value`; empty ones count for nothing."""
        pairs: list[tuple[str, str, int]] = []
        for at, line in enumerate(lines, first):
            if not line.strip():
                continue
            found = LINE.fullmatch(line.strip())
            if not found:
                raise self.refused(at, "a line here is `key: value`")
            if found[1] in [key for key, _, _ in pairs]:
                raise self.refused(at, f"{found[1]} stands there twice")
            pairs.append((found[1], found[2].strip(), at))
        return pairs

    # ---- cards ----

    def _parts(self, tokens: list[Token], length: int) -> list[list[Token]]:
        """Return the tokens of each card, which begins with a heading of the second level."""
        starts = [
            i
            for i, token in enumerate(tokens)
            if token.type == "heading_open" and token.tag == "h2" and not token.level
        ]
        if tokens and (not starts or starts[0]):
            raise self.refused(_line(tokens[0], length), "a card begins with ## and a heading")
        return [tokens[start:end] for start, end in pairwise([*starts, len(tokens)])]

    def _card(self, tokens: list[Token]) -> Card:
        line = _line(tokens[0], 0)
        heading, *body = tokens[1], *tokens[3:]
        if not heading.content or len(heading.content) > LONGEST_TITLE:
            raise self.refused(line, f"a heading has 1 to {LONGEST_TITLE} characters")
        block: dict[str, Any] = {}
        if body and body[-1].type == "fence" and body[-1].info.strip() == BLOCK:
            block = self._block(body.pop())
        for token in body:
            self._check(token, line)
            line = _line(token, line)
        self._check(heading, _line(tokens[0], 0))
        text = "".join(token.content for token in body)
        if not text.strip():
            raise self.refused(_line(tokens[0], 0), "a card says something")
        if len(text) > LONGEST_CARD:
            raise self.refused(_line(tokens[0], 0), f"a card has at most {LONGEST_CARD} characters of text")
        html = self.markdown.renderer.render(body, self.markdown.options, {}).strip()
        plain = "".join(child.content for child in heading.children or [])
        return Card(plain, html, **block)

    def _check(self, token: Token, line: int) -> None:
        """Refuse what a card may not hold."""
        at = _line(token, line)
        kind = KIND.sub("", token.type)
        if token.type == "inline":
            for child in token.children or []:
                self._check_inline(child, at)
        elif kind == "fence" and token.info.strip() == BLOCK:
            raise self.refused(at, "a card has one block ~~~page, at its end")
        elif kind not in BLOCKS:
            raise self.refused(at, f"{NOT_ALLOWED.get(kind, kind)} cannot stand in a card")

    def _check_inline(self, token: Token, line: int) -> None:
        kind = KIND.sub("", token.type)
        if kind == "text" and TAG.search(token.content):
            raise self.refused(line, f"{NOT_ALLOWED['html_inline']} cannot stand in a card")
        if kind not in INLINES:
            raise self.refused(line, f"{NOT_ALLOWED.get(kind, kind)} cannot stand in a card")

    def _block(self, fence: Token) -> dict[str, Any]:
        first = _line(fence, 0) + 1
        found: dict[str, Any] = {}
        for key, value, at in self._pairs(fence.content.splitlines(), first):
            try:
                found[key] = parse_line(key, value, self.names)
            except ValueError as error:
                raise self.refused(at, str(error)) from None
        if "done" in found and "task" not in found:
            raise self.refused(first, "done is said when a task is done, and there is no task")
        if found.get("task") and found["task"].kind == "predicted" and "predict" not in found:
            raise self.refused(first, "the task is to predict, and there is nothing to predict")
        return found


def _line(token: Token, otherwise: int) -> int:
    return token.map[0] + 1 if token.map else otherwise
