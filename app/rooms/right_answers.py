"""What is right of a ready question where it is a matter of the data: found from those of the teacher's page."""

import msgspec

from app.rooms.questions import Question
from model import theory
from model.data import DataSpec, load
from model.data.curve import CurveData

GIVE = 0.05  # of the largest rate: samples of the same data differ by as much
OF_SPREAD = 0.05  # of the targets', where there is next to no noise
DIGITS = 3

replace = msgspec.structs.replace


def informed(question: Question, ready: str | None, spec: DataSpec) -> Question:
    """Return a ready question that knows its answer on these data; any other, and where there is none, as it is."""
    if ready == "largest-rate":
        return _largest_rate(question, spec)
    if ready in ("line-by-hand", "place-of-the-lowest"):
        return _line(question, spec)
    return question


def _largest_rate(question: Question, spec: DataSpec) -> Question:
    limit = theory.largest_stable_learning_rate(load(spec).training_features)
    truth, tolerance = (float(f"{value:.{DIGITS}g}") for value in (limit, GIVE * limit))
    return replace(question, truth=truth, tolerance=tolerance) if question.takes(truth) else question


def _line(question: Question, spec: DataSpec) -> Question:
    """Right is a line that is nowhere further from the least-squares line than points usually are."""
    points = load(spec)
    if len(points.inputs) > 1 or isinstance(spec, CurveData):
        return question
    best = theory.least_squares(points.features, points.targets)
    if best.weight is None or best.bias is None:
        return question
    near = max(best.loss**0.5, OF_SPREAD * float(points.targets.std()))
    ends = points.x_range or (points.features.min(), points.features.max())
    low, high = (float(f"{end:.{DIGITS}g}") for end in ends)
    truth = (float(best.weight[0]), float(best.bias))
    return replace(question, truth=truth, tolerance=float(f"{near:.2g}"), span=(low, high))
