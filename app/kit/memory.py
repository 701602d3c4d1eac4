"""How memory is kept: by the C library for threads, and by Python between two looks for garbage."""

from __future__ import annotations

import ctypes
import gc

# From malloc.h of the GNU C library.
M_ARENA_MAX = -8
ARENAS = 2
# Made and not yet gone, before anybody looks for what refers to itself. Python's own 700 are made
# several times over for each page.
GARBAGE_AFTER = 5_000


def share_arenas() -> bool:
    """Let threads share few stores of memory instead of filling one each; whether that worked.

    Each of a worker's threads would keep what its largest page once took. Other C libraries than
    GNU's have nothing to set.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(M_ARENA_MAX, ARENAS) == 1


def set_aside() -> None:
    """Set aside what is loaded by now, and look for garbage among what is made from here on.

    Processes that are made out of this one share it for as long as nothing writes to it, and
    looking for garbage writes to everything that is not set aside. What was loaded holds next to
    none, and a look would be a tenth of the start.
    """
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER)
