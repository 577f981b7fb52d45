"""A lesson's file is read into bounded values, or refused with file, line and reason."""

import os

import pytest

from components.lessons.lesson import Card, LessonError, Prediction, Task
from components.lessons.names import Names
from components.lessons.page_block import PLACEHOLDERS, parse_line
from components.lessons.reader import OWN, read_lesson, read_lessons
from components.schema import schema
from components.switches import SWITCHES
from tests.support import ROOT

GOOD = """---
title: A try
minutes: 4
link: data=line&lr=.9&hide=noise.panel-map&n=20
---

## First *card*

Some **words**, `code` and

- a list

~~~page
open: map step
hide: limits true-line
show: answer
set: lr=1&batch=all&seed=3
mark: 2,5 -3.2
predict: number: k€
task: within 1
done: Within {gap} % after {epoch} epochs.
answer: 12 k€
~~~

## Second

What is next?
"""


@pytest.fixture(scope="module")
def names():
    return Names(schema())


@pytest.fixture
def read(tmp_path, names):
    def reading(text, name="a-try"):
        path = tmp_path / f"{name}.md"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_lesson(path, names)

    return reading


@pytest.mark.parametrize("text", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n")], ids=["plain", "bom", "crlf"])
def test_a_lesson_is_read(read, text):
    lesson = read(text)
    assert (lesson.name, lesson.title, lesson.minutes, len(lesson.cards)) == ("a-try", "A try", 4, 2)
    assert lesson.link == "data=line&lr=.9&hide=noise.panel-map&n=20"
    assert lesson.cards[0] == Card(
        heading="First card",
        html="<p>Some <strong>words</strong>, <code>code</code> and</p>\n<ul>\n<li>a list</li>\n</ul>",
        open=("map", "step"),
        hide=("limits", "true-line"),
        show=("answer",),
        set="lr=1&batch=all&seed=3",
        mark=(2.5, -3.2),
        predict=Prediction("number", unit="k€"),
        task=Task("within", 1.0),
        done="Within {gap} % after {epoch} epochs.",
        answer="12 k€",
    )
    assert lesson.cards[1] == Card("Second", "<p>What is next?</p>")


def test_what_looks_like_html_is_text_in_code(read):
    card = read(GOOD.replace("`code`", "`<b>`, 1 < 2 & 3")).cards[0]
    assert "<code>&lt;b&gt;</code>, 1 &lt; 2 &amp; 3" in card.html


BAD = {
    "no front matter": ("---\ntitle", "title", 1, "the first line must be ---"),
    "no end of it": ("n=20\n---", "n=20", 1, "no --- at its end"),
    "no title": ("title: A try\n", "", 1, "title is missing"),
    "an empty title": ("title: A try", "title:", 2, "title is empty"),
    "a long title": ("title: A try", "title: " + "x" * 61, 2, "longer than 60"),
    "no line of front matter": ("minutes: 4", "minutes 4", 3, "`key: value`"),
    "a line twice": ("minutes: 4", "minutes: 4\nminutes: 5", 4, "minutes stands there twice"),
    "another line": ("minutes: 4", "author: me\nminutes: 4", 3, "no line 'author'"),
    "minutes in words": ("minutes: 4", "minutes: four", 3, "no whole number from 0 to 90"),
    "no minutes": ("minutes: 4", "minutes: 0", 3, "at least 1"),
    "a link with its version": ("link: data", "link: v=1&data", 4, "leave v, of, c out"),
    "an unknown field": ("&n=20", "&m=20", 4, "no field of a link 'm'"),
    "a rate too large": ("lr=.9", "lr=11", 4, "lr must lie between 0.0001 and 10, not 11"),
    "a data set that is none": ("data=line", "data=lines", 4, "no data set 'lines'"),
    "half a point": ("n=20", "n=20.5", 4, "n must be a whole number"),
    "three panels in a link": ("hide=noise.panel-map", "open=map.step.code", 4, "at most 2 panels"),
    "a curve of several": ("data=line&lr=.9", "data=house-prices&degree=3", 4, "several features, and no degree"),
    "a start of another model": ("&n=20", "&n=20&at=1_2_3", 4, "2 weights in at, and the model has 1"),
    "a thing to hide in a link": ("hide=noise", "hide=noises", 4, "no thing to hide 'noises'"),
    "text before the first card": ("## First", "Hello.\n\n## First", 7, "a card begins with ##"),
    "a title of another level": ("Some **words**", "### Some\n\nwords", 9, "another level than ##"),
    "html": ("Some **words**", "Some <b>words</b>", 9, "HTML cannot stand"),
    "a block of html": ("Some **words**", "<script>alert(1)</script>\n\nSome", 9, "HTML cannot stand"),
    "html in a heading": ("First *card*", "First <i>card</i>", 7, "HTML cannot stand"),
    "a picture": ("`code`", "![x](y.png)", 9, "a picture cannot stand"),
    "a link to outside": ("`code`", "[x](https://example.org)", 9, "a link cannot stand"),
    "an address": ("`code`", "<https://example.org>", 9, "a link cannot stand"),
    "a quotation": ("Some **words**", "> Some\n\nand", 9, "a quotation cannot stand"),
    "a block of code": ("Some **words**", "~~~\ncode\n~~~\n\nSome", 9, "another block than ~~~page"),
    "a block that is not the last": (
        "Some **words**",
        "~~~page\nopen: map\n~~~\n\nSome",
        9,
        "one block ~~~page, at its end",
    ),
    "a card without words": ("What is next?", "~~~page\nopen: map\n~~~", 25, "a card says something"),
    "a long card": ("What is next?", "word " * 200, 25, "at most 900 characters"),
    "a long heading": ("## Second", "## " + "x" * 61, 25, "1 to 60"),
    "no heading": ("## Second", "##", 25, "1 to 60"),
    "a panel that is none": ("open: map", "open: maps", 14, "no panel 'maps'"),
    "three panels": ("open: map step", "open: map step code", 14, "at most 2 panels"),
    "a panel twice": ("open: map step", "open: map map", 14, "named twice"),
    "a thing to hide": ("hide: limits", "hide: limit", 15, "no thing to hide 'limit'"),
    "a thing to show": ("show: answer", "show: answers", 16, "no thing to show"),
    "what a card may not set": ("set: lr=1", "set: epoch=1", 17, "no field to set 'epoch'"),
    "a setting out of bounds": ("set: lr=1", "set: lr=100", 17, "lr must lie between"),
    "half a place": ("mark: 2,5 -3.2", "mark: 2.5", 18, "a place is two numbers"),
    "no number": ("mark: 2,5", "mark: east", 18, "'east' is no number"),
    "another prediction": ("predict: number: k€", "predict: colour", 19, "predict is line, place"),
    "one choice": ("predict: number: k€", "predict: choice: a", 19, "two to 5"),
    "equal choices": ("predict: number: k€", "predict: choice: a | a", 19, "the same"),
    "a long unit": ("number: k€", "number: " + "x" * 21, 19, "a unit has at most 20"),
    "another task": ("task: within 1", "task: win", 20, "no task 'win'"),
    "a task without its number": ("task: within 1", "task: epoch", 20, "'' is no whole number"),
    "nothing to be within": ("task: within 1", "task: within 0", 20, "percent above 0"),
    "a task of another data set": ("task: within 1", "task: dataset trucks", 20, "no data set 'trucks'"),
    "a task with too much": ("task: within 1", "task: diverged 3", 20, "nothing follows this task"),
    "a rate as a task": ("task: within 1", "task: rate-above 30", 20, "learning rate must lie between"),
    "a placeholder": ("{epoch}", "{epochs}", 21, "no placeholder {epochs}"),
    "a brace": ("{epoch}", "{epoch", 21, "a brace stands alone"),
    "done without a task": ("task: within 1\n", "", 14, "there is no task"),
    "to predict nothing": ("predict: number: k€\ntask: within 1", "task: predicted", 14, "nothing to predict"),
    "another line in the block": ("open: map step", "opens: map", 14, "no line 'opens'"),
    "an empty line in the block": ("open: map step", "open:", 14, "open is empty"),
    "no line of the block": ("open: map step", "open the map", 14, "`key: value`"),
}


@pytest.mark.parametrize("fault", BAD.values(), ids=BAD)
def test_what_is_not_right_is_refused_with_its_line(read, tmp_path, fault):
    old, new, line, reason = fault
    assert old in GOOD
    with pytest.raises(LessonError) as refused:
        read(GOOD.replace(old, new, 1))
    assert str(refused.value).startswith(f"{tmp_path / 'a-try.md'}:{line}: ")
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("text", "name", "line", "reason"),
    [
        (GOOD, "A_try", 0, "small letters and hyphens"),
        (GOOD.encode().replace(b"Second", b"Sec\xff"), "a-try", 25, "not UTF-8"),
        ("x" * 40_001, "a-try", 0, "larger than"),
        ("---\ntitle: A\nminutes: 1\n---\n", "a-try", 5, "there is no card"),
        ("---\ntitle: A\nminutes: 1\n---\n" + "## A\n\nB\n" * 31, "a-try", 5, "at most 30 cards"),
        ("", "a-try", 1, "the first line"),
    ],
)
def test_a_file_that_is_none_at_all(read, text, name, line, reason):
    with pytest.raises(LessonError, match=f".md:{line}: .*{reason}"):
        read(text, name)


def test_what_is_called_a_lesson_and_is_no_file_is_refused(tmp_path):
    """A pipe would be waited for, and a device read, until there is no memory left."""
    for number, make in enumerate((os.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        make(folder / "a-try.md")
        with pytest.raises(LessonError, match=r"a-try\.md:0: this is no file"):
            read_lessons(schema(), str(folder))


def test_ours_are_read_and_a_teachers_own_are_added_or_take_their_place(tmp_path):
    known = schema()
    ours = read_lessons(known)
    assert {path.stem for path in OWN.glob("*.md")} == {lesson.name for lesson in ours}
    (tmp_path / "too-fast.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a-try.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nothing of ours")
    (tmp_path / "race.md").write_text(GOOD, encoding="utf-8")
    read = read_lessons(known, str(tmp_path))
    both = {lesson.name: lesson for lesson in read}
    assert [name for name in both if name in ("a-try", "race", "too-fast")] == ["race", "too-fast", "a-try"]
    assert set(both) == {lesson.name for lesson in ours} | {"a-try", "race"}
    assert both["too-fast"].title == "A try"


def test_no_lesson_takes_the_place_of_the_list(tmp_path):
    (tmp_path / "list.md").write_text(GOOD, encoding="utf-8")
    with pytest.raises(LessonError, match="list is the name of the list"):
        read_lessons(schema(), str(tmp_path))


def test_a_lesson_may_ask_for_the_rates_of_its_data(names):
    assert names.link("data=co2&lr=1e-8") == "data=co2&lr=1e-8"
    with pytest.raises(ValueError, match="must lie between"):
        names.link("data=line&lr=1e-8")


def test_a_lesson_s_link_may_say_every_switch_in_its_bounds(names):
    right = {"choice": ("0", "1"), "numbers": ("120_3_1.5_20", "-.25"), "place": ("0", "20"), "pair": ("0_1", "20_0")}
    many = "_".join("1" * 21)
    wrong = {"choice": ("2", "", "true"), "numbers": ("", "1_x", "1e13", many), "place": ("", "21", "-1", "x")}
    wrong["pair"] = ("0", "1_1", "0_1_2", "0_21", "x_1", "", "0.5_1")
    for switch in SWITCHES:
        for value in right[switch.kind] if switch.key else ():
            assert names.link(f"{switch.key}={value}")
        for value in wrong[switch.kind] if switch.key else ():
            with pytest.raises(ValueError, match=r"is|must|of"):
                names.link(f"{switch.key}={value}")
    assert len({switch.key for switch in SWITCHES if switch.key}) == len([it for it in SWITCHES if it.key])


def test_the_teachers_page_names_all_that_a_block_may_say(names):
    page = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")
    rows = {row.split("|")[1].strip(" `"): row for row in page.splitlines() if row.startswith("| `")}
    tasks = known_to(names, "task", "none-such", "task")
    assert len(tasks) >= 12
    assert [name for name in tasks if f"`{name}" not in rows["task"]] == []
    assert [name for name in names.panels if f"`{name}`" not in rows["open"]] == []
    assert [name for name in PLACEHOLDERS if f"`{{{name}}}`" not in rows["done"]] == []
    keys = known_to(names, "none-such", "it", "line")
    assert [key for key in keys if not any(f"`{key}`" in row.split("|")[1] for row in rows.values())] == []


def known_to(names, key, value, what):
    """The names that a refusal lists."""
    with pytest.raises(ValueError, match=f"there is no {what} 'none-such'") as refused:
        parse_line(key, value, names)
    return str(refused.value).partition("; there are ")[2].split(", ")
