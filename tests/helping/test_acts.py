"""What a helper enters is kept with both names."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Entry
from app.gatherings.models import Reply
from app.helping.rules import ACTS, MEETINGS, PLEDGES, SESSIONS, STEPS
from app.mentoring.models import MentoringMeeting
from app.practice.models import Pledge, PledgeAnswer
from app.practice.rules.pledges import COHORT
from app.progress.models import StepProgress
from tests.browser_like import post
from tests.conftest import As
from tests.helping.life import Life
from tests.make.cohorts import make_member
from tests.make.helping import make_helping
from tests.progress.typing_in import paper


def test_a_helper_enters_each_thing_and_both_are_named_everywhere(
    db: Session, as_person: As, life: Life
) -> None:
    made = make_helping(db, life.ottoline, life.hal)
    his = as_person(life.hal)
    for act, send in life.sendings().items():
        answer = send(his)
        assert answer.status_code == 302, act
        assert "You are acting for" in his.get(answer.location).text, act
    assert life.kept() == dict.fromkeys(ACTS, life.hal.id)
    rows = db.execute(select(Entry.actor_id, Entry.whom_id, Entry.facts)).all()
    assert len(rows) == len(ACTS)
    for actor_id, whom_id, facts in rows:
        assert (actor_id, whom_id) == (life.hal.id, life.ottoline.id)
        assert facts == {"helping": str(made.id)}
    own = as_person(life.ottoline)
    assert own.get("/account/record").text.count("Hal Helper") == len(ACTS)
    assert "Hal Helper entered this for you." in own.get(f"/sessions/{life.gathering.id}").text
    pairs = as_person(life.partner).get(f"/mentoring/pairings/{life.pair.id}/meetings/").text
    assert "Entered for one of you by Hal Helper." in " ".join(pairs.split())
    runner = as_person(life.facilitator)
    assert "Entered by Hal Helper" in runner.get(f"/sessions/{life.gathering.id}/replies").text
    assert "Hal Helper entered this" in runner.get(paper(life.way, "/module-1")).text


def test_a_helper_shows_a_pledge_to_nobody_and_says_how_it_goes_by_its_number(
    db: Session, as_person: As, life: Life
) -> None:
    make_helping(db, life.ottoline, life.hal, PLEDGES)
    his, at = as_person(life.hal), f"/cohorts/{life.way.cohort.slug}/pledges"
    page = his.get(f"{at}/new?person={life.ottoline.id}").text
    assert "Who may read it?" not in page
    assert "Petra Partner" not in page
    life.sendings()[PLEDGES](his)
    assert db.scalars(select(Pledge.seen_by)).all() == ["me"]
    told: dict[str, object] = {"person": str(life.ottoline.id), "number": "1", "via": "call"}
    told["said"] = "done"
    for _ in range(2):
        sent: dict[str, object] = {**told, "request_key": "01a21ef0-33d6-7124-a19e-fb814ec5756b"}
        assert post(his, f"{at}/answers", sent).status_code == 302
    assert db.scalars(select(PledgeAnswer.entered_by_id)).all() == [life.hal.id]
    # What a pledge says is changed by its maker, or by somebody who runs the cohort.
    assert post(his, f"{at}/changes", {**told, "seen_by": COHORT}).status_code == 404
    assert his.get(f"{at}/changes/new?person={life.ottoline.id}").status_code == 404


def test_the_record_names_whom_the_form_names_and_not_whom_the_address_does(
    db: Session, as_person: As, life: Life
) -> None:
    other = make_member(db, life.way.cohort, name="Ola Other")
    make_helping(db, life.ottoline, life.hal)
    make_helping(db, other, life.hal)
    db.commit()
    at = f"/cohorts/{life.way.cohort.slug}/pledges?person={other.id}"
    pledge = {"person": str(life.ottoline.id), "what": "I will ring.", "kind": "adopt"}
    assert post(as_person(life.hal), at, {**pledge, "seen_by": COHORT}).status_code == 302
    assert db.scalars(select(Pledge.person_id)).all() == [life.ottoline.id]
    assert db.scalars(select(Entry.whom_id)).all() == [life.ottoline.id]


def test_a_double_click_keeps_one_of_each(db: Session, as_person: As, life: Life) -> None:
    make_helping(db, life.ottoline, life.hal)
    his = as_person(life.hal)
    for _ in range(2):
        for act in (SESSIONS, STEPS, MEETINGS):
            assert life.sendings()[act](his).status_code == 302
    assert len(db.scalars(select(Reply)).all()) == 1
    assert len(db.scalars(select(StepProgress)).all()) == 1
    assert len(db.scalars(select(MentoringMeeting)).all()) == 1
