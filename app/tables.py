"""Every table of the platform, for migrations and the drift check."""

from __future__ import annotations

from app.audit import models as audit
from app.certificates import models as certificates
from app.cohorts import models as cohorts
from app.gatherings import models as gatherings
from app.helping import models as helping
from app.insights import models as insights
from app.kit.db import Base
from app.mentoring import models as mentoring
from app.outputs import models as outputs
from app.participation import models as participation
from app.people import models as people
from app.post import models as post
from app.practice import models as practice
from app.progress import models as progress
from app.reflections import models as reflections
from app.rights import models as rights
from app.suggestions import models as suggestions
from app.syllabus import models as syllabus
from app.vault import models as vault

ROOMS = (
    *(vault, syllabus, audit, people, post, cohorts, helping, progress),
    *(suggestions, gatherings, mentoring, practice, participation, reflections, outputs),
    *(insights, certificates, rights),
)
METADATA = Base.metadata
