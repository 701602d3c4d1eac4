"""Every address with every method has a line that says which roles get past its guard."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.access.matrix import LINES, Matrix, lines_of, read_line
from tests.reflections.privacy.scene import PrivateScene

TELLS = "{room}.txt in tests/access/who_may: add what is new once you have decided it is right."
# Nobody of this scene gets past these: a test of the room makes what they need, and says who does.
NEEDS_MORE = {
    "POST /cohorts/<slug>/outputs/<uuid:output_id>/wishes/<uuid:selection_id>/replies": (
        "outputs/test_changes.py"
    ),
    (
        "POST /cohorts/<slug>/outputs/words/<uuid:contribution_id>"
        "/redactions/<uuid:redaction_id>/answers"
    ): "outputs/making/test_redaction_pages.py",
    "GET /admin/log-openings/<uuid:opening_id>/entries/": (
        "reflections/opened_logs/test_two_people.py"
    ),
    (
        "GET /admin/log-openings/<uuid:opening_id>/entries/<uuid:reflection_id>"
        "/versions/<int(max=1000000):number>"
    ): "reflections/opened_logs/test_two_people.py",
    "POST /cohorts/<slug>/plumbline/groups/<uuid:group_id>/people": (
        "practice/groups/test_who_may.py"
    ),
}
TESTS = Path(__file__).parent.parent


@pytest.mark.timeout(300)
def test_every_address_opens_for_the_roles_that_its_line_names(scene: PrivateScene) -> None:
    rooms = Matrix(scene).rooms
    assert {file.stem for file in LINES.glob("*.txt")} == rooms.keys()
    for room, lines in rooms.items():
        found = sorted(str(line) for line in lines)
        assert found == sorted(lines_of(room)), TELLS.format(room=room)


def test_what_opens_for_nobody_in_the_scene_is_tested_where_it_opens() -> None:
    lines = [read_line(text) for file in LINES.glob("*.txt") for text in lines_of(file.stem)]
    assert {f"{one.method} {one.rule}" for one in lines if not one.roles} == NEEDS_MORE.keys()
    for address, file in NEEDS_MORE.items():
        noun = address.rstrip("/").rsplit("/", 1)[1].partition("<")[0] or "versions"
        assert f"/{noun}" in (TESTS / file).read_text(encoding="utf-8"), address
