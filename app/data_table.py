"""The data sets side by side, as the page fetches them when somebody wants to compare: all of it from the model."""

import json
from dataclasses import asdict
from typing import Any

from app.static.files import File
from model import theory
from model.data import DataSets, DataSpec

ADDRESS = "/data-sets.json"


def data_table(data_sets: DataSets) -> File:
    """Return the file: a row for each data set, as it is at first."""
    rows = [_row(spec) for spec in data_sets.values()]
    return File(ADDRESS, json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def _row(spec: type[DataSpec]) -> dict[str, Any]:
    points = spec().load()
    best = theory.least_squares(points.features, points.targets)
    return {
        "kind": spec.kind,
        "n": len(points.targets),
        "inputs": [asdict(variable) for variable in points.inputs],
        "output": asdict(points.output),
        "weight": best.weight,
        "limit": theory.largest_stable_learning_rate(points.training_features),
        "source": spec.source,
        "licence": spec.licence,
    }
