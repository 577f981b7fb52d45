"""The class as the data: everybody's point in one table, in an order that tells nobody whose is which."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.rooms.plan import Placed
from model.data.dataset import Variable
from model.data.points import PointsTable

FEWEST = 2  # of points that a line is fitted to


@dataclass(frozen=True, slots=True)
class ClassPoints:
    """How many there are, and the table of them as soon as there are two."""

    n: int
    table: PointsTable | None = None

    def as_told(self) -> dict[str, Any]:
        """Return what every answer says of them: a page that holds others asks for these."""
        return {"n": self.n, "hash": self.table.name if self.table else None}

    def as_json(self) -> dict[str, Any] | None:
        """Return the table as a page holds points of its own."""
        table = self.table
        if table is None:
            return None
        variables = [{"name": it.name, "unit": it.unit} for it in (*table.inputs, table.output)]
        nothing = dict.fromkeys(("true_weight", "true_bias", "mean", "scale"))
        return {
            "features": table.features.tolist(),
            "targets": table.targets.tolist(),
            "inputs": variables[:1],
            "output": variables[1],
            "labels": [],
            "title": table.title,
            "x_range": table.x_range,
            "y_range": table.y_range,
        } | nothing


def placed(plane: Placed | None, points: Sequence[tuple[float, float]]) -> ClassPoints:
    """Return the points that were placed, those on the plane; in their own order, not that of who came."""
    if plane is None:
        return ClassPoints(0)
    sides = (plane.x, plane.y)
    within = sorted(
        it for it in points if all(low <= value <= high for value, (low, high) in zip(it, sides, strict=True))
    )
    if len(within) < FEWEST:
        return ClassPoints(len(within))
    xs, ys = np.array(within).T
    (x, y), (x_unit, y_unit) = plane.names, plane.units
    table = PointsTable(xs[:, None], ys, (Variable(x, x_unit),), Variable(y, y_unit), x_range=plane.x, y_range=plane.y)
    return ClassPoints(len(within), table)
