"""What loading the whole course takes: ours, and a bare version that checks nothing.

The bare version parses the same files with the same libraries and inserts a row for each.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cmarkgfm
from ruamel.yaml import YAML
from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from app.kit.db import Base
from app.syllabus.actions.load import load_curriculum
from app.syllabus.cli import CURRICULUM
from app.syllabus.models import Card, CourseModule, Edition, FrameworkEdition, Step
from app.wiring import Platform

FENCE = "---\n"


def load_costs(on: Platform, rounds: int) -> tuple[Sequence[float], Sequence[float]]:
    """Seconds on the clock for a first load of the whole course: ours, and bare."""
    pairs = [(_seconds(on, _ours), _seconds(on, _bare)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _seconds(on: Platform, load: Callable[[Session, Platform], None]) -> float:
    with _nothing_kept(on) as db:
        begun = time.perf_counter()
        load(db, on)
        db.flush()
        return time.perf_counter() - begun


@contextmanager
def _nothing_kept(on: Platform) -> Iterator[Session]:
    """A database without a course, which is as it was afterwards."""
    with on.sessions() as db:
        db.execute(text("SET LOCAL session_replication_role = replica"))
        tables: tuple[type[Base], ...] = (Step, Card, CourseModule, Edition, FrameworkEdition)
        for table in tables:
            db.execute(delete(table))
        yield db
        db.rollback()


def _ours(db: Session, on: Platform) -> None:
    report = load_curriculum(db, CURRICULUM, now=on.clock.now())
    assert all(one.state == "new" for one in report.editions), "this was not a first load"


def _bare(db: Session, _on: Platform) -> None:
    db.execute(text("CREATE TEMP TABLE bare_file (name text, front text, html text)"))
    rows = [_parsed(path) for path in sorted(CURRICULUM.rglob("*")) if path.is_file()]
    db.execute(text("INSERT INTO bare_file VALUES (:name, :front, :html)"), rows)


def _parsed(path: Path) -> dict[str, Any]:
    if path.suffix not in {".md", ".yaml"}:
        return {"name": path.name, "front": "", "html": ""}
    written = path.read_text("utf-8")
    if path.suffix == ".yaml":
        front, body = written, ""
    else:
        _, front, body = written.split(FENCE, 2) if written.startswith(FENCE) else ("", "", written)
    read = YAML(typ="rt").load(front)
    html = cmarkgfm.markdown_to_html_with_extensions(body, extensions=["table"])
    return {"name": path.name, "front": str(read), "html": html}
