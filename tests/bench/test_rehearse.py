"""The rehearsal: only this machine, only so many, one sentence, and a class that really learned."""

import socket
import sys

import pytest

from bench.rehearse import MOST, Rehearsal, bounded, is_chalkline, main, port_of, rehearse
from tests.support import free_port, in_a_thread


def found(**changes):
    usual = {"students": 30, "failed": 0, "longest_wait_s": 0.2, "epochs_a_second": 10.0, "pace_ms": 100}
    return Rehearsal(**{**usual, **changes})


@pytest.mark.parametrize(
    ("address", "port"), [("http://localhost:8050", 8050), ("127.0.0.1:9", 9), ("http://localhost", 80)]
)
def test_this_machines_own_addresses_are_known(address, port):
    assert port_of(address) == port


@pytest.mark.parametrize(
    "address", ["http://example.com", "192.168.0.2:8050", "http://localhost.example.com", "https://localhost", "//"]
)
def test_no_other_address_is(address):
    with pytest.raises(ValueError, match=r"is not this machine.*shell"):
        port_of(address)


def test_a_class_is_bounded():
    assert bounded(MOST) == MOST
    for students in (0, -1, MOST + 1):
        with pytest.raises(ValueError, match="1 to 600"):
            bounded(students)


def test_the_sentence_says_yes_slower_or_no():
    assert found().sentence().startswith("Yes: 30 students ran at full speed")
    assert found(epochs_a_second=6.0, pace_ms=900).sentence().startswith("Yes, but slower")
    assert found(failed=1).sentence().startswith("No: of 30 students 1 met an error")
    assert found(longest_wait_s=2.5).sentence().startswith("No: ")
    assert [found(failed=1).will_run, found(longest_wait_s=2.5).will_run, found(pace_ms=900).will_run] == [0, 0, 1]


def test_a_class_on_a_real_server_learns_without_an_error(server):
    assert is_chalkline(server.port)
    rehearsal = in_a_thread(rehearse, server.port, 3, 1.0, 0.3)
    assert (rehearsal.students, rehearsal.failed) == (3, 0)
    assert rehearsal.epochs_a_second > 0


def test_students_of_whom_the_server_is_gone_have_failed():
    rehearsal = in_a_thread(rehearse, free_port(), 2, 1.0, 0.1)
    assert rehearsal.failed == 2
    assert not rehearsal.will_run


@pytest.mark.parametrize("arguments", [["30", "http://example.com"], ["601"]])
def test_what_is_refused_starts_no_server(arguments, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["rehearse", *arguments])
    monkeypatch.setattr("bench.rehearse.server_on", None)
    assert main() == 2
    assert capsys.readouterr().err


def test_something_else_on_the_port_is_not_taken_for_the_server():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        assert not is_chalkline(other.getsockname()[1])
