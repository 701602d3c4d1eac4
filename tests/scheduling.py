"""Which tests go to the same worker, when several share the suite."""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

BROWSER = "tests/browser/"
# They start a product of their own, so that they need not wait for the others.
OF_THEIR_OWN = ("test_mentoring_thread.py", "test_output_thread.py", "test_writing.py")
# Each of their tests takes longer than most files; begun last, they would keep one worker busy
# long after the others are done.
LONG = (
    "tests/reflections/privacy/test_nowhere.py",
    "tests/anything/",
    "tests/faults/",
    "tests/correspondence/test_in_welsh.py",
    "tests/correspondence/test_everybody_gets_everything.py",
    "tests/rights/test_erasing.py",
    "tests/access/test_who_may.py",
)


def longest_first(items: list[pytest.Item]) -> None:
    """Put the tests of these files before all others, and leave the rest as it is."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


class BrowserTogether(LoadScopeScheduling):  # type: ignore[misc]
    """Clicking stays with one worker, which starts the product once; every other test may go.

    By address, since what xdist makes of `xdist_group` is lost on pytest 9.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if not file.startswith(BROWSER):
            return nodeid
        return file if file.endswith(OF_THEIR_OWN) else BROWSER
