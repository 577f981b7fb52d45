"""The questions and challenges that are ready: each has its texts and can be set."""

from app.rooms.ready_tasks import CHALLENGES, QUESTIONS, ready
from components.text import CATALOGUE


def test_what_is_ready_has_its_texts_and_hides_its_answers():
    given = ready()
    for entry in (*given["questions"], *given["challenges"]):
        texts = [entry["text"], *entry.get("choices", [])]
        assert all(text["id"] in CATALOGUE for text in texts)
        assert not entry.keys() & {"truth", "tolerance"} or entry["kind"] in ("within", "largest-rate", "line")
    assert {entry["name"] for entry in given["questions"]} == set(QUESTIONS)
    assert {entry["name"] for entry in given["challenges"]} == set(CHALLENGES)


def test_every_ready_question_and_challenge_can_be_set(teacher):
    for name in QUESTIONS:
        assert teacher.drive("ask", ready=name)["changed"]["ask"]["phase"] == "open"
    for name in CHALLENGES:
        assert teacher.drive("challenge", ready=name)["changed"]["challenge"]["phase"] == "open"
    assert teacher.drive("ask", ready="nothing")["refused"] == "server.unusable"
