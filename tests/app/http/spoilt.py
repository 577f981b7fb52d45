"""Calls in which something stands in the wrong place: a value, a key, a length, a checkpoint."""

import json

from hypothesis import strategies as st

TEXTS = [
    "",
    "x",
    "command",
    "__proto__",
    "constructor",
    "line",
    "sgd",
    "0.1",
    "\u00e9\U0001f600",
    "a\x00b",
    "x" * 3000,
    ":",
    '{"a":1}',
]
NUMBERS = [0, -1, 1, 2**31, 2**53, 2**53 + 1, 2**64, 10**40, -(10**400), 0.5, 1e-320, 1e39, 1e308, -0.0]
NOT_FINITE = [float("nan"), float("inf"), float("-inf")]
LISTS = [[], {}, [[]], [None], [1, "a"], [0.5] * 1000, [[[[[[]]]]]], {"id": "x"}, {"__proto__": {"polluted": True}}]
SCALARS = st.sampled_from([None, True, False, *TEXTS, *NUMBERS, *NOT_FINITE, *LISTS])
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
VALUES = SCALARS | JSON_VALUES
LET_THROUGH = st.sampled_from([*TEXTS[:6], *NUMBERS[:5], *NUMBERS[9:], *LISTS])
KEYS = st.sampled_from(
    ["__proto__", "background", "cancelJob", "job", "cacheKey", "state", "id", "x", "value", "version"]
)


def places(raw, at=()):
    """Every place in a JSON value, the value itself too, as paths."""
    yield at
    children = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    for key, value in children:
        yield from places(value, (*at, key))


KINDS = {
    "all": lambda at, value: True,
    "fields": lambda at, value: at[:3] == ("inputs", 0, "value"),
    "objects": lambda at, value: isinstance(value, dict),
    "full objects": lambda at, value: isinstance(value, dict) and bool(value),
    "lists": lambda at, value: isinstance(value, list),
    "numbers": lambda at, value: type(value) in (int, float),
}
KNOWN = {}


def one_of(raw, kind):
    """Return what draws a place of a kind in a good body: the bodies are few, so each is looked through once."""
    if (id(raw), kind) not in KNOWN:
        found = [at for at in places(raw) if KINDS[kind](at, inside(raw, at))]
        KNOWN[id(raw), kind] = raw, st.sampled_from(found)  # the body is held, so that its id stays its own
    return KNOWN[id(raw), kind][1]


def replaced(raw, at, value):
    """Return the same with another value there; what is not on the way is shared."""
    if not at:
        return value
    spoilt = dict(raw) if isinstance(raw, dict) else list(raw)
    spoilt[at[0]] = replaced(raw[at[0]], at[1:], value)
    return spoilt


def inside(raw, at):
    for key in at:
        raw = raw[key]
    return raw


@st.composite
def one_place_wrong(draw, good):
    return replaced(good, draw(one_of(good, "all")), draw(VALUES))


@st.composite
def a_field_wrong(draw, good):
    """Within the command, and in JSON that the guard lets through: what the protocol itself must refuse."""
    return replaced(good, draw(one_of(good, "fields")), draw(LET_THROUGH))


@st.composite
def a_key_too_many(draw, good):
    at = draw(one_of(good, "objects"))
    return replaced(good, at, {**inside(good, at), draw(KEYS): draw(VALUES)})


@st.composite
def a_key_too_few(draw, good):
    at = draw(one_of(good, "full objects"))
    gone = draw(st.sampled_from(sorted(inside(good, at))))
    return replaced(good, at, {key: value for key, value in inside(good, at).items() if key != gone})


@st.composite
def another_length(draw, good):
    at = draw(one_of(good, "lists"))
    return replaced(good, at, inside(good, at) * draw(st.sampled_from([0, 2, 3, 50, 1000])))


@st.composite
def another_checkpoint(draw, good):
    """Of the future, of another model, with numbers that are none, with very many, with a bit turned."""
    value = good["inputs"][0]["value"]
    kept = value.get("checkpoint") if isinstance(value, dict) else None
    if not kept:
        return draw(one_place_wrong(good))
    at = draw(one_of(kept, "numbers"))
    wrong = draw(
        st.sampled_from(
            [
                *[replaced(kept, at, number) for number in [*NUMBERS, *NOT_FINITE]],
                replaced(kept, at, inside(kept, at) * (1 + 2**-20)),
                {**kept, "version": draw(st.integers(2, 99)), "future": [1]},
                {**kept, "parameters": {"linear.weight": [0.5] * draw(st.sampled_from([0, 1, 2, 5, 9000]))}},
                {**kept, "buffers": {"linear.weight.momentum_buffer": [[0.5]]}},
                {**kept, "epoch": draw(st.integers(0, 10**13)), "batch": draw(st.integers(-1, 3000))},
            ]
        )
    )
    return replaced(good, ("inputs", 0, "value", "checkpoint"), wrong)


SPOILERS = (
    one_place_wrong,
    a_field_wrong,
    a_field_wrong,
    a_key_too_many,
    a_key_too_few,
    another_length,
    another_checkpoint,
)


@st.composite
def spoilt_frames(draw, frames):
    raw = draw(draw(st.sampled_from(SPOILERS))(draw(st.sampled_from(frames))))
    return json.dumps(raw, ensure_ascii=draw(st.booleans()), separators=(",", ":")).encode(errors="surrogatepass")
