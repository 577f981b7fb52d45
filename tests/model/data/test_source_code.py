"""The source of a function as code that stands alone: run on its own, it gives what the function gives."""

import numpy as np

from model.data.source_code import inlined

OFFSET = np.array([1.5, -2.0])
SHIFT = -4.0


def example(n, seed):
    """Return numbers."""
    # n numbers, of which a seed tells
    rng = np.random.default_rng(seed)
    both = rng.n(n) if hasattr(rng, "n") else rng.random((n, 2))
    shifted = both + OFFSET + SHIFT
    return both, shifted


def test_parameters_and_constants_are_replaced_in_code_alone():
    lines, returned = inlined(example, {"n": "3", "seed": "(7, 1)"})
    assert lines == [
        "# n numbers, of which a seed tells",
        "rng = np.random.default_rng((7, 1))",
        'both = rng.n(3) if hasattr(rng, "n") else rng.random((3, 2))',
        "shifted = both + [1.5, -2.0] - 4.0",
    ]
    assert returned == ["both", "shifted"]
