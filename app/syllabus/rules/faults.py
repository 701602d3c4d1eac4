"""A fault in the written course: where it is, what is wrong and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend; `file` is relative to the curriculum folder, `line` counts from 1."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        """The fault as one line that an editor can jump to."""
        return f"{self.file}:{self.line}: {self.what} {self.remedy}"


@dataclass(frozen=True)
class Remark:
    """A fault found in a text that does not know its file's name."""

    line: int
    what: str
    remedy: str

    def at(self, file: str) -> Fault:
        """The same remark as a fault of `file`."""
        return Fault(file, self.line, self.what, self.remedy)


class UnreadableError(Exception):
    """A text that cannot be taken apart at all; carries the remark that says why."""

    def __init__(self, line: int, what: str, remedy: str) -> None:
        self.remark = Remark(line, what, remedy)
        super().__init__(what)
