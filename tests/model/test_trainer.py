"""Training against oracles: a gradient by hand, least squares, the table of the lesson, a plain torch loop."""

import json
from dataclasses import asdict
from itertools import count

import numpy as np
import pytest
import torch
from torch import nn

from model import theory
from model.data import HousePricesData, HubbleData, LineData, load
from model.optimizers import SGD, Adagrad, Adam, AdamW, RMSprop, TrainingSettings
from model.regression import LinearRegressionModel
from model.snapshot import Checkpoint
from model.trainer import Trainer, example_order, initial_parameters, textbook_lines

OPTIMIZERS = [
    (SGD(0.1), lambda p: torch.optim.SGD(p, lr=0.1)),
    (SGD(0.1, momentum=0.9), lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9)),
    (
        SGD(0.05, momentum=0.8, nesterov=True, weight_decay=0.01),
        lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, nesterov=True, weight_decay=0.01),
    ),
    (Adam(0.05), lambda p: torch.optim.Adam(p, lr=0.05)),
    (AdamW(0.05, weight_decay=0.1), lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.1)),
    (RMSprop(0.02), lambda p: torch.optim.RMSprop(p, lr=0.02)),
    (Adagrad(0.3), lambda p: torch.optim.Adagrad(p, lr=0.3)),
]
IDS = ["sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop", "adagrad"]


def plain_run(data, build, *, epochs, batch_size, seed):
    """The uninterrupted run: a plain torch loop that shares nothing with Trainer but the seeds' meaning."""
    model = nn.Linear(data.input_dim, 1)
    weight, bias = initial_parameters(seed, data.input_dim)
    with torch.no_grad():
        model.weight.copy_(torch.tensor([weight]))
        model.bias.copy_(torch.tensor([bias]))
    x = torch.tensor(data.training_features, dtype=torch.float32)
    y = torch.tensor(data.targets, dtype=torch.float32).reshape(-1, 1)
    optimizer = build(model.parameters())
    history = []
    for epoch in range(epochs):
        if batch_size is None or batch_size >= len(x):
            batches = [slice(None)]
        else:
            batches = torch.tensor(np.random.default_rng((seed, epoch)).permutation(len(x))).split(batch_size)
        for batch in batches:
            optimizer.zero_grad()
            loss = nn.MSELoss()(model(x[batch]), y[batch])
            loss.backward()
            optimizer.step()
        history.append((model.weight.tolist()[0], model.bias.item()))
    return history


def through_json(checkpoint):
    return Checkpoint(**json.loads(json.dumps(asdict(checkpoint))))


def interrupted_run(data, settings, *, epochs, every):
    """A run that stops after every so many batches and goes on in a new Trainer, its checkpoint sent through JSON."""
    checkpoint, history, batches = None, [], count(1)
    while len(history) < epochs:
        trainer = Trainer(data, settings, checkpoint)
        stretch = trainer.run(epochs - len(history), lambda: next(batches) % every == 0)
        checkpoint = through_json(stretch.checkpoint)
        history += stretch.snapshots
    return history, checkpoint


def test_one_epoch_is_the_gradient_by_hand():
    data = load(LineData())
    trainer = Trainer(data, TrainingSettings(SGD(0.1)))
    (w,), b = initial_parameters(TrainingSettings().seed, 1)
    x, y = data.features[:, 0], data.targets
    residuals = w * x + b - y
    trainer.run_epoch()
    after = trainer.snapshot()
    assert after.weight[0] == pytest.approx(w - 0.1 * np.mean(2 * residuals * x), abs=1e-6)
    assert after.bias == pytest.approx(b - 0.1 * np.mean(2 * residuals), abs=1e-6)
    assert after.loss == pytest.approx(np.mean((after.weight[0] * x + after.bias - y) ** 2), rel=1e-12)


@pytest.mark.parametrize("spec", [LineData(), HubbleData(), HousePricesData()])
def test_many_epochs_end_at_least_squares(spec):
    data = load(spec)
    rate = min(0.5, 0.9 * theory.largest_stable_learning_rate(data.training_features))
    last = Trainer(data, TrainingSettings(SGD(rate))).run(2000).snapshots[-1]
    best = theory.least_squares(data.features, data.targets)
    assert last.weight == pytest.approx(best.weight, rel=2e-4)
    assert last.bias == pytest.approx(best.bias, rel=2e-4)
    assert last.loss == pytest.approx(best.loss, rel=1e-6)


def test_learning_rate_0_01_goes_as_the_lesson_says():
    runs = []
    for seed in range(150):
        data = load(LineData(seed=seed))
        best = theory.least_squares(data.features, data.targets).loss
        start = 2654435761 * (seed + 1) % 2**32  # far apart, as the first draws of neighbouring seeds are not
        snapshots = Trainer(data, TrainingSettings(SGD(0.01), seed=start)).run(250).snapshots
        runs.append([(snapshots[epoch - 1].weight[0], snapshots[epoch - 1].loss / best) for epoch in (100, 200, 250)])
    weights, ratios = np.median(np.array(runs), axis=0).T
    # The medians of blocks of 150 runs scatter by 0.05 (weight), 0.08 (first ratio) and 0.025 (the others).
    assert weights == pytest.approx([1.56, 1.72, 1.74], abs=0.2)
    assert ratios[0] == pytest.approx(3.0, abs=0.3)
    assert ratios[1:] == pytest.approx([1.19, 1.16], abs=0.1)


def test_a_standardised_line_arrives_in_one_epoch():
    x = load(LineData()).features[:, 0]
    standardised = (x - x.mean()) / x.std()
    assert theory.curvatures(standardised[:, None]) == pytest.approx([2, 2])


@pytest.mark.parametrize(("settings", "build"), OPTIMIZERS, ids=IDS)
@pytest.mark.parametrize("batch_size", [None, 32, 250, 1])
def test_resuming_anywhere_equals_the_uninterrupted_run(settings, build, batch_size):
    data = load(LineData(n=40 if batch_size == 1 else 250))
    epochs = 6 if batch_size == 1 else 25
    oracle = plain_run(data, build, epochs=epochs, batch_size=batch_size, seed=5)
    training = TrainingSettings(settings, batch_size, seed=5)
    for every in (1, 3, 7):
        history, checkpoint = interrupted_run(data, training, epochs=epochs, every=every)
        assert [(snapshot.weight, snapshot.bias) for snapshot in history] == oracle
        assert checkpoint.epoch == epochs
        size = min(batch_size or len(data.targets), len(data.targets))
        assert checkpoint.step == epochs * -(-len(data.targets) // size)


def test_several_features_resume_too():
    data = load(HousePricesData(n=100))
    oracle = plain_run(data, OPTIMIZERS[3][1], epochs=10, batch_size=16, seed=2)
    history, checkpoint = interrupted_run(data, TrainingSettings(Adam(0.05), 16, seed=2), epochs=10, every=4)
    assert [data.to_original_units(w, b) for w, b in oracle] == [(s.weight, s.bias) for s in history]
    assert checkpoint.buffers is not None
    assert checkpoint.buffers["linear.weight.step"] == [70]


def test_a_stretch_that_ends_early_is_a_prefix_of_a_longer_one():
    data, training = load(LineData()), TrainingSettings(SGD(0.1), 50)
    whole = Trainer(data, training).run(10)
    calls = count(1)
    part = Trainer(data, training).run(10, lambda: next(calls) > 17)
    assert part.snapshots == whole.snapshots[: len(part.snapshots)]
    assert 0 < len(part.snapshots) < 10


def test_the_order_of_examples_comes_from_seed_and_epoch():
    assert np.array_equal(example_order(3, 4, 100), example_order(3, 4, 100))
    assert not np.array_equal(example_order(3, 4, 100), example_order(3, 5, 100))
    assert sorted(example_order(3, 4, 100)) == list(range(100))


def test_another_batch_size_holds_from_the_next_epoch():
    data = load(LineData(n=100))
    calls = count(1)
    part = Trainer(data, TrainingSettings(SGD(0.1), 20)).run(5, lambda: next(calls) == 2).checkpoint
    assert (part.epoch, part.batch, part.batch_size) == (0, 2, 20)
    rest = Trainer(data, TrainingSettings(SGD(0.1), 50), part).run(2)
    assert rest.checkpoint.step == 5 + 2


def test_buffers_of_another_family_are_left_behind_and_others_kept():
    data = load(LineData())
    first = Trainer(data, TrainingSettings(SGD(0.1, momentum=0.9))).run(5).checkpoint
    fresh = Checkpoint(**{**asdict(first), "buffers": None, "family": ""})
    for other in (SGD(0.1, momentum=0.5), Adam(0.1), SGD(0.1)):
        carried = Trainer(data, TrainingSettings(other), first).run(3)
        assert carried.snapshots == Trainer(data, TrainingSettings(other), fresh).run(3).snapshots
    kept = Trainer(data, TrainingSettings(SGD(0.05, momentum=0.9)), first).run(3)
    assert kept.snapshots != Trainer(data, TrainingSettings(SGD(0.05, momentum=0.9)), fresh).run(3).snapshots


def test_weights_are_drawn_like_nn_linear_and_the_global_generator_is_left_alone():
    torch.manual_seed(0)
    before = torch.random.get_rng_state()
    Trainer(load(HousePricesData()), TrainingSettings(Adam(0.1), 32)).run(2)
    assert torch.equal(before, torch.random.get_rng_state())
    drawn = np.array([initial_parameters(seed, 4)[0] for seed in range(500)])
    assert np.abs(drawn).max() <= 0.5
    assert drawn.std() == pytest.approx(1 / np.sqrt(12), rel=0.05)


def test_the_model_is_one_linear_layer():
    model = LinearRegressionModel(4, 1)
    assert [type(module) for module in model.children()] == [nn.Linear]
    assert model(torch.zeros(3, 4)).shape == (3, 1)


def test_the_code_shown_is_the_code_run():
    assert textbook_lines().splitlines() == [
        "optimizer.zero_grad()",
        "predictions = model(features)",
        "loss = criterion(predictions, targets)",
        "loss.backward()",
        "optimizer.step()",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"parameters": {"linear.weight": [1.0, 2.0], "linear.bias": [0.0]}},
        {"parameters": {"linear.weight": [1.0]}},
        {"buffers": {"linear.weight.step": [1.0]}, "family": "adam beta1=0.9 beta2=0.999"},
    ],
)
def test_a_checkpoint_of_another_shape_is_refused(change):
    data, training = load(LineData()), TrainingSettings(Adam(0.1))
    checkpoint = Trainer(data, training).run(1).checkpoint
    with pytest.raises(ValueError, match="does not belong"):
        Trainer(data, training, Checkpoint(**{**asdict(checkpoint), **change}))
