"""Checks when modules and steps open, and what has to come before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.syllabus.rules.content import ModuleFile, StepFront
from app.syllabus.rules.faults import Remark
from app.syllabus.rules.located import Located


def remarks_on_release(
    thing: str, front: ModuleFile | StepFront, located: Located, order: Sequence[str]
) -> Iterator[Remark]:
    """What is wrong with `opens` and `needs`; `order` are the keys of all modules or steps.

    Since what is needed comes earlier, nothing can wait for itself in a circle.
    """
    opens = front.opens
    if opens and opens.days_after_start is None and not opens.after_session:
        remedy = "Write 'days_after_start: 7' or 'after_session: true' in it, or take it out."
        yield Remark(located.line_of(("opens",)), "'opens' does not say when.", remedy)
    earlier = list(order[: order.index(front.key)]) if front.key in order else list(order)
    for place, key in enumerate(front.needs):
        line = located.line_of(("needs", place))
        if key == front.key:
            what = f"The {thing} needs itself, so nobody could ever open it."
            yield Remark(line, what, "Take the line out.")
        elif key not in order:
            what = f"There is no {thing} '{key}' to come first."
            yield Remark(line, what, f"Write one of: {', '.join(earlier) or '(none)'}.")
        elif key not in earlier:
            what = f"The {thing} '{key}' comes later, so it cannot come first."
            remedy = f"Name an earlier {thing}, or change their order."
            yield Remark(line, what, remedy)
        elif key in front.needs[:place]:
            yield Remark(line, f"'{key}' is there twice.", "Keep one of the two.")
