"""What loading the whole course and printing its modules take.

The bare version of a load parses the same files with the same libraries, checks nothing, and
inserts a row for each.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import cmarkgfm
from ruamel.yaml import YAML
from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from app.gateways.press import TypstBookletPress
from app.kit.booklet import Look, PictureFile
from app.kit.db import Base
from app.progress.rules.pack import ModuleText, module_pack
from app.syllabus.actions.load import load_curriculum
from app.syllabus.cli import CURRICULUM
from app.syllabus.models import Card, CourseModule, Edition, FrameworkEdition, Step
from app.syllabus.rules import located
from app.wiring import Platform
from tests.progress.printing import COHORT, CURRENT, module_text, pictures

FENCE = "---\n"
DAY = date(2027, 1, 18)


def load_costs(on: Platform, rounds: int) -> tuple[Sequence[float], Sequence[float]]:
    """Seconds on the clock for a first load of the whole course: ours, and bare."""
    pairs = [(_seconds(on, _ours), _seconds(on, _bare)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def pack_costs() -> Sequence[float]:
    """Seconds on the clock for the print pack of each module, with pictures, in a warm process."""
    press, drawn = TypstBookletPress(), pictures()
    texts = [module_text(module) for module in CURRENT.modules]
    press.pdf(module_pack(texts[0], COHORT, drawn, look=Look(), dated=DAY))
    return [_timed(press, text, drawn) for text in texts]


def _timed(press: TypstBookletPress, text: ModuleText, drawn: dict[str, PictureFile]) -> float:
    begun = time.perf_counter()
    file = press.pdf(module_pack(text, COHORT, drawn, look=Look(), dated=DAY))
    assert file.startswith(b"%PDF"), "this is not a PDF"
    return time.perf_counter() - begun


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
    # A process that starts has parsed nothing yet.
    located.read_yaml.cache_clear()
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
