"""The pins: exact, whole, the same for every platform, and audited without pretending."""

import importlib.util
import re
from importlib.metadata import distribution

import pytest
from packaging.markers import Marker

from tests.support import ROOT

FILES = ["requirements.txt", "requirements-dev.txt", ".ci/tools.txt", "bench/peers/requirements.txt"]
PIN = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[A-Za-z0-9.]+)( ; .+)?")
# selenium 4.2 of dash[testing] wants an older one than the server gets; nothing else may differ.
TESTS_DIFFER_IN = {"urllib3"}


def lines(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]


def pins(file):
    found = {}
    for line in lines(file):
        match = PIN.fullmatch(line)
        assert match, line
        found.setdefault(match["name"], set()).add(match["version"])
    return found


def wanted(file):
    """Name and version of what an .in file asks for by itself."""
    split = [re.split(r"\[.*\]==|==|;", line) for line in lines(file) if not line.startswith("-r")]
    return {parts[0].strip(): parts[1].strip() for parts in split}


@pytest.mark.parametrize("file", FILES)
def test_every_pin_is_exact_and_says_who_needs_it(file):
    assert pins(file)
    text = (ROOT / file).read_text(encoding="utf-8")
    for line in lines(file):
        assert f"{line}\n    # via" in text, line


@pytest.mark.parametrize("file", FILES)
def test_the_pins_are_made_of_what_is_asked_for(file):
    found = pins(file)
    for name, version in wanted(file.replace(".txt", ".in")).items():
        assert version in found[name], name


@pytest.mark.parametrize("file", FILES)
def test_every_platform_can_use_the_file(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-", text, re.MULTILINE)
    assert not re.search(r"nvidia|cuda|triton|\+cpu", text)


def test_tests_run_on_what_is_served():
    served, tested = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name for name, versions in served.items() if tested.get(name) != versions} == TESTS_DIFFER_IN


def test_nothing_else_is_installed_than_what_is_pinned():
    """What the served packages need, by their own metadata on this machine, has a pin."""
    served = pins("requirements.txt")
    here = {line.split("==")[0] for line in lines("requirements.txt") if is_for_here(line)}
    for name in here:
        for requirement in distribution(name).requires or []:
            if ";" not in requirement:
                assert re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-") in served, requirement


def is_for_here(line):
    """Tell whether a pin is for this Python."""
    marker = line.partition(" ; ")[2]
    return not marker or Marker(marker).evaluate()


def audit():
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


UNKNOWN = {"name": "b", "skip_reason": "not found"}
GOOD = {"name": "a", "version": "1", "vulns": []}
BAD = {"name": "c", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]}


@pytest.mark.parametrize("entries", [[], [UNKNOWN]])
def test_an_audit_that_checked_nothing_says_so(entries):
    (line,) = audit().verdict("x.txt", entries)
    assert "NOTHING WAS CHECKED" in line


def test_an_audit_counts_what_it_checked_and_names_what_it_found():
    assert audit().verdict("x.txt", [GOOD]) == ["x.txt: 1 pins checked; known advisories: none."]
    first, second, third = audit().verdict("x.txt", [GOOD, UNKNOWN, BAD])
    assert first == "x.txt: 2 pins checked; known advisories: 1."
    assert second == "  c 2: CVE-1, mended in 3"
    assert third.endswith(": b")


@pytest.mark.parametrize(("served", "tested", "code"), [(BAD, GOOD, 1), (GOOD, BAD, 0), (UNKNOWN, UNKNOWN, 0)])
def test_only_an_advisory_about_what_is_served_fails(served, tested, code, monkeypatch, capsys):
    program = audit()
    monkeypatch.setattr(program, "audit", lambda file: [served if file == program.SERVED else tested])
    assert program.main() == code
