"""What the lessons say of their runs is what the model does, and they are short and ask before they press."""

import re
from inspect import getmembers, isgeneratorfunction

import pytest

from tests.model import lesson_numbers
from tests.model.lesson_runs import LINE, best, diverges_at
from tests.support import ROOT

FOLDER = ROOT / "components" / "lessons"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))
MOST_WORDS = 400
# What a lesson sets or tells of the world, and no run can know.
NOT_IN_LESSONS = {"0.2"}  # a question of the notes
GIVEN = {"100", "0.1", "0.01", "0.5", "0.25", "1.8", "2.2", "1.95", "2.05", "1929", "465"}


def text_of(name):
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def words_of(name):
    """What is read of a lesson: its cards, without the lines that are for the page."""
    return re.sub(r"^---.*?---|^(open|hide|show|set|mark|task):.*?$|~~~(page)?", "", text_of(name), flags=re.M | re.S)


def test_all_numbers_are_those_of_a_lesson():
    worked_out = {name.replace("_", "-") for name, _ in getmembers(lesson_numbers, isgeneratorfunction)}
    assert len(worked_out) >= 13
    assert worked_out <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_it_says_is_what_the_model_does(name):
    lesson = getattr(lesson_numbers, name.replace("-", "_"), list)  # which tells no number
    text, said = text_of(name), list(lesson())
    assert [fragment for fragment in said if fragment not in text] == []
    numbers = set(re.findall(r"\d+\.\d+|\d{3,}", words_of(name)))
    assert {number for number in numbers - GIVEN if not any(number in fragment for fragment in said)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_it_is_short_and_asks_before_it_presses_and_at_its_end(name):
    cards = re.split(r"^## ", text_of(name), flags=re.M)[1:]
    assert len(words_of(name).split()) <= MOST_WORDS
    asks = next(i for i, card in enumerate(cards) if "predict: " in card)
    presses = next(i for i, card in enumerate(cards) if re.search(r"press (Start|Step)", card))
    assert asks <= presses
    assert cards[-1].rstrip().endswith("?")
    assert "~~~" not in cards[-1]


def test_the_teachers_notes_tell_the_same_numbers():
    """Their section of docs/teaching.md has no number that is in no lesson."""
    notes = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")
    section = re.search(r"^## The lessons, for teachers$.*?(?=^## |\Z)", notes, flags=re.M | re.S)
    assert section
    told = "".join(text_of(name) for name in NAMES)
    numbers = re.findall(r"\d+\.\d+|\d{3,}", section[0])
    assert [number for number in numbers if number not in told and number not in NOT_IN_LESSONS] == []
    assert f"lowest, {best(LINE).loss:.4f};" in section[0]
    assert "stops after sixteen" in section[0]
    assert diverges_at(LINE, 1.0) == 16
