"""Which plotly.js is served: the bundle of Plotly's own version, or the full one; and how the bundle comes."""

import json
import logging
import subprocess

import pytest
from plotly.offline import get_plotlyjs_version

from app.bundle import fetch
from app.plotly_js import FULL, SCRIPT, VERSION, plotly_script


@pytest.fixture
def bundle(tmp_path):
    def of_version(version):
        (tmp_path / SCRIPT).write_text("window.Plotly = {};")
        (tmp_path / VERSION).write_text(f"{version}\n")
        return tmp_path

    return of_version


@pytest.fixture
def told(caplog):
    caplog.set_level(logging.INFO, "chalkline")
    return caplog


@pytest.fixture
def npm(tmp_path):
    """Write a program that does as npm does, or does not."""

    def program(script):
        path = tmp_path / "npm"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    return program


def test_without_a_bundle_the_full_one_is_served_and_nothing_is_said(tmp_path, told):
    assert plotly_script(tmp_path).path == FULL
    assert plotly_script(tmp_path / "nowhere").path == FULL
    assert told.messages == []


def test_a_bundle_of_plotlys_version_is_served_under_another_name(bundle, told):
    found = plotly_script(bundle(get_plotlyjs_version()))
    assert found.path == bundle(get_plotlyjs_version()) / SCRIPT
    assert found.folder.startswith(f"/plotly-{get_plotlyjs_version()}-")
    assert found.address != plotly_script(bundle("0.0.1")).address


def test_a_bundle_of_another_version_is_not_served_and_one_line_says_so(bundle, told):
    assert plotly_script(bundle("0.0.1")).path == FULL
    (line,) = told.messages
    assert "0.0.1" in line
    assert get_plotlyjs_version() in line


def test_a_version_without_its_script_is_no_bundle(bundle):
    folder = bundle(get_plotlyjs_version())
    (folder / SCRIPT).unlink()
    assert plotly_script(folder).path == FULL


@pytest.mark.parametrize("script", ["exit 1", "exit 0", 'echo broken > "$4/x.tgz"', None])
def test_where_npm_is_missing_or_cannot_fetch_a_sentence_says_so(tmp_path, npm, script):
    said = fetch(tmp_path, npm(script) if script else str(tmp_path / "none"))
    assert said.startswith("The full plotly.js stays")
    assert plotly_script(tmp_path).path == FULL


def test_what_npm_packs_is_the_bundle_with_its_version_beside_it(tmp_path, npm):
    package = tmp_path / "package"
    package.mkdir()
    (package / SCRIPT).write_text("window.Plotly = {};")
    (package / "package.json").write_text(json.dumps({}))
    subprocess.run(["tar", "-czf", "packed.tgz", "package"], cwd=tmp_path, check=True)
    said = fetch(tmp_path, npm(f'echo "$5" > {tmp_path}/asked; cp {tmp_path}/packed.tgz "$4/x.tgz"'))
    assert (tmp_path / "asked").read_text() == f"plotly.js-cartesian-dist-min@{get_plotlyjs_version()}\n"
    assert "is there" in said
    assert plotly_script(tmp_path).path == tmp_path / SCRIPT
