"""How many people were reached, came and finished, by year, place and standing. Never who."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.gatherings.rules.attendance import TOOK_PART
from app.insights.rules.programme.choosing import NO_PLACE
from app.insights.rules.programme.counting import (
    CAME,
    CAME_OFTEN,
    FINISHED,
    HALF,
    INVITED,
    JOINED,
    NOTED,
    ONE_MODULE,
    Cell,
    module,
)
from app.kit.db import sql_words

# In the order of the columns after year, place, standing and module.
_COLUMNS = (INVITED, JOINED, NOTED, CAME, CAME_OFTEN, ONE_MODULE, HALF, FINISHED)
_PEOPLE = text(
    f"""
    WITH seat AS (
        SELECT e.id, CAST(extract(year FROM c.starts_on) AS int) AS year, c.edition_id,
               coalesce(CAST(e.place_id AS text), :no_place) AS place, e.standing,
               e.joined_at IS NOT NULL OR e.state = 'joined' AS joined
        FROM enrolment e JOIN cohort c ON c.id = e.cohort_id
        WHERE e.role = 'participant' AND e.moved_to_id IS NULL
          AND (e.invitations > 0 OR e.joined_at IS NOT NULL OR e.state = 'joined')
    ), course AS (
        SELECT m.id, m.edition_id, m.number, m.key, count(*) AS steps,
               count(*) OVER (PARTITION BY m.edition_id) AS modules
        FROM course_module m JOIN step s ON s.module_id = m.id
        GROUP BY m.id
    ), settled AS (
        SELECT p.enrolment_id, s.module_id, count(*) AS steps
        FROM step_progress p JOIN step s ON s.id = p.step_id
        WHERE p.done_at IS NOT NULL
        GROUP BY p.enrolment_id, s.module_id
        UNION ALL
        SELECT x.enrolment_id, m.id, count(*)
        FROM excuse x JOIN seat ON seat.id = x.enrolment_id
        JOIN course m ON m.edition_id = seat.edition_id AND m.key = x.module_key
        JOIN step s ON s.module_id = m.id AND s.key = x.step_key
        WHERE x.taken_back_at IS NULL AND NOT EXISTS (
            SELECT FROM step_progress p
            WHERE p.enrolment_id = x.enrolment_id AND p.step_id = s.id AND p.done_at IS NOT NULL)
        GROUP BY x.enrolment_id, m.id
    ), ended AS (
        SELECT seat.id, m.number, m.modules
        FROM settled JOIN seat ON seat.id = settled.enrolment_id AND seat.joined
        JOIN course m ON m.id = settled.module_id AND m.edition_id = seat.edition_id
        GROUP BY seat.id, m.id, m.number, m.modules, m.steps
        HAVING sum(settled.steps) >= m.steps
    ), way AS (
        SELECT id, count(*) AS finished, max(modules) AS modules FROM ended GROUP BY id
    ), there AS (
        SELECT a.enrolment_id, count(*) AS noted,
               count(*) FILTER (WHERE a.how IN ({sql_words(TOOK_PART)})) AS came
        FROM attendance a JOIN gathering g ON g.id = a.gathering_id
        WHERE g.state = 'planned' AND g.ends_at <= :now
        GROUP BY a.enrolment_id
    )
    SELECT year, place, standing, CAST(NULL AS int) AS number, count(*) AS invited,
           count(*) FILTER (WHERE joined),
           count(*) FILTER (WHERE joined AND there.noted > 0),
           count(*) FILTER (WHERE joined AND there.came > 0),
           count(*) FILTER (WHERE joined AND there.came > 0 AND 2 * there.came >= there.noted),
           count(way.id),
           count(way.id) FILTER (WHERE 2 * way.finished >= way.modules),
           count(way.id) FILTER (WHERE way.finished = way.modules)
    FROM seat LEFT JOIN way ON way.id = seat.id LEFT JOIN there ON there.enrolment_id = seat.id
    GROUP BY year, place, standing
    UNION ALL
    SELECT year, place, standing, number, count(*), 0, 0, 0, 0, 0, 0, 0
    FROM ended JOIN seat ON seat.id = ended.id
    GROUP BY year, place, standing, number
    """  # noqa: S608 - our own words only
)


def people_cells(db: Session, *, now: datetime) -> list[Cell]:
    """The people of all cohorts; those who were moved count where they are now. One statement.

    The numbers are exact: they are shown only as `Counts` tells them.
    """
    found: dict[tuple[int, str, str], dict[str, int]] = defaultdict(dict)
    for row in db.execute(_PEOPLE, {"now": now, "no_place": NO_PLACE}):
        year, place, standing, number, *counts = row
        counted = found[year, place, standing]
        if number is None:
            counted |= dict(zip(_COLUMNS, counts, strict=True))
        else:
            counted[module(number)] = counts[0]
    return [Cell(*where, counts) for where, counts in found.items()]
