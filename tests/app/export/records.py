"""A run as a page sends it to be taken home, and the same spoilt."""

from model.data import LineData
from model.optimizers import SGD, TrainingSettings
from tests.runs import Run
from tests.support import with_value

RUN = Run(LineData(n=50), TrainingSettings(SGD(0.1), 16)).epochs(3).batches(2).change(learning_rate=0.05).epochs(2)
GOOD = RUN.body()
HOSTILE = '"""\nimport os; os.system("true")  # {0}'


def changed(path, value, good=GOOD):
    return with_value(good, path, value)
