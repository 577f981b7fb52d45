"""Python's garbage collector, in a process that serves (docs/why/hosts.md)."""

import gc


def keep_for_good() -> None:
    """Take all that is there by now out of Python's garbage collections.

    Torch, Dash and the page are a million objects that stay: a full collection of them stops everybody for 150 ms.
    """
    gc.collect()
    gc.freeze()
