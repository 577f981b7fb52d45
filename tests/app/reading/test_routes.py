"""POST /read behind the guard: what it answers, what it refuses, how much, and how often."""

import asyncio
import base64
import json
import os
import subprocess
import sys
import time

import pytest

from app.factory import create_app
from app.http.rate_limit import READINGS_A_MINUTE, Exports
from app.http.refusals import Refusal
from app.notices import RefusedError
from app.reading import workbook
from app.reading.routes import answer
from app.server_settings import Settings
from tests.app.reading import files
from tests.asgi import Asked, encoded

PAIRS = "Arm span (cm)\tHeight (cm)\n150\t152\n161,5\t160\n171\t170,5\n"


@pytest.fixture(scope="module")
def asked():
    one = Asked(create_app(Settings()).server)
    yield one
    one.close()


def test_a_text_and_the_same_as_a_file_give_the_same_reading(asked):
    said = asked(encoded({"text": PAIRS}), path="/read")
    assert (said.status, said.headers["content-type"]) == (200, "application/json")
    reading = json.loads(said.body)
    assert [(one["name"], one["unit"]) for one in reading["columns"]] == [("Arm span", "cm"), ("Height", "cm")]
    assert [one["numbers"] for one in reading["columns"]] == [[150, 161.5, 171], [152, 160, 170.5]]
    as_file = {"file": base64.b64encode(PAIRS.encode("utf-16")).decode(), "name": "C:\\class\\arms.v2.csv"}
    assert json.loads(asked(encoded(as_file), path="/read").body) == {**reading, "title": "arms.v2"}


def test_what_cannot_be_read_is_no_fault_of_the_request(asked):
    said = asked(encoded({"text": "1;2\n"}), path="/read")
    assert said.status == 200
    assert json.loads(said.body) == {"notice": {"id": "reading.few-rows", "values": {"count": 1, "fewest": 3}}}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"text": "1;2", "file": "MTsy"},
        {"text": 5},
        {"text": None},
        {"file": "no base64!"},
        {"text": "1;2", "decimal": ";"},
        {"text": "1;2", "header": 1},
        {"text": "1;2", "delimiter": ";"},
        {"text": "1;2", "name": "x" * 301},
        [],
        None,
    ],
)
def test_what_no_page_sends_is_refused(asked, given):
    said = asked(encoded(given), path="/read")
    assert said.status == 422
    assert said.notice
    with pytest.raises(RefusedError):
        answer(encoded(given))


def test_a_body_is_bounded_before_it_is_parsed(asked):
    said = asked(encoded({"text": "1;2\n" * 600_000}), path="/read")
    assert (said.status, said.notice) == (413, "That is more than 1 MB. Take a part of it.")
    assert asked(path="/read", method="GET").status == 405


def test_readings_have_tokens_of_their_own():
    limit = Exports(1, clock=lambda: 0.0)
    scope = {"client": ("192.0.2.1", 5), "path": "/read"}
    for _ in range(int(READINGS_A_MINUTE / 1.0005)):
        limit.admit(scope, b"0123456789")
    with pytest.raises(Refusal):
        limit.admit(scope, b"x" * 1_000_000)
    limit.admit({**scope, "path": "/script"}, b"")


def test_ticks_go_on_while_the_largest_text_is_read(asked):
    text = "\t".join("abcdefghijklmnopqrst") + "\n" + ("\t".join(f"{i},25" for i in range(20)) + "\n") * 5000
    seen = []

    async def both():
        reading = asyncio.create_task(asked.ask(encoded({"text": text}), path="/read"))
        while not reading.done():
            seen.append((await asked.ask(method="GET", path="/healthz", headers=())).status)
            await asyncio.sleep(0)
        return await reading

    said = asked.run(both())
    assert len(json.loads(said.body)["rows"]) == 5000
    assert len(seen) > 3
    assert set(seen) == {200}


def test_a_workbook_is_read_by_a_process_of_its_own():
    """What ends it, as two cells far apart do, ends nothing else: calamine is not in this process."""
    with pytest.raises(RefusedError):
        workbook.sheets(files.far_apart())
    assert "python_calamine" not in sys.modules
    assert [len(rows) for _, rows in workbook.sheets(files.xlsx([[1.0, 2.0]]))] == [1]


def test_a_process_that_takes_too_long_is_ended(monkeypatch, tmp_path):
    slow = tmp_path / "slow.py"
    slow.write_text(
        "import os, pathlib, sys, time\npathlib.Path(__file__ + '.pid').write_text(str(os.getpid()))\ntime.sleep(60)"
    )
    monkeypatch.setattr(workbook, "PROGRAM", slow)
    monkeypatch.setattr(workbook, "SECONDS", 3)  # in which it has said who it is, on a busy machine too
    with pytest.raises(RefusedError) as refused:
        workbook.sheets(files.xlsx([[1.0, 2.0]]))
    assert refused.value.notice["id"] == "reading.no-workbook"
    pid = int((tmp_path / "slow.py.pid").read_text())
    time.sleep(0.1)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_the_process_imports_nothing_of_ours():
    done = subprocess.run(
        [sys.executable, "-I", str(workbook.PROGRAM), "5"], input=b"", capture_output=True, check=False
    )
    assert done.returncode != 0
    assert b"No module named 'app'" not in done.stderr
