"""Whoever else asks for whatever there is finds none of the words; the author finds them all."""

from __future__ import annotations

import pytest

from tests.access.matrix import opened_by_line
from tests.reflections.privacy.readers import (
    FOR_COHORT,
    FOR_LEADS,
    FOR_PARTNER,
    FOR_RUNNER,
    FOR_RUNNERS_MAP,
    FOR_SAFETY,
    FOR_TWO,
    MAY_FIND,
)
from tests.reflections.privacy.scene import PrivateScene
from tests.reflections.privacy.walk import EACH_KIND, Walker

# Where the words of a share, of whoever asks to open a log, and of two who walk together may stand.
ROOT_OF = {
    **dict.fromkeys(FOR_RUNNER, "/shares/"),
    **dict.fromkeys(FOR_RUNNERS_MAP, "/support/shares/"),
    **dict.fromkeys(FOR_LEADS, "/admin/log-openings/"),
    **dict.fromkeys(FOR_PARTNER, "/mentoring/pairings/"),
    **dict.fromkeys(FOR_SAFETY, "/mentoring/safeguarding/worries/"),
    **dict.fromkeys(FOR_TWO, "/mentoring/"),
    **dict.fromkeys(FOR_COHORT, "/cohorts/"),
}

# Asked for by everybody and opened by nobody: these need what this scene has not, such as a log
# that two people opened, a step with a sheet, a course with pictures, or a day to look between.
UNOPENED = {
    # An app that somebody begins to use, a service to sign in with, a text with a code.
    "/account/second-step/app",
    "/badges/keys/<name>",
    "/sign-in/elsewhere/back",
    "/sign-in/text/code",
    "/sign-in/text/who",
    "/admin/log-openings/<uuid:opening_id>/entries/",
    (
        "/admin/log-openings/<uuid:opening_id>/entries/<uuid:reflection_id>"
        "/versions/<int(max=1000000):number>"
    ),
    "/cohorts/<slug>/contributions/new",
    "/cohorts/<slug>/people/<uuid:person_id>/paper/<module_key>/<step_key>/replies",
    "/course/pictures/<digest>/<name>",
    "/cpd/exports/preview",
    "/modules/<slug>/<module_key>/<step_key>/sheet",
    "/modules/<slug>/<module_key>/<step_key>/sheet.pdf",
    "/sessions/<uuid:gathering_id>/transcript",
}

# These open for whoever is let in, and then look for what is that person's own.
LOOKS_INSIDE = {
    # For whoever has shown the first step.
    "/sign-in/second-step",
    "/contributions/gifts/<kind>/new",
    "/contributions/new",
    "/contributions/start",
    "/reflections/drafts/<uuid:draft_key>",
    "/reflections/found",
    "/reflections/imports/plan",
    "/support/supports/<uuid:support_key>",
    "/support/versions/<int:number>",
}


def as_the_lines_say(who: str, opened: set[str]) -> None:
    """What was really opened is what the guard of each address lets this role open."""
    may = opened_by_line(who)
    assert opened - {"/static/<path:filename>"} <= may, who
    assert may - opened <= UNOPENED | LOOKS_INSIDE, who


@pytest.mark.timeout(600)
def test_nobody_else_finds_a_word_on_any_page_or_in_any_file_or_feed(scene: PrivateScene) -> None:
    walker = Walker(scene)
    opened: set[str] = set()
    for who, may_find in MAY_FIND.items():
        each_kind = EACH_KIND in opened_by_line(who)
        found = walker.get_all(scene.client_of(who), each_kind=each_kind)
        as_the_lines_say(who, found.opened)
        opened |= found.opened
        assert found.where.keys() == may_find, f"{who}: {found.where}"
        for place, where in found.where.items():
            assert all(one.startswith(ROOT_OF[place]) for one in where), f"{who}: {where}"
    own = walker.get_all(scene.client_of("author"), each_kind=False)
    as_the_lines_say("author", own.opened)
    # The walk comes where the words are, and every address is opened by somebody.
    assert scene.written - {"thrown"} <= own.where.keys() <= scene.written
    rules = {rule.rule for rule in scene.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert rules - opened - own.opened == UNOPENED


@pytest.mark.timeout(600)
def test_no_form_of_anybody_else_gives_a_word_away_or_changes_one(scene: PrivateScene) -> None:
    walker = Walker(scene)
    for who, may_find in MAY_FIND.items():
        found = walker.post_all(who, each_kind=EACH_KIND in opened_by_line(who))
        assert found.where.keys() <= may_find, f"{who}: {found.where}"
        assert found.asked > 100
    author = scene.client_of("author")
    for name, newest in scene.newest.items():
        assert newest in author.get(f"/reflections/{scene.entries[name]}").text
    for name, draft in scene.drafts.items():
        assert name in author.get(f"/reflections/drafts/{draft}").text
