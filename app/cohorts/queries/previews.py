"""What would become of pasted lines, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.queries.people import states_of
from app.cohorts.rules import OUT
from app.cohorts.rules.pasted import PastedLine, good_lines, read_pasted


@dataclass(frozen=True)
class Preview:
    """Pasted lines, sorted by what would become of them."""

    new: Sequence[PastedLine]
    again: Sequence[PastedLine]
    here: Sequence[PastedLine]
    twice: Sequence[PastedLine]
    faulty: Sequence[PastedLine]

    @property
    def to_add(self) -> Sequence[PastedLine]:
        """The lines of those who would be invited, in the order of the lines."""
        return sorted([*self.new, *self.again], key=lambda line: line.number)

    @property
    def left_over(self) -> str:
        """The lines to put right, as they were typed."""
        return "\n".join(line.text for line in self.faulty)


def preview_of(db: Session, cohort_id: UUID, pasted: str) -> Preview:
    """What each line would do in this cohort; one statement."""
    lines = read_pasted(pasted)
    good = good_lines(lines)
    states = states_of(db, cohort_id, [line.email for line in good])
    here = [line for line in good if states.get(line.email, OUT[0]) not in OUT]
    new = [line for line in good if line.email not in states]
    return Preview(
        new=new,
        again=[line for line in good if line not in here and line not in new],
        here=here,
        twice=[line for line in lines if line.same_as is not None],
        faulty=[line for line in lines if line.fault is not None],
    )
