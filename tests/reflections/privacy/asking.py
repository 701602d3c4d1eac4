"""Whether a page reads what stands behind the question mark of its address."""

from __future__ import annotations

from functools import cached_property

from flask import Request
from werkzeug.datastructures import MultiDict

# Where a request notes it, for whoever put a list there.
NOTES = "tests.reads_its_question"


def noting_questions(kind: type[Request]) -> type[Request]:
    """Requests that note in `NOTES` of their environment whether a page read its question."""

    class Noting(kind):  # type: ignore[misc, valid-type]
        @cached_property
        def args(self) -> MultiDict[str, str]:
            self.environ.get(NOTES, []).append(True)
            return MultiDict(super().args)

    return Noting
