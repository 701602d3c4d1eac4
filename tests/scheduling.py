"""Which tests go to the same worker, when several share the suite."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

BROWSER = "tests/browser/"


class BrowserTogether(LoadScopeScheduling):  # type: ignore[misc]
    """Clicking stays with one worker, which starts the product once; every other test may go.

    By address, since what xdist makes of `xdist_group` is lost on pytest 9.
    """

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else nodeid
