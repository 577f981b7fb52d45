"""Runs whose scripts are tested, and the script of a run held against the run itself."""

from model.data import HousePricesData, HubbleData, LineData
from model.optimizers import SGD, Adagrad, Adam, AdamW, RMSprop
from model.record import replay
from model.snapshot import Checkpoint
from tests.runs import executed

OPTIMIZERS = [
    SGD(0.1),
    SGD(0.05, momentum=0.9),
    SGD(0.05, momentum=0.8, nesterov=True),
    Adam(0.05, beta1=0.8),
    AdamW(0.05, beta2=0.99),
    RMSprop(0.02),
    Adagrad(0.3),
]
NAMES = ["sgd", "heavy-ball", "nesterov", "adam", "adamw", "rmsprop", "adagrad"]
DATA = [LineData(n=60), HousePricesData(n=70), HubbleData("ten")]
UNSCALED = HousePricesData(n=70, scaling="none")
START = Checkpoint(0, 0, 0, 1.0, {"linear.weight": [0.25], "linear.bias": [-1.5]})


def check(run):
    """Execute the run's script, and hold its history and its last parameters against the run's; its replay too."""
    assert replay(run.record()) == run.history
    namespace = executed(run.script())
    assert namespace["history"] == [(s.epoch, s.weight, s.bias, s.loss) for s in run.history]
    linear = namespace["model"].linear
    assert linear.weight.tolist()[0] == run.checkpoint.parameters["linear.weight"]
    assert linear.bias.tolist() == run.checkpoint.parameters["linear.bias"]
    return namespace
