"""torch without its compiler: the same numbers of every optimizer, and a server that never imports it."""

import subprocess
import sys

import pytest

from model.optimizers import CHOICES
from tests.support import ROOT

NUMBERS = """
import sys
from app.host.without_compiler import leave_out_the_compiler
from model.data import HousePricesData, load
from model.optimizers import CHOICES, TrainingSettings
from model.trainer import Trainer

if sys.argv[1] == "without":
    leave_out_the_compiler()
for choice in CHOICES.values():
    for batch_size in (None, 7):
        optimizer = choice.optimizer(**choice.fixed, learning_rate=0.1, weight_decay=0.01)
        print(Trainer(load(HousePricesData(n=40)), TrainingSettings(optimizer, batch_size)).run(5).checkpoint)
print("compiled" if hasattr(sys.modules["torch._dynamo"], "config") else "bare", file=sys.stderr)
"""


def said(*command):
    return subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=True)


def test_every_optimizer_gives_the_same_numbers_without_it():
    with_it, without_it = said("-c", NUMBERS, "with"), said("-c", NUMBERS, "without")
    assert with_it.stderr.splitlines()[-1] == "compiled"
    assert without_it.stderr.splitlines()[-1] == "bare"
    assert without_it.stdout.count("\n") == 2 * len(CHOICES)
    assert without_it.stdout == with_it.stdout


@pytest.mark.parametrize("module", ["torch._dynamo.config", "torch._inductor", "sympy"])
def test_a_server_never_imports_it(module):
    assert said("-c", f"import sys, app.asgi; print({module!r} in sys.modules)").stdout == "False\n"
