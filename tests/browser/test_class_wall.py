"""The wall with real runs: dots that keys reach, snapshots to the bit, what is hidden, the class as the data."""

import json

import pytest

from tests.browser.classmates import Classmate
from tests.browser.test_class import PHONE, STATE, person, teacher  # noqa: F401  fixtures

MAP = "document.querySelector('#class-map .js-plotly-plot')"
CLASS = f"{MAP}?.data?.find((trace) => trace.name === 'Class')"
ROWS = f"""() => {{
    const {{ history }} = {STATE}.record;
    return Array.from({{ length: history.length }}, (_, i) => [history.epoch(i), history.weight(i)[0], history.bias(i), history.loss(i)]);
}}"""
REPLAYED = """() => [...document.querySelectorAll("#class-snapshots .class-run")].map(
    (run) => JSON.parse(run.dataset.rows)
)"""


def opened_wall(teacher, dots):
    teacher.page.evaluate("document.querySelector('#class-desk-view .close')?.click()")
    teacher.press("class-view")
    teacher.wait_until(f"{CLASS}?.x.length === {dots}", seconds=40)
