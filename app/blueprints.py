"""The web pages of every room, in the order they are registered."""

from __future__ import annotations

from app.certificates.views import bp as certificates
from app.cohorts.views import bp as cohorts
from app.correspondence.views import bp as correspondence
from app.gatherings.views import bp as gatherings
from app.helping.views import bp as helping
from app.home.health import bp as health
from app.home.views import bp as home
from app.insights.views import bp as insights
from app.library.views import bp as library
from app.mentoring.views import bp as mentoring
from app.outputs.views import bp as outputs
from app.participation.views import bp as participation
from app.people.views import bp as people
from app.post.views import bp as post
from app.practice.views import bp as practice
from app.preview.views import bp as preview
from app.progress.views import bp as progress
from app.reflections.views import bp as reflections
from app.rights.views import bp as rights
from app.suggestions.views import bp as suggestions

ALL = [
    health,
    people,
    post,
    cohorts,
    helping,
    preview,
    progress,
    library,
    suggestions,
    practice,
    reflections,
    participation,
    mentoring,
    gatherings,
    outputs,
    certificates,
    correspondence,
    insights,
    rights,
    home,
]
