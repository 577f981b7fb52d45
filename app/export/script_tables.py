"""The points of a run that was touched by hand, as code: a table for each time that they were changed."""

from textwrap import indent

import numpy as np

from model.data import DataSpec, load
from model.data.dataset import ROUNDED, Dataset
from model.data.points import PointsData
from model.data.table import shortest

Lines = list[str]


def are_touched(specs: list[DataSpec]) -> bool:
    """Tell whether points were changed by hand on the way."""
    return len(set(specs)) > 1 and any(isinstance(spec, PointsData) for spec in specs)


def tables_code(specs: list[DataSpec]) -> Lines:
    """Return the lines that make `x` and `y` of table `number`, and mean and scale where features are standardised."""
    all_points = [load(spec) for spec in specs]
    first = all_points[0]
    lines = [
        "tables = {",
        *(line for number, points in enumerate(all_points, 1) for line in _table(number, points)),
        "}",
    ]
    column = 0 if first.input_dim == 1 and first.mean is None else slice(None, -1)
    taken = "0" if column == 0 else ":-1"
    lines += [f"points = np.array(tables[number]){ROUNDED}", f"x, y = points[:, {taken}], points[:, -1]"]
    if first.mean is not None and first.scale is not None:
        lines += [
            f"mean, scale = np.array({first.mean.tolist()!r}), np.array({first.scale.tolist()!r})",
            f"x = ((x - mean) / scale){ROUNDED}",
        ]
    return lines


def _table(number: int, points: Dataset) -> Lines:
    rows = np.column_stack([points.features, points.targets])
    return [f"    {number}: [", *(indent(f"[{', '.join(map(shortest, row))}],", "        ") for row in rows), "    ],"]
