"""Memory that is given back once it is free: some 25 MB of a worker (docs/why/hosts.md)."""

import ctypes
from contextlib import suppress

# By their numbers in glibc's malloc.h. A block from 64 kB on is memory of its own, which goes when it is freed; by
# itself the library lets that bound grow to 32 MB. What is free at the end of the heap goes from 128 kB on. And all
# threads share one heap: what one of them leaves, others take.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
SETTINGS = {M_TRIM_THRESHOLD: 131_072, M_MMAP_THRESHOLD: 65_536, M_ARENA_MAX: 1}


def give_memory_back() -> None:
    """Tell the C library to, where it is one that can be told."""
    with suppress(OSError, TypeError, AttributeError):  # Windows, macOS, musl
        mallopt = ctypes.CDLL(None).mallopt
        for name, value in SETTINGS.items():
            mallopt(name, value)


def give_holes_back() -> None:
    """Let go of what is free between what is used, too; that takes some milliseconds."""
    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
