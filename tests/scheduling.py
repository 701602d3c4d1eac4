"""Which tests go to the same worker, when several share the suite."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

BROWSER = "tests/browser/"
# They start a product of their own, so that they need not wait for the others.
OF_THEIR_OWN = ("test_mentoring_thread.py", "test_output_thread.py", "test_writing.py")


class BrowserTogether(LoadScopeScheduling):  # type: ignore[misc]
    """Clicking stays with one worker, which starts the product once; every other test may go.

    By address, since what xdist makes of `xdist_group` is lost on pytest 9.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if not file.startswith(BROWSER):
            return nodeid
        return file if file.endswith(OF_THEIR_OWN) else BROWSER
