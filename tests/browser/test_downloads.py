"""What is taken along: a script that gives the run, its history and data, a picture of each figure."""

import csv
import io
import json
import subprocess
import sys

import numpy as np

from model.data import LineData, load
from tests.browser.person import (
    download,
    run_to,
)


def test_the_script_of_the_run_reproduces_it(student, tmp_path):
    student.press("more-button")
    run_to(student, 6, 0.2)
    student.page.select_option("#optimizer", "adam")
    student.slide("noise", 0.5)
    run_to(student, student.epoch() + 6)
    student.press("chip-code")
    student.wait_for_text("script", "torch.optim.Adam")
    file = download(student, "download-script")
    assert file.suggested_filename.endswith(".py")
    path = tmp_path / "run.py"
    path.write_text(file.path().read_text() + "\nimport json\nprint(json.dumps(history))\n")
    printed = subprocess.run([sys.executable, path], capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    history = json.loads(printed.splitlines()[-1])
    rows = student.record()["rows"]
    assert [[epoch, *np.ravel(weight), bias] for epoch, weight, bias, _ in history] == [
        [row[0], row[3], row[2]] for row in rows
    ]
    notebook = json.loads(download(student, "download-notebook").path().read_text())
    assert notebook["nbformat"] == 4


def test_history_and_data_can_be_taken_along(student):
    run_to(student, 5, 0.2)
    student.press("chip-code")
    history = list(csv.DictReader(io.StringIO(download(student, "download-history").path().read_text("utf-8-sig"))))
    assert float(history[-1]["loss"]) == student.value("loss")
    assert {row["learning_rate"] for row in history[1:]} == {"0.2"}
    data = list(csv.reader(io.StringIO(download(student, "download-data").path().read_text("utf-8-sig"))))
    assert data[0] == ["x", "y"]
    assert np.array_equal(np.float32([row[1] for row in data[1:]]), np.float32(load(LineData()).targets))


def test_each_figure_is_a_picture_for_the_wall(student):
    run_to(student, 5, 0.2)
    student.press("chip-code")
    for name in ("fit", "loss", "map", "residuals"):
        student.page.wait_for_selector(f"[data-picture={name}]")
        with student.page.expect_download() as waiting:
            student.page.click(f"[data-picture={name}][data-format=png]")
        png = waiting.value.path().read_bytes()
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1920, 1080)
        with student.page.expect_download() as waiting:
            student.page.click(f"[data-picture={name}][data-format=svg]")
        assert waiting.value.path().read_text().startswith("<svg")


def test_the_history_and_the_script_agree_although_the_noise_was_changed_on_the_way(student, tmp_path):
    run_to(student, 6, 0.2)
    before = student.value("loss")
    student.slide("noise", 1)
    student.wait_until(f"Number(document.querySelector('#loss').dataset.value) !== {before}")
    student.settle(400)
    shown, rows = student.value("loss"), student.record()["rows"]
    run_to(student, student.epoch() + 5)
    assert student.record()["rows"][: len(rows)] == rows
    assert shown != rows[-1][1]
    student.press("chip-code")
    path = tmp_path / "run.py"
    path.write_text(download(student, "download-script").path().read_text() + "\nprint([row[3] for row in history])\n")
    printed = subprocess.run([sys.executable, path], capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    losses = json.loads(printed.splitlines()[-1])
    table = csv.DictReader(io.StringIO(download(student, "download-history").path().read_text("utf-8-sig")))
    assert [float(row["loss"]) for row in table] == losses
