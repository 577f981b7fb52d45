"""The epoch without autograd's graph: bit for bit the epoch of the five textbook lines, or not used at all."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model import shortcut, trainer
from model.data import HousePricesData, HubbleData, LineData, load
from model.optimizers import SGD, Adam, TrainingSettings
from model.shortcut import PlainDescent
from model.trainer import Trainer

DATA = st.one_of(
    st.builds(
        LineData,
        n=st.integers(2, 2000),
        noise=st.floats(0, 2, width=32),
        seed=st.integers(0, 99),
        scaling=st.sampled_from(("none", "ten", "standardised")),
    ),
    st.builds(HousePricesData, n=st.integers(2, 2000), seed=st.integers(0, 99)),
    st.just(HubbleData()),
)


@given(data=DATA, rate=st.floats(1e-4, 10), seed=st.integers(0, 999))
@settings(deadline=None, max_examples=60)
def test_it_gives_the_bits_of_the_textbook_lines_also_while_it_diverges(data, rate, seed):
    dataset, chosen = load(data), TrainingSettings(SGD(rate), seed=seed)
    textbook, quick = Trainer(dataset, chosen), Trainer(dataset, chosen)
    descent = PlainDescent(quick.model.linear, quick.features, quick.targets)
    for _ in range(25):
        textbook.run_epoch()
        descent.step(rate)
        pairs = zip(textbook.model.parameters(), quick.model.parameters(), strict=True)
        assert all(torch.equal(one.nan_to_num(), other.nan_to_num()) for one, other in pairs)


def test_a_run_is_the_same_with_it_and_without(monkeypatch):
    chosen = TrainingSettings(SGD(0.05), seed=3)
    quick = Trainer(load(HousePricesData()), chosen)
    assert quick.plain
    monkeypatch.setattr(trainer, "is_exact", lambda: False)
    textbook = Trainer(load(HousePricesData()), chosen)
    assert not textbook.plain
    assert quick.run(60) == textbook.run(60)


@pytest.mark.parametrize("optimizer", [SGD(0.1, momentum=0.5), SGD(0.1, weight_decay=0.1), Adam(0.1)], ids=str)
def test_other_optimizers_take_the_textbook_lines(optimizer):
    assert not Trainer(load(LineData()), TrainingSettings(optimizer)).plain


def test_small_batches_take_the_textbook_lines(monkeypatch):
    chosen = TrainingSettings(SGD(0.1), batch_size=10)
    monkeypatch.setattr(PlainDescent, "step", lambda *_: pytest.fail("not for small batches"))
    assert Trainer(load(LineData()), chosen).run(2).checkpoint.step == 50


def test_a_difference_of_one_bit_is_seen(monkeypatch):
    shortcut.is_exact.cache_clear()
    exact = PlainDescent.step

    def off_by_a_bit(descent, learning_rate):
        exact(descent, learning_rate)
        descent.bias.copy_(torch.nextafter(descent.bias, torch.tensor(torch.inf)))

    monkeypatch.setattr(PlainDescent, "step", off_by_a_bit)
    assert not shortcut.is_exact()
    shortcut.is_exact.cache_clear()
