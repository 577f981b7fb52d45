"""The script of a run: what its record says, as PyTorch that stands alone and gives the same weights, bit for bit.

A script is a few sections; a notebook shows the same sections as cells. The common run reads like a textbook: what
small batches need is written only where there are any, and what changed on the way is left to script_changes.py.
Why it is so: docs/why/export.md.
"""

import inspect
import json
from dataclasses import dataclass
from textwrap import fill

import numpy as np
import torch

from app.export.script_changes import changing_code
from app.export.script_data import has_many_weights
from app.export.script_plan import FIVE_LINES, WIDTH, Plan, comment, indented, optimizer_call, optimizer_words, plan_for
from model.record import RunRecord
from model.regression import LinearRegressionModel
from model.trainer import initial_parameters

TITLE = "Linear regression in PyTorch"
MODEL_WORDS = "One linear layer: its weight and its bias are all that there is to learn."
IMPORTS = """\
import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)  # sums are added up in one order, as in the run
"""
ONE_WEIGHT = '''\
def snapshot(epoch):
    """Return epoch, weight and bias, and the loss: the mean squared error over all points."""
    weight, bias = model.linear.weight.item(), model.linear.bias.item()
    residuals = weight * x + bias - y
    return epoch, [weight], bias, float(residuals @ residuals) / len(y)
'''
MANY_WEIGHTS = '''\
def snapshot(epoch):
    """Return epoch, weight and bias, and the loss: the mean squared error over all points."""
    weight, bias = model.linear.weight[0].tolist(), model.linear.bias.item()
    residuals = x @ weight + bias - y
    return epoch, weight, bias, float(residuals @ residuals) / len(y)
'''
STANDARDISED_WEIGHTS = '''\
def snapshot(epoch):
    """Return epoch, weight and bias in original units, and the loss: the mean squared error over all points."""
    weight, bias = model.linear.weight[0].tolist(), model.linear.bias.item()
    residuals = x @ weight + bias - y
    original = np.array(weight) / scale
    return epoch, original.tolist(), float(bias - original @ mean), float(residuals @ residuals) / len(y)
'''
TEST_LOSS = """\
    apart = {predictions} - test_y
    test_loss = float(apart @ apart) / len(test_y) if len(test_y) else None
"""
FULL_BATCHES = """\
for epoch in range(1, {end}):
{five_lines}
    history.append(snapshot(epoch))"""
SMALL_BATCHES = """\
for epoch in range(1, {end}):
    order = torch.from_numpy(np.random.default_rng(({seed}, epoch - 1)).permutation(len(y)))
    for features, targets in zip(all_features[order].split({size}), all_targets[order].split({size})):
{five_lines}
    history.append(snapshot(epoch))"""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the script: its title, what to know about it, and its code."""

    title: str
    words: str
    code: str


def script(record: RunRecord) -> str:
    """Return the Python script of a run."""
    plan = plan_for(record)
    commented = [f"{comment(f'{section.title}. {section.words}')}\n{section.code}" for section in _sections(plan)]
    about = fill(_about(plan), WIDTH).replace("\\", "\\\\").replace('"', '\\"')  # titles are somebody's own
    head = f'"""{TITLE}: a run of Chalkline, written out.\n\n{about}\n"""\n\n{IMPORTS}\n\n'
    return head + "\n\n\n".join(commented) + "\n"


def sections(record: RunRecord) -> tuple[str, list[Section]]:
    """Return what a run was, in words, and its script in sections; the first begins with the imports."""
    plan = plan_for(record)
    first, *others = _sections(plan)
    return _about(plan), [Section(first.title, first.words, f"{IMPORTS}\n{first.code}"), *others]


def _sections(plan: Plan) -> list[Section]:
    return [
        Section("Data", plan.data.words, plan.data.code),
        Section("Model", MODEL_WORDS, inspect.getsource(LinearRegressionModel).rstrip()),
        Section("Training", _training_words(plan), _training(plan)),
        Section("Result", "What came of it, with every digit.", _result(plan)),
    ]


def _about(plan: Plan) -> str:
    changes = len(plan.stages) - 1
    changed = f", with {_count(changes, 'change')} on the way" if changes else ""
    versions = f"numpy {np.__version__} and torch {torch.__version__.split('+')[0]}"
    return (
        f"{_work(plan)} on {plan.data.title}{changed}. "
        "On the same machine this gives the weight, bias and loss of that run after every epoch, bit for bit. "
        f"It needs {versions} alone."
    )


def _work(plan: Plan) -> str:
    epoch, batch = plan.record.position
    work = _count(epoch, "epoch") + (f" and {_count(batch, 'batch', 'es')}" if batch else "")
    optimizers = {stage.segment.training.optimizer for stage in plan.stages}
    return f"{work} of {optimizer_words(optimizers.pop())}" if len(optimizers) == 1 else work


def _count(number: int, noun: str, ending: str = "s") -> str:
    return f"{number} {noun}{'' if number == 1 else ending}"


def _beginning(plan: Plan) -> list[str]:
    """Return what a run begins with: in the part that trains, so that in a notebook its cell may be run again."""
    start = plan.record.start.parameters
    weight, [bias] = start["linear.weight"], start["linear.bias"]
    seed = plan.first.training.seed
    is_drawn = (weight, bias) == initial_parameters(seed, len(weight))
    names = [variable.name for variable in plan.points.inputs]
    return [
        *([plan.data.call(**plan.data.arguments(plan.first.data))] if plan.changes_data else []),
        f"model = LinearRegressionModel({len(weight)}, 1)",
        f"with torch.no_grad():  # the start, {f'as seed {seed} draws it' if is_drawn else 'chosen by hand'}",
        *indented(_start(weight, bias, names)),
        "criterion = nn.MSELoss()",
        f"optimizer = {optimizer_call(plan.first.training.optimizer)}",
    ]


def _start(weight: list[float], bias: float, names: list[str]) -> list[str]:
    if len(weight) == 1:
        return [f"model.linear.weight.fill_({weight[0]!r})", f"model.linear.bias.fill_({bias!r})"]
    return [
        "start = [",
        *(f"    {value!r},  # {name}" for value, name in zip(weight, names, strict=True)),
        "]",
        "model.linear.weight.copy_(torch.tensor([start]))",
        f"model.linear.bias.fill_({bias!r})",
    ]


def _training_words(plan: Plan) -> str:
    words = (
        "The mean squared error says how wrong the model is, and the optimizer changes its weight and bias. "
        "`history` holds epoch, weight, bias and loss, before the first epoch and after each."
    )
    if len(plan.stages) > 1:
        return f"Comments say what was changed on the way, and when. {words}"
    size, seed = plan.pieces[0].size if plan.pieces else None, plan.first.training.seed
    if size is None:
        return f"Every epoch is one step on all the points. {words}"
    return f"Every epoch goes over the points in batches of {size}; seed {seed} and the epoch give their order. {words}"


def _training(plan: Plan) -> str:
    beginning = _beginning(plan)
    loop = "\n".join([*beginning, _plain_loop(plan)]) if plan.is_plain else changing_code(plan, beginning)
    return f"{_snapshot(plan)}\n\n{loop}"


def _snapshot(plan: Plan) -> str:
    points = plan.points
    if not has_many_weights(points):
        return _tested(ONE_WEIGHT, "weight * test_x + bias", plan)
    code = MANY_WEIGHTS if points.mean is None else STANDARDISED_WEIGHTS
    return _tested(code, "test_x @ weight + bias", plan)


def _tested(code: str, predictions: str, plan: Plan) -> str:
    """Return the code of a snapshot, with the loss on the points for testing where there are any."""
    if not plan.data.is_split:
        return code
    *lines, returned = code.replace(
        "over all points.", "over the points learned from, and over the others."
    ).splitlines()
    return "\n".join([*lines, *TEST_LOSS.format(predictions=predictions).splitlines(), f"{returned}, test_loss", ""])


def _plain_loop(plan: Plan) -> str:
    size = plan.pieces[0].size if plan.pieces else None
    loop = FULL_BATCHES if size is None else SMALL_BATCHES
    five_lines = "\n".join(indented(FIVE_LINES, 1 if size is None else 2))
    seed = plan.first.training.seed
    code = loop.format(end=plan.record.epoch + 1, seed=seed, size=size, five_lines=five_lines)
    return f"history = [snapshot(0)]\n{code}"


def _result(plan: Plan) -> str:
    return "\n".join([*_last_epoch(plan), *_half_epoch(plan)])


def _last_epoch(plan: Plan) -> list[str]:
    also, told = (", test_loss", ", test loss {test_loss}") if plan.data.is_split else ("", "")
    if has_many_weights(plan.points):
        names = ", ".join(json.dumps(variable.name, ensure_ascii=False) for variable in plan.points.inputs)
        return [
            f"epoch, weight, bias, loss{also} = history[-1]",
            f'print(f"epoch {{epoch}}: bias {{bias}}, loss {{loss}}{told}")',
            f"for name, value in zip([{names}], weight):",
            '    print(f"weight of {name}: {value}")',
        ]
    lines = [
        f"epoch, [weight], bias, loss{also} = history[-1]",
        f'print(f"epoch {{epoch}}: weight {{weight}}, bias {{bias}}, loss {{loss}}{told}")',
    ]
    if "shift" in plan.data.names:
        lines.append('print(f"in original units: weight {weight * factor}, bias {bias - weight * factor * shift}")')
    return lines


def _half_epoch(plan: Plan) -> list[str]:
    epoch, batch = plan.record.position
    if not batch:
        return []
    words = f"and after {_count(batch, 'batch', 'es')} of epoch {epoch + 1}"
    weight = "weight" if has_many_weights(plan.points) else "[weight]"
    return [
        f"_, {weight}, bias, *_ = snapshot({epoch})",
        f'print(f"{words}: weight {{weight}}, bias {{bias}}")',
    ]
