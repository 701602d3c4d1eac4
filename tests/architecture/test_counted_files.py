"""Each file that we give out either counts no people, or a test compares two of it."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from flask import Flask
from werkzeug.routing import Rule

from app.deeds import BY_ADDRESS
from app.kit.deeds import Deed

REPORTS = "tests/outputs/test_differencing.py"
PRACTICE = "tests/practice/test_differencing.py"
PROGRAMME = "tests/insights/programme/test_differencing.py"
COUNTED = {
    "outputs.edition_file": (REPORTS, "{place}.xlsx"),
    "outputs.edition_file_before": (REPORTS, "{place}/{scene.editions(output)[-1].id}.xlsx"),
    "outputs.edition_tree": (REPORTS, "{place}.json"),
    "outputs.edition_manifest": (REPORTS, "{place}/manifest.json"),
    "insights.programme_csv": (PROGRAMME, "/admin/programme.csv{query}"),
    "practice.indicator_file": (PRACTICE, "/indicators/{at.indicator.id}/file"),
}
"""Files with numbers of people; where each is taken before and after a few came, and how."""

ONES_OWN = "what its reader gave or wrote"
NAMED = "a row for each person, for those who look after them by name"
COURSE = "the course as it was written"
NO_PEOPLE = "nothing of it is a number of people"
NOT_COUNTED = {
    "certificates.cohort_csv": NAMED,
    "certificates.cohort_zip": NAMED,
    "certificates.one_pdf": NAMED,
    "certificates.own_badge": ONES_OWN,
    "certificates.own_badge_to_read": ONES_OWN,
    "certificates.learning_pdf": ONES_OWN,
    "certificates.own_pdf": ONES_OWN,
    "certificates.achievement": NO_PEOPLE,
    # Which badges do not count, by numbers that say nothing of whose they are.
    "certificates.badge_status": NO_PEOPLE,
    "certificates.issuer": NO_PEOPLE,
    "certificates.public_key": NO_PEOPLE,
    "certificates.public_keys": NO_PEOPLE,
    "cohorts.refused_rows": NAMED,
    "cohorts.roster_template": NO_PEOPLE,
    "gatherings.feed": NO_PEOPLE,
    "gatherings.register_csv": NAMED,
    "gatherings.register_file": NAMED,
    "gatherings.look_at_file": NAMED,
    "insights.progress_csv": NAMED,
    "insights.progress_xlsx": NAMED,
    "health.alive": NO_PEOPLE,
    "health.figures": NO_PEOPLE,
    "health.ready": NO_PEOPLE,
    "mentoring.finance_as_csv": NAMED,
    "mentoring.finance_as_xlsx": NAMED,
    "outputs.edition_card": NO_PEOPLE,
    "outputs.feed": NO_PEOPLE,
    "outputs.output_feed": NO_PEOPLE,
    "participation.asset_file": NO_PEOPLE,
    "participation.support_file": ONES_OWN,
    # What a group said is the group's own answer: nobody is counted in it.
    "practice.group_file": NO_PEOPLE,
    "practice.give": ONES_OWN,
    "practice.pledges_file": ONES_OWN,
    "practice.plumbline_file": ONES_OWN,
    "practice.plumblines_file": ONES_OWN,
    "practice.scales_file": ONES_OWN,
    "practice.wellbeing_file": ONES_OWN,
    "progress.pack": COURSE,
    "progress.pack_for_cohort": COURSE,
    "progress.sheet_on_paper": COURSE,
    "reflections.cpd_csv": ONES_OWN,
    "reflections.cpd_xlsx": ONES_OWN,
    "reflections.locker": ONES_OWN,
    "reflections.service_worker": NO_PEOPLE,
    "reflections.take_everything": ONES_OWN,
    "reflections.take_portfolio": ONES_OWN,
    "rights.fetch_copy": ONES_OWN,
    "rights.record_csv": NAMED,
    "reflections.write_draft": ONES_OWN,
}

_GIVES = re.compile(r"\b(Response|attached|download|sending|_as_json|edition_file|jsonify)\(")
_NAMED_SO = re.compile(r"/file\Z|\.(?:csv|xlsx|json|pdf|zip|ics|atom|png)\Z|<file_format>\Z")
_OF_THE_FRAME = ("static", "theme")


def _gives_a_file(app: Flask, rule: Rule) -> bool:
    view = inspect.unwrap(app.view_functions[rule.endpoint])
    return bool(_NAMED_SO.search(rule.rule) or _GIVES.search(inspect.getsource(view)))


def test_each_file_is_said_to_count_people_or_not(app: Flask) -> None:
    found = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not rule.endpoint.endswith(_OF_THE_FRAME) and _gives_a_file(app, rule)
    }
    assert not COUNTED.keys() & NOT_COUNTED.keys()
    assert found == COUNTED.keys() | NOT_COUNTED.keys()


def test_whatever_counts_people_is_compared() -> None:
    root = Path(__file__).parents[2]
    for endpoint, (test, asked_for) in COUNTED.items():
        compares = (root / test).read_text(encoding="utf-8")
        assert "differencing import" in compares, endpoint
        assert f'{asked_for}"' in compares, endpoint


def test_the_record_says_who_took_a_file_that_names_people(app: Flask) -> None:
    """A list of people is no smaller a thing than the record itself, which is recorded too."""
    given = {endpoint for endpoint, what in NOT_COUNTED.items() if what == NAMED}
    looks = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    for endpoint in sorted(given - looks):
        assert isinstance(BY_ADDRESS.get(endpoint), Deed), endpoint
