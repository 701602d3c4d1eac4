"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.kit.rights import Declared, nobodys
from app.syllabus.models import (
    Card,
    CourseModule,
    CoursePicture,
    CreditRule,
    Edition,
    FrameworkChange,
    FrameworkEdition,
    FrameworkItem,
    Step,
)

COURSE = "The course itself, as it was written for everybody."

DECLARED: tuple[Declared, ...] = (
    nobodys(Card, COURSE, codes="key", common="title data"),
    nobodys(CourseModule, COURSE, codes="key needs", common="title summary aims translations"),
    nobodys(CoursePicture, COURSE, codes="media_type digest", common="name content"),
    nobodys(CreditRule, COURSE, codes="key", common="title who about source looked_up sums"),
    nobodys(Edition, COURSE, codes="key digest", common="title", did="published_by_id"),
    nobodys(FrameworkChange, COURSE, codes="item_key", common="note"),
    nobodys(FrameworkEdition, COURSE, codes="key", common="title source source_short dated note"),
    nobodys(FrameworkItem, COURSE, codes="key", common="label text"),
    nobodys(Step, COURSE, codes="key kind needs done_by", common="title html data translations"),
)
