"""The part of a script that makes the points: the data set's own code, and how x was scaled."""

from dataclasses import dataclass, fields, replace
from textwrap import indent

from app.export.script_tables import are_touched, tables_code
from model.data import DataSpec, load
from model.data.curve import CurveData, base_of
from model.data.dataset import Dataset, scaling_code
from model.data.words import plain
from model.defaults_and_limits import INSIDE

ROUNDING_WORDS = "Numbers are rounded to float32, in which torch trains; the loss is measured in float64."
TOUCHED_WORDS = "Points that were changed by hand, one table for each time."
POWERS_WORDS = " The model sees the powers of x up to {degree}, each standardised over the axis of x."
SPLIT_WORDS = " It learns from some of the points; {share} % are kept for testing, at places that a seed draws."
CHANGED_WORDS = "A function makes them, as they were changed on the way."


@dataclass(frozen=True, slots=True)
class DataCode:
    """How a script makes its points: what they are, in words, the code, and the names that the code defines.

    `varying` names the settings that were changed on the way; if there are any, the code is a function of these. Where
    points were touched by hand, it is a function of the number of one of the `tables`.
    """

    title: str
    words: str
    code: str
    names: tuple[str, ...]
    varying: tuple[str, ...]
    tables: tuple[DataSpec, ...] = ()

    @property
    def is_split(self) -> bool:
        """Tell whether some of the points are for testing."""
        return "test_x" in self.names

    def call(self, **arguments: str) -> str:
        """Return the line that makes points by the function; the arguments as they stand in code."""
        listed = ", ".join(f"{name}={value}" for name, value in arguments.items())
        return f"{', '.join(self.names)} = make_points({listed})"

    def arguments(self, spec: DataSpec) -> dict[str, str]:
        """Return what to call the function with for the points of a spec."""
        points = base_of(spec)
        if self.tables:
            return {"number": str(self.tables.index(points) + 1)}
        return {name: repr(getattr(points, name)) for name in self.varying}


def data_code(specs: list[DataSpec], tensors: tuple[str, str]) -> DataCode:
    """Write the code for the points of specs of one kind; `tensors` names torch's features and targets."""
    shape = specs[0] if isinstance(specs[0], CurveData) else None
    specs = [base_of(spec) for spec in specs]
    if are_touched(specs):
        return _touched(list(dict.fromkeys(specs)), shape, tensors)
    first = specs[0]
    points = load(first)
    seen = load(shape) if shape else points
    settings = [field.name for field in fields(first)]  # pyright: ignore[reportArgumentType]
    varying = tuple(name for name in settings if len({repr(getattr(spec, name)) for spec in specs}) > 1)
    given = {name: name if name in varying else repr(getattr(first, name)) for name in settings}
    scaling = scaling_code(getattr(first, "scaling", ""), points.scaling) if points.scaling else []
    lines = [*first.code(given), *scaling, *(shape.shape_code() if shape else []), *_tensors(seen, tensors)]
    names = ("x", "y", *tensors, *_way_back(seen), *_test_names(shape))
    title = (replace(shape, points=first) if shape else first).named(varying)
    words = f"{_words(title, first, points, varying)}{_shape_words(shape)} {ROUNDING_WORDS}"
    code = DataCode(title, words, "\n".join(lines), names, varying)
    return _as_function(code, first) if varying else code


def _touched(specs: list[DataSpec], shape: CurveData | None, tensors: tuple[str, str]) -> DataCode:
    """Write the code for points that were changed by hand, each of these specs for a while."""
    points = load(shape or specs[0])
    way_back = ("mean", "scale") if points.mean is not None else ()
    lines = [*tables_code(specs), *(shape.shape_code() if shape else []), *_tensors(points, tensors)]
    title, words = "points that were changed by hand", f"{TOUCHED_WORDS}{_shape_words(shape)} {ROUNDING_WORDS}"
    names = ("x", "y", *tensors, *way_back, *_test_names(shape))
    return _as_function(DataCode(title, words, "\n".join(lines), names, ("number",), tuple(specs)), specs[0])


def _test_names(shape: CurveData | None) -> tuple[str, ...]:
    return ("test_x", "test_y") if shape and shape.test_share else ()


def _shape_words(shape: CurveData | None) -> str:
    if shape is None:
        return ""
    powers = POWERS_WORDS.format(degree=shape.degree) if shape.degree > 1 else ""
    return powers + (SPLIT_WORDS.format(share=shape.test_share) if shape.test_share else "")


def _tensors(points: Dataset, names: tuple[str, str]) -> list[str]:
    column = "" if has_many_weights(points) else "[:, None]"
    return [
        f"{names[0]} = torch.tensor(x, dtype=torch.float32){column}",
        f"{names[1]} = torch.tensor(y, dtype=torch.float32)[:, None]",
    ]


def has_many_weights(points: Dataset) -> bool:
    """Tell whether a script has x as (n, d), with a list of weights: not where x is all that there is."""
    return points.input_dim > 1 or points.mean is not None


def _way_back(points: Dataset) -> tuple[str, ...]:
    """Return the names of what leads back to original units."""
    if points.mean is not None:
        return ("mean", "scale")
    return ("shift", "factor") if points.scaling else ()


def _as_function(code: DataCode, first: DataSpec) -> DataCode:
    lines = [
        f"def make_points({', '.join(code.varying)}):",
        f'    """Return {", ".join(code.names[:-1])} and {code.names[-1]}."""',
        indent(code.code, "    "),
        f"    return {', '.join(code.names)}",
        "",
        "",
        code.call(**code.arguments(first)),
    ]
    return replace(code, code="\n".join(lines))


def _words(title: str, spec: DataSpec, points: Dataset, varying: tuple[str, ...]) -> str:
    noise = getattr(spec, "noise", None)
    drawn = "" if noise is None else f"{title}, with noise of standard deviation {plain(noise)}."
    if varying:
        drawn = f"{title.capitalize()}. {CHANGED_WORDS}"
    source = f"Source: {spec.source}." if spec.source else ""
    return " ".join(filter(None, (drawn, spec.about, source, _scaling_words(spec, points))))


def _scaling_words(spec: DataSpec, points: Dataset) -> str:
    low, high = points.x_range or (0.0, 1.0)
    return {
        "none": "",
        INSIDE: f"The model sees standardised features: mean 0 and standard deviation 1{spec.moments_of}.",
        "centred": "x is centred: its mean is 0.",
        "standardised": "x is standardised: its mean is 0 and its standard deviation 1.",
    }.get(getattr(spec, "scaling", "none"), f"x is scaled to the range from {low:g} to {high:g}.")
