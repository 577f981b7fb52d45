"""The lessons that come with Chalkline: what their cards say is drawn, and said once."""

from components.lessons.reader import read_lessons
from components.schema import schema


def test_every_lesson_of_ours_ends_with_an_open_question():
    for lesson in read_lessons(schema()):
        assert lesson.cards[-1].html.rstrip("</p>\n").endswith("?"), lesson.name
        assert lesson.cards[-1].task is None, lesson.name


def test_the_lesson_on_noise_opens_sampling_where_it_talks_of_it_and_nowhere_else():
    (lesson,) = [one for one in read_lessons(schema()) if one.name == "own-noise"]
    assert [(card.heading, card.open) for card in lesson.cards if card.open or "Sampling" in card.html] == [
        ("The ± in the table", ("sampling",))
    ]


def test_what_is_said_of_a_guess_has_its_unit_once():
    asked = [card for lesson in read_lessons(schema()) for card in lesson.cards if card.predict and card.predict.unit]
    assert [card.heading for card in asked if f"{{guess}} {card.predict.unit}" in card.done] == []


def test_a_card_that_speaks_of_both_lines_draws_them():
    both = [card.show for lesson in read_lessons(schema()) for card in lesson.cards if "both lines" in card.html]
    assert both == [("answer", "least-squares")]
