"""What a process that serves does once, when everything is made."""

import gc


def keep_for_good() -> None:
    """Take all that is there by now out of Python's garbage collections.

    Torch, Dash and the page are a million objects that stay: a full collection looks at every one of them, and for
    those 150 ms nobody gets an answer. What comes later is collected as ever.
    """
    gc.collect()
    gc.freeze()
