"""How the C library keeps memory for threads."""

from __future__ import annotations

import ctypes

# From malloc.h of the GNU C library.
M_ARENA_MAX = -8
ARENAS = 2


def share_arenas() -> bool:
    """Let threads share few stores of memory instead of filling one each; whether that worked.

    Each of a worker's threads would keep what its largest page once took. Other C libraries than
    GNU's have nothing to set.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(M_ARENA_MAX, ARENAS) == 1
