"""What belongs to entries that are taken along, read beside their versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select

from app.gatherings.models import Gathering
from app.reflections.models import (
    Reflection,
    ReflectionFeature,
    ReflectionVersion,
    SpokenReflection,
)
from app.reflections.rules.export import SaidThen, TakenEntry
from app.reflections.rules.export.belongings import TakenFile, TakenOrigin, TakenTalk, labelled
from app.syllabus.models import CourseModule, Step

_features = (
    select(func.array_agg(ReflectionFeature.item_key))
    .where(ReflectionFeature.reflection_id == Reflection.id)
    .scalar_subquery()
)


def with_belongings(*before: Any) -> Select[Any]:
    """Entries with their versions: these columns, and after them what belongs to the entry."""
    return (
        select(
            *before,
            *(Reflection.request_key, Reflection.created_at),
            *(CourseModule.title, Step.title, CourseModule.key, Step.key),
            *(Gathering.title, Gathering.id, _features),
            *(SpokenReflection.happened_on, SpokenReflection.company, SpokenReflection.minutes),
        )
        .select_from(Reflection)
        .join(ReflectionVersion, ReflectionVersion.reflection_id == Reflection.id)
        .outerjoin(Step, Step.id == Reflection.step_id)
        .outerjoin(CourseModule, CourseModule.id == Step.module_id)
        .outerjoin(Gathering, Gathering.id == Reflection.gathering_id)
        .outerjoin(SpokenReflection, SpokenReflection.reflection_id == Reflection.id)
    )


def entry_from(
    row: Sequence[Any],
    versions: Sequence[SaidThen],
    labels: Mapping[str, str],
    files: Sequence[TakenFile],
) -> TakenEntry:
    """An entry from the columns of `with_belongings`; `labels` name features by their keys."""
    key, written_at, *begun = row
    module, step, module_key, step_key, session, session_id, features, *talk = begun
    origin = None
    if module:
        in_words = f"In “{module}”, at the step “{step}”"
        origin = TakenOrigin(in_words, module=module_key, step=step_key)
    elif session:
        origin = TakenOrigin(f"About the session “{session}”", session=session_id)
    return TakenEntry(
        key=key,
        written_at=written_at,
        versions=versions,
        origin=origin,
        spoken=TakenTalk(*talk) if talk[0] else None,
        features=list(labelled(features, labels)),
        files=files,
    )
