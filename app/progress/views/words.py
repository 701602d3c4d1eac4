"""What the pages of modules say about steps, and about who opened what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from app.kit.languages import Language
from app.kit.times import say_day
from app.progress import rules
from app.progress.queries import CourseWay, ModuleOnWay, StepOnWay
from app.progress.queries.doors import OpenedEarly


@dataclass(frozen=True)
class StepRow:
    """A step as the list of steps shows it."""

    title: str
    state: str
    href: str
    more: str
    # The language of the title where it is not English.
    language: Language | None = None


def step_rows(
    course: CourseWay,
    module: ModuleOnWay,
    titles: Mapping[str, str] | None = None,
    language: Language | None = None,
) -> list[StepRow]:
    """The steps of a module as a list shows them; `titles` are those that are in `language`."""
    translated = titles or {}
    here = module.resume if module.has_begun else None
    way = url_for("progress.module", slug=course.slug, module_key=module.key)
    return [
        StepRow(
            title=translated.get(step.key, step.title),
            state=_state(step, here),
            # A step lies below its module; to make each address anew would take much longer.
            href=way + step.key,
            more=_more(step, module),
            language=language if step.key in translated else None,
        )
        for step in module.steps
    ]


def say_opened(opened: OpenedEarly, for_whom: str, zone: str) -> str:
    """Who opened a module before its time, for whom and when."""
    by = f" by {opened.by}" if opened.by else ""
    return f"Opened for {for_whom}{by} on {say_day(opened.at, zone)}."


def _state(step: StepOnWay, here: StepOnWay | None) -> str:
    if not step.is_open:
        return "locked"
    return "done" if step.is_done else "here" if step is here else "todo"


def _more(step: StepOnWay, module: ModuleOnWay) -> str:
    """What kind of step it is and how long it takes; for a locked one in an open module, why."""
    if step.is_spared:
        return "You do not need to do this one. You can, if you like."
    about = f"{rules.KINDS.get(step.kind, 'Read')}, about {_minutes(step.minutes)}"
    own_lock = "" if step.opens == module.opens else step.opens
    return f"{about}. {own_lock}" if own_lock else about


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"
