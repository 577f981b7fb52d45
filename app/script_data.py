"""The part of a script that makes the points: the same draws and the same rounding as in model/dataset.py."""

import inspect
import re
from dataclasses import dataclass, fields, replace
from textwrap import dedent, indent

import numpy as np

from model import dataset
from model.dataset import STREAM_LENGTH, DataSpec, HousePricesData, HubbleData, LineData, load

ROUNDED = ".astype(np.float32).astype(np.float64)"
ROUNDING_WORDS = "Numbers are rounded to float32, in which torch trains; the loss is measured in float64."
CHANGED_WORDS = "A function makes them, as they were changed on the way."
HOUSE_WORDS = (
    "Prices are in thousands of euros. "
    f"The model sees standardised features: mean 0 and standard deviation 1 over all {STREAM_LENGTH:,} houses."
)
HUBBLE_WORDS = "Hubble's 24 nebulae of 1929, distance in Mpc and velocity in km/s (PNAS 15, page 168, Table 1)."


@dataclass(frozen=True, slots=True)
class DataCode:
    """How a script makes its points: what they are, in words, the code, and the names that the code defines.

    `varying` names the settings that were changed on the way; if there are any, the code is a function of these.
    """

    title: str
    words: str
    code: str
    names: tuple[str, ...]
    varying: tuple[str, ...]

    def call(self, **arguments: str) -> str:
        """Return the line that makes points by the function; the arguments as they stand in code."""
        listed = ", ".join(f"{name}={value}" for name, value in arguments.items())
        return f"{', '.join(self.names)} = make_points({listed})"

    def arguments(self, spec: DataSpec) -> dict[str, str]:
        """Return what to call the function with for the points of a spec."""
        return {name: repr(getattr(spec, name)) for name in self.varying}


def data_code(specs: list[DataSpec], tensors: tuple[str, str]) -> DataCode:
    """Write the code for the points of specs of one kind; `tensors` names torch's features and targets."""
    first = specs[0]
    settings = [field.name for field in fields(first)]
    varying = tuple(name for name in settings if len({repr(getattr(spec, name)) for spec in specs}) > 1)
    given = {name: name if name in varying else repr(getattr(first, name)) for name in settings}
    lines, way_back = _points(first, given)
    column = "" if isinstance(first, HousePricesData) else "[:, None]"
    lines += [
        f"{tensors[0]} = torch.tensor(x, dtype=torch.float32){column}",
        f"{tensors[1]} = torch.tensor(y, dtype=torch.float32)[:, None]",
    ]
    title = _title(first, varying)
    words = f"{_words(title, first, varying)} {ROUNDING_WORDS}"
    code = DataCode(title, words, "\n".join(lines), ("x", "y", *tensors, *way_back), varying)
    return _as_function(code, first) if varying else code


def plain(value: float) -> str:
    """Write a number as a person would, with all its digits: 2 and not 2.0."""
    return repr(int(value)) if float(value).is_integer() else repr(value)


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


def _points(spec: DataSpec, given: dict[str, str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the lines that make x and y, and the names of what leads back to original units."""
    if isinstance(spec, HousePricesData):
        return _house_lines(given), ("mean", "scale")
    lines = _line_lines(given) if isinstance(spec, LineData) else _hubble_lines()
    scaling = _scaling_lines(spec)
    return lines + scaling, ("shift", "factor") if scaling else ()


def _line_lines(given: dict[str, str]) -> list[str]:
    seed, n = given["seed"], given["n"]
    return [
        f"x = np.random.default_rng({seed}).random({STREAM_LENGTH})[:{n}]{ROUNDED}",
        f"draws = np.random.default_rng(({seed}, 1)).standard_normal({STREAM_LENGTH})[:{n}]",
        f"y = ({given['weight']} * x {_plus(given['bias'])} + {given['noise']} * draws){ROUNDED}",
    ]


def _house_lines(given: dict[str, str]) -> list[str]:
    seed, n = given["seed"], given["n"]
    weight, bias = dataset.HOUSE_TRUE_WEIGHT.tolist(), repr(dataset.HOUSE_TRUE_BIAS)
    return [
        *_house_stream(seed),
        f"houses = stream[:{n}]",
        f"draws = np.random.default_rng(({seed}, 1)).standard_normal({STREAM_LENGTH})[:{n}]",
        f"y = (houses @ {weight} {_plus(bias)} + {given['noise']} * draws){ROUNDED}",
        "mean, scale = stream.mean(axis=0), stream.std(axis=0)",
        f"x = ((houses - mean) / scale){ROUNDED}",
    ]


def _house_stream(seed: str) -> list[str]:
    """Return the lesson's own lines that draw the houses: the code shown is the code run."""
    source = inspect.getsource(dataset.house_stream)
    body = dedent(source.split('"""')[2].strip("\n"))
    body = body.replace("STREAM_LENGTH", str(STREAM_LENGTH)).replace("return ", "stream = ")
    return re.sub(r"\bseed\b", seed, body).splitlines()


def _hubble_lines() -> list[str]:
    data = load(HubbleData())
    rows = zip(data.features[:, 0], data.targets, data.labels, strict=True)
    return [
        "nebulae = np.array(",
        "    [",
        *(f"        [{_shortest(x)}, {_shortest(y)}],  # {label}" for x, y, label in rows),
        "    ]",
        ")",
        f"x, y = nebulae.T{ROUNDED}",
    ]


def _scaling_lines(spec: LineData | HubbleData) -> list[str]:
    scaling = load(spec).scaling
    if scaling is None:
        return []
    shift, factor = repr(scaling.shift), repr(scaling.factor)
    if spec.scaling == "centred":
        shift, factor = "x.mean()", "1.0"
    elif spec.scaling == "standardised":
        shift, factor = "x.mean()", "1 / x.std() if np.ptp(x) else 1.0"
    return [f"shift, factor = {shift}, {factor}", f"x = ((x - shift) * factor){ROUNDED}"]


def _title(spec: DataSpec, varying: tuple[str, ...]) -> str:
    if isinstance(spec, HubbleData):
        return "Hubble's 24 nebulae of 1929"
    n = "" if "n" in varying else f"{spec.n} "
    if isinstance(spec, HousePricesData):
        return f"{n}houses with their prices"
    return f"{n}points about {'a line' if {'weight', 'bias'} & set(varying) else f'the line {_line(spec)}'}"


def _words(title: str, spec: DataSpec, varying: tuple[str, ...]) -> str:
    if isinstance(spec, HubbleData):
        return f"{HUBBLE_WORDS}{_scaling_words(spec)}"
    after = f" {HOUSE_WORDS}" if isinstance(spec, HousePricesData) else _scaling_words(spec)
    if varying:
        return f"{title.capitalize()}. {CHANGED_WORDS}{after}"
    return f"{title}, with noise of standard deviation {plain(spec.noise)}.{after}"


def _scaling_words(spec: LineData | HubbleData) -> str:
    low, high = load(spec).feature_range or (0.0, 1.0)
    return {
        "none": "",
        "centred": " x is centred: its mean is 0.",
        "standardised": " x is standardised: its mean is 0 and its standard deviation 1.",
    }.get(spec.scaling, f" x is scaled to the range from {low:g} to {high:g}.")


def _line(spec: LineData) -> str:
    return f"y = {plain(spec.weight)}x {_plus(plain(spec.bias))}"


def _plus(number: str) -> str:
    return f"- {number[1:]}" if number.startswith("-") else f"+ {number}"


def _shortest(value: float) -> str:
    """Write a float32 value with the fewest digits that name it."""
    return repr(float(str(np.float32(value))))
