"""The lessons as files that the server has, and a teacher's own directory."""

import json
import re
import subprocess
import sys

import pytest

from app.factory import create_app
from app.lessons import lessons_folder
from app.server_settings import Settings, from_environment
from components.schema import schema
from tests.asgi import Asked
from tests.support import ROOT

LESSON = "---\ntitle: Mine\nminutes: 3\n---\n\n## One\n\nPress Start.\n"


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "Lessons"  # capitals, which other settings do not tell apart
    path.mkdir()
    (path / "mine.md").write_text(LESSON)
    return path


def test_the_list_and_each_lesson_are_files(own):
    folder = lessons_folder(schema(), str(own))
    listed = json.loads(folder.files["list.json"])
    assert {"name": "mine", "title": "Mine", "minutes": 3, "cards": 1} in listed
    assert {f"{entry['name']}.json" for entry in listed} | {"list.json"} == set(folder.files)
    assert json.loads(folder.files["mine.json"])["cards"][0]["html"] == "<p>Press Start.</p>"


@pytest.fixture
def asked(own):
    asked = Asked(create_app(Settings(lessons_dir=str(own))).server)
    yield lambda path, method="GET": asked(method=method, path=path, headers=())
    asked.close()


def test_the_page_names_them_and_browsers_may_keep_them(asked):
    address = re.search(rb'data-lessons="(/lessons-\w+/)"', asked("/").body)[1].decode()
    for name in ("list", "mine", "too-fast"):
        answer = asked(f"{address}{name}.json")
        assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert asked(f"{address}other.json").status == 404
    assert asked(f"{address}mine.json", "POST").status == 405


def test_the_directory_is_a_setting_like_others(own):
    assert from_environment({"LESSONS_DIR": f" {own} "}).lessons_dir == str(own)
    with pytest.raises(ValueError, match="LESSONS_DIR must be a directory that is there"):
        from_environment({"LESSONS_DIR": str(own / "mine.md")})
    with pytest.raises(ValueError, match="LESSONS_DIR must be a directory that is there"):
        from_environment({"LESSONS_DIR": 5000 * "a"})


@pytest.mark.parametrize("module", ["app", "app.serve"])
def test_a_bad_file_refuses_the_start_with_file_line_and_reason(own, module):
    (own / "bad.md").write_text(LESSON.replace("Press", "<b>Press</b>"))
    command = [sys.executable, "-m", module]
    environment = {"LESSONS_DIR": str(own), "PORT": "0", "PYTHONPATH": str(ROOT), "PATH": ""}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == f"{own / 'bad.md'}:8: HTML cannot stand in a card"
    assert "Traceback" not in done.stderr
