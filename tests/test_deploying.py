"""What hosts read: one command, one health check, one port, no root, and documentation that names what exists."""

import json
import os
import re
import shutil
import subprocess
import tomllib
from dataclasses import fields
from importlib.util import find_spec

import pytest
import yaml

from app.server_settings import Settings
from tests.support import ROOT

COMMAND = "python -m app.serve"
HEALTH = "/healthz"
# What the documents may name besides Chalkline's own settings: variables of pip and of the platforms.
OTHERS = {"PIP_EXTRA_INDEX_URL", "PIP_RETRIES", "WEB_CONCURRENCY"}


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def render():
    (service,) = yaml.safe_load(text("render.yaml"))["services"]
    return service


def fly():
    return tomllib.loads(text("fly.toml"))


def instructions(name):
    """The Dockerfile's instructions of one name, with their continued lines joined."""
    joined = text("Dockerfile").replace("\\\n", " ")
    return re.findall(rf"^{name}\s+(.*)$", joined, re.MULTILINE)


def test_every_host_starts_the_same_command():
    assert text("Procfile") == f"web: {COMMAND}\n"
    assert render()["startCommand"] == COMMAND
    assert json.loads(instructions("CMD")[-1]) == COMMAND.split()
    assert fly()["build"]["dockerfile"] == "Dockerfile"
    assert find_spec(COMMAND.rsplit(maxsplit=1)[-1])


def test_every_build_makes_the_bundle_and_goes_on_without_it():
    """Heroku's build and Render's have Node.js as well; an image takes it from Node's."""
    builds = [text("bin/post_compile"), render()["buildCommand"], *instructions("RUN")]
    assert len([build for build in builds if re.search(r"\bmake bundle \|\| echo", build)]) == 3
    assert [pack["url"] for pack in json.loads(text("app.json"))["buildpacks"]] == ["heroku/nodejs", "heroku/python"]
    assert os.access(ROOT / "bin" / "post_compile", os.X_OK)


@pytest.mark.parametrize("has_npm", [True, False])
def test_setup_makes_the_bundle_where_there_is_npm(tmp_path, has_npm):
    for name in ("make", "sh", "python3", "grep", *(["npm"] if has_npm else [])):
        (tmp_path / name).symlink_to(shutil.which(name) or shutil.which("sh"))
    told = subprocess.run(
        ["make", "-nB", "setup"], cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=True
    ).stdout
    assert ("-m app.bundle" in told) == has_npm
    assert "pip" in told


def test_every_host_asks_the_same_address_whether_it_lives():
    assert render()["healthCheckPath"] == HEALTH
    assert [check["path"] for check in fly()["http_service"]["checks"]] == [HEALTH]
    program = json.loads(instructions("HEALTHCHECK")[0].split("CMD ")[1])[-1]
    assert HEALTH in program
    compile(program, "health", "exec")


def test_the_proxy_and_the_server_agree_on_the_port():
    assert fly()["env"]["PORT"] == str(fly()["http_service"]["internal_port"])


def test_the_image_does_not_run_as_root_and_holds_what_the_server_imports():
    assert instructions("USER")[-1] == "1000"
    let_through = set(re.findall(r"^!(.+)$", text(".dockerignore"), re.MULTILINE))
    assert text(".dockerignore").startswith("*\n")
    assert {"app", "assets", "components", "model", "pyproject.toml", "requirements.txt", "Makefile"} <= let_through
    assert all((ROOT / name).exists() for name in let_through)


def test_who_deploys_is_asked_for_pytorchs_index_and_no_file_names_one():
    assert json.loads(text("app.json"))["env"]["PIP_EXTRA_INDEX_URL"]["required"] is True
    assert {"key": "PIP_EXTRA_INDEX_URL", "sync": False} in render()["envVars"]
    assert "PIP_EXTRA_INDEX_URL" in instructions("ARG")
    for name in ("Procfile", "Dockerfile", "render.yaml", "fly.toml", "app.json", "requirements.txt"):
        assert not re.search(r"https://|/simple|/whl", text(name)), name


def test_the_hosts_files_set_only_what_exists():
    known = {field.name.upper() for field in fields(Settings)} | OTHERS
    assert set(json.loads(text("app.json"))["env"]) <= known
    assert {entry["key"] for entry in render()["envVars"]} <= known
    assert set(fly()["env"]) <= known


def test_a_platform_finds_one_lock_file_and_the_version_of_python():
    assert not [name for name in ("uv.lock", "Pipfile", "Pipfile.lock", "poetry.lock") if (ROOT / name).exists()]
    assert tomllib.loads(text("pyproject.toml"))["project"]["requires-python"] == f">={text('.python-version').strip()}"
    assert all(f"python:{text('.python-version').strip()}" in image for image in instructions("FROM"))


def test_the_document_names_every_setting_and_none_that_does_not_exist():
    known = {field.name.upper() for field in fields(Settings)}
    named = set(re.findall(r"`([A-Z][A-Z0-9]*_[A-Z0-9_]+|PORT|HOST)`", text("docs/deploy.md")))
    assert known <= named
    assert named - known <= OTHERS


@pytest.mark.parametrize("name", ["docs/deploy.md", "README.md", "CONTRIBUTING.md"])
def test_documents_name_only_targets_and_files_that_exist(name):
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", text(name))) <= targets
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text(name)):
        assert ((ROOT / name).parent / link).exists(), link
