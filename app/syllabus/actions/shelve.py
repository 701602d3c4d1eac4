"""Loads what stands beside the modules: frameworks, the library's cards and the pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from app.kit.db import Base, new_id
from app.syllabus.models import (
    Card,
    CoursePicture,
    CreditRule,
    Edition,
    FrameworkChange,
    FrameworkEdition,
    FrameworkItem,
)
from app.syllabus.rules.citations import documents, in_words
from app.syllabus.rules.content import Source
from app.syllabus.rules.framework import FrameworkEditionWritten
from app.syllabus.rules.rendering import Renderer
from app.syllabus.rules.shelves import cards
from app.syllabus.rules.written import Curriculum, WrittenEdition


def load_frameworks(db: Session, curriculum: Curriculum) -> dict[str, UUID]:
    """Bring the framework's editions to what is written; their ids by key."""
    known = {one.key: one for one in db.scalars(select(FrameworkEdition))}
    for position, written in enumerate(curriculum.frameworks, start=1):
        row = known.get(written.key)
        if row is None:
            row = known[written.key] = FrameworkEdition(id=new_id(), key=written.key)
            db.add(row)
        source = curriculum.sources[written.source]
        row.title, row.source, row.source_short = written.title, written.source, source.short
        row.dated, row.position = written.date, position
        row.note = in_words(written.note or "", curriculum.sources)
        db.flush()
        _fill_framework(db, row.id, written, curriculum.sources)
    return {key: row.id for key, row in known.items()}


def _fill_framework(
    db: Session,
    framework_id: UUID,
    written: FrameworkEditionWritten,
    sources: Mapping[str, Source],
) -> None:
    items = db.scalars(select(FrameworkItem).where(FrameworkItem.framework_id == framework_id))
    wanted = {
        item.key: {
            "framework_id": framework_id,
            "key": item.key,
            "part": item.group,
            "label": item.label,
            "text": in_words(item.text, sources),
            "position": position,
        }
        for position, item in enumerate(written.items, start=1)
    }
    _bring(db, FrameworkItem, {item.key: item for item in items}, wanted)
    changes = db.scalars(
        select(FrameworkChange).where(FrameworkChange.framework_id == framework_id)
    )
    news = {
        change.item: {
            "framework_id": framework_id,
            "item_key": change.item,
            "kind": change.kind,
            "note": in_words(change.note or "", sources),
        }
        for change in written.changes
    }
    _bring(db, FrameworkChange, {change.item_key: change for change in changes}, news)


def load_credits(db: Session, curriculum: Curriculum) -> None:
    """Bring the rules of credits to what is written."""
    known = {(one.key, one.valid_from): one for one in db.scalars(select(CreditRule))}
    wanted = {
        (rule.key, rule.first_day): {
            "key": rule.key,
            "title": rule.title,
            "who": rule.who,
            "about": in_words(rule.about, curriculum.sources),
            "source": documents([rule.source], curriculum.sources)[0]["words"],
            "looked_up": rule.looked_up,
            "valid_from": rule.first_day,
            "valid_to": rule.last_day,
            "years": rule.years,
            "sums": [one.model_dump() for one in rule.sums],
            "position": position,
        }
        for position, rule in enumerate(curriculum.credit_rules, start=1)
    }
    _bring(db, CreditRule, known, wanted)


def load_cards(db: Session, edition: Edition, written: WrittenEdition, renderer: Renderer) -> None:
    """Bring the edition's cards to what is written."""
    known = db.scalars(select(Card).where(Card.edition_id == edition.id))
    wanted = {
        (card.kind, card.key): {
            "edition_id": edition.id,
            "kind": card.kind,
            "key": card.key,
            "position": position,
            "title": card.title,
            "data": card.data,
        }
        for position, card in enumerate(cards(written, renderer), start=1)
    }
    _bring(db, Card, {(card.kind, card.key): card for card in known}, wanted)


def load_pictures(db: Session, edition: Edition, written: WrittenEdition) -> None:
    """Bring the edition's pictures to those in its folder."""
    known = db.scalars(
        select(CoursePicture)
        .where(CoursePicture.edition_id == edition.id)
        .options(undefer(CoursePicture.content))
    )
    wanted = {
        picture.name: {
            "edition_id": edition.id,
            "name": picture.name,
            "media_type": picture.media_type,
            "digest": picture.digest,
            "width": picture.width,
            "height": picture.height,
            "content": picture.content,
        }
        for picture in written.pictures.values()
    }
    _bring(db, CoursePicture, {picture.name: picture for picture in known}, wanted)


def _bring(
    db: Session,
    table: type[Base],
    known: Mapping[Any, Base],
    wanted: Mapping[Any, Mapping[str, Any]],
) -> None:
    """Add, change and take out rows until they are the wanted ones; writes nothing if they are."""
    for place, facts in wanted.items():
        row = known.get(place)
        if row is None:
            db.add(table(**facts))
            continue
        for name, value in facts.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    for place in known.keys() - wanted.keys():
        db.delete(known[place])
    db.flush()
