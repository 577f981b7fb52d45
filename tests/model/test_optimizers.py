"""The optimizers: what stands in their entries is what torch does."""

import copy
from dataclasses import fields, replace

import pytest
import torch

from model.buffers import torch_class
from model.data import LineData, load
from model.optimizers import CHOICES, NOT_NEGATIVE, OPTIMIZERS, SGD, Adagrad, Adam, AdamW, RMSprop, TrainingSettings
from model.trainer import Trainer


@pytest.mark.parametrize("kind", OPTIMIZERS.values())
@pytest.mark.parametrize("weight_decay", [0.0, 0.1])
def test_the_buffers_are_those_that_torch_fills_and_none_of_the_known_signs_is_wrong(kind, weight_decay):
    settings = replace(kind(0.05), weight_decay=weight_decay)
    if kind is SGD:
        settings = replace(settings, momentum=0.9)
    trainer = Trainer(load(LineData()), TrainingSettings(settings, 16))
    trainer.run(3)
    for held in trainer.optimizer.state.values():
        assert tuple(held) == settings.buffers
        for name in settings.not_negative:
            assert (held[name] >= 0).all()
    assert set(settings.not_negative) <= set(settings.buffers) & NOT_NEGATIVE


@pytest.mark.parametrize("kind", OPTIMIZERS.values())
def test_arguments_are_torchs_own_and_bounds_cover_every_number(kind):
    parameter = torch.zeros(1, requires_grad=True)
    torch_class(kind())([parameter], **kind().arguments())
    numbers = {field.name for field in fields(kind) if field.type is float}
    assert set(kind.bounds) == numbers
    for name, setting in kind.bounds.items():
        for value in (setting.low, setting.high):
            torch_class(kind())([parameter], **kind(**{name: value}).arguments())
        with pytest.raises(ValueError, match=f"{setting.label} must lie between"):
            kind(**{name: setting.high * 1.01})


def test_families_are_those_that_checkpoints_already_hold():
    assert [settings.family() for settings in (SGD(0.1, 0.9, True), Adam(beta2=0.99), RMSprop(), Adagrad())] == [
        "sgd momentum=0.9 nesterov=True",
        "adam beta1=0.9 beta2=0.99",
        "rmsprop alpha=0.99",
        "adagrad",
    ]
    assert AdamW().family() == "adamw beta1=0.9 beta2=0.999"


def test_nesterov_without_a_momentum_is_plain_gradient_descent():
    assert SGD(0.1, 0.0, True) == SGD(0.1)
    assert SGD(0.1, 0.0, True).arguments() == SGD(0.1).arguments()
    assert SGD(0.1, 0.5, True).nesterov
    data = load(LineData())
    one, other = (Trainer(data, TrainingSettings(settings)).run(5) for settings in (SGD(0.1, 0.0, True), SGD(0.1)))
    assert one == other


def test_the_decay_of_adamw_is_decoupled():
    data = load(LineData())
    start = Trainer(data, TrainingSettings()).checkpoint()
    still, shrunk = (
        Trainer(data, TrainingSettings(AdamW(0.01, weight_decay=decay)), start).run(1).snapshots[0]
        for decay in (0.0, 0.5)
    )
    [weight], [bias] = start.parameters.values()
    assert still.weight[0] - shrunk.weight[0] == pytest.approx(0.01 * 0.5 * weight, abs=1e-6)
    assert still.bias - shrunk.bias == pytest.approx(0.01 * 0.5 * bias, abs=1e-6)
    coupled = Trainer(data, TrainingSettings(Adam(0.01, weight_decay=0.5)), start).run(1).snapshots[0]
    assert coupled.weight[0] == pytest.approx(still.weight[0], abs=1e-5)  # its first step is the rate


@pytest.mark.parametrize("choice", CHOICES.values(), ids=list(CHOICES))
def test_a_choice_and_its_fields_are_settings_of_its_optimizer(choice):
    names = {field.name for field in fields(choice.optimizer)}
    assert {*choice.fixed, *choice.fields} <= names
    middle = {
        name: (choice.optimizer.bounds[name].low + choice.optimizer.bounds[name].high) / 2 for name in choice.fields
    }
    made = choice.optimizer(**choice.fixed, **middle)
    assert all(getattr(made, name) == value for name, value in {**choice.fixed, **middle}.items())
    assert copy.deepcopy(made) == made


def test_every_optimizer_can_be_chosen():
    assert {choice.optimizer for choice in CHOICES.values()} == set(OPTIMIZERS.values())
