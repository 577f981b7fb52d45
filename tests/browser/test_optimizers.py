"""Every optimizer and scaling runs, can be changed on the way, and has the limit that theory gives it."""

import pytest

from model import theory
from model.data import LineData, load
from model.optimizers import CHOICES
from tests.browser.person import PAGE, check_run, run_to


def test_every_optimizer_runs_and_can_be_changed_on_the_way(student):
    for optimizer in [name for name in CHOICES if name != "sgd"]:
        run_to(student, 3, 0.1)
        student.press("more-button")
        student.page.select_option("#optimizer", optimizer)
        student.type("weight-decay", "0.1")
        run_to(student, student.epoch() + 4)
        student.reload()
        student.becomes("document.querySelector('#optimizer').value", optimizer)
        student.becomes("document.querySelector('#weight-decay').value", "0.1")
        run_to(student, student.epoch() + 4, 0.05)
        check_run(student)
        assert {it["training"]["optimizer"].get("weight_decay", 0) for it in student.record()["segments"]} == {0, 0.1}
        student.press("more-button")
        student.page.select_option("#optimizer", "sgd")
        student.type("weight-decay", "0")
        student.press("more-button")
        student.press("reset")
        student.becomes("document.querySelector('#epoch').textContent", "0")


def test_the_limit_follows_optimizer_scaling_and_batches(student):
    student.press("more-button")
    limit = load(LineData())
    plain = theory.largest_stable_learning_rate(limit.features)
    assert student.value("learning-rate-limit") == pytest.approx(plain)
    student.page.select_option("#optimizer", "momentum")
    student.wait_for_text("learning-rate-limit", "1.49")
    assert student.value("learning-rate-limit") == pytest.approx(1.9 * plain)
    student.page.select_option("#optimizer", "adam")
    student.wait_for_text("learning-rate-limit", "no fixed limit")
    student.page.select_option("#optimizer", "sgd")
    student.page.select_option("#scaling", "ten")
    student.wait_for_text("learning-rate-limit", "0.0287")
    student.page.select_option("#scaling", "none")
    student.wait_for_text("learning-rate-limit", "0.784")
    student.type("batch-size", "10")
    student.wait_for_text("learning-rate-limit", "or sooner")


def test_a_refused_momentum_is_explained(student):
    student.press("more-button")
    student.page.select_option("#optimizer", "momentum")
    student.type("momentum", "1.5")
    student.wait_for_text("sentence", "Momentum must be a number from 0 to 0.99.")
    assert student.page.evaluate(f"{PAGE}.controls.momentum") == 0.9


def test_standardised_one_epoch_at_one_half_reaches_least_squares(student):
    student.press("more-button")
    student.page.select_option("#scaling", "standardised")
    student.wait_for_text("learning-rate-limit", "above 1")
    student.set_rate(0.5)
    student.press("step")
    student.wait_for_epoch(1)
    student.settle(200)
    best = theory.least_squares(load(LineData()).features, load(LineData()).targets)
    data = load(LineData(scaling="standardised"))
    weight, bias = data.scaling.to_original_units(student.value("weight"), student.value("bias"))
    assert (weight, bias) == pytest.approx((best.weight[0], best.bias), abs=1e-4)
    assert student.text("original-units") == f"{weight:.2f} x + {bias:.2f}"
    assert "within 1" in student.text("sentence") or student.state() == "Paused"


def test_house_prices_after_a_scaled_line_are_a_run_of_their_own(student):
    student.press("more-button")
    student.page.select_option("#scaling", "standardised")
    student.wait_for_text("learning-rate-limit", "above 1")
    student.page.select_option("#dataset", "house-prices")
    student.wait_for_text("weight-true", "2.5")
    run_to(student, 3, 0.1)
    student.page.select_option("#dataset", "line")
    student.wait_for_text("weight-true", "2")
    student.becomes("document.querySelector('#scaling').value", "none")
    run_to(student, 3)
