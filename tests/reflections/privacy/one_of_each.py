"""One more of everything in the scene that has an address, and its id."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.actions.rosters import keep_roster
from app.cohorts.models import Enrolment
from app.gatherings.models import SessionProposal
from app.kit.db import new_id
from app.outputs.models import (
    EditionRecipient,
    OutputEdition,
)
from app.people.models import Identity, Passkey, Place
from app.rights.models import AccessCopy, AccountMerge
from app.syllabus.models import Edition
from tests.clock import NOON
from tests.make.asks import make_answered
from tests.make.assets import make_asset, make_skill, make_suggested
from tests.make.certificates import make_certificate_of
from tests.make.cohorts import make_word
from tests.make.gatherings import make_role
from tests.make.indicators import make_indicator, make_value
from tests.make.participation import make_poll, make_post, make_tally
from tests.make.register import make_follow_up
from tests.make.sign_ins import make_sign_in
from tests.make.suggestions import make_suggestion
from tests.reflections.privacy.scene import PrivateScene


def _ways_in(db: Session, person_id: UUID) -> dict[str, UUID]:
    """An account elsewhere and a passkey that let this person in."""
    identity = Identity(
        person_id=person_id,
        issuer="https://elsewhere.example",
        subject="one",
        label="One",
        joined_at=NOON,
    )
    passkey = Passkey(
        person_id=person_id,
        name="A phone",
        credential_id=b"one",
        public_key=b"one",
        sign_count=0,
        made_at=NOON,
    )
    db.add_all([identity, passkey])
    db.flush()
    return {"identity_id": identity.id, "passkey_id": passkey.id}


def one_of_each(db: Session, scene: PrivateScene) -> dict[str, object]:
    """Make it, flushed; ids by the words of addresses."""
    of = scene.way
    cohort, facilitator = of.cohort, scene.people["facilitator"]
    proposal = SessionProposal(
        cohort_id=cohort.id,
        proposed_by_id=of.person.id,
        proposed_at=NOON,
        title="A walk",
        about="",
        suits="",
        how="in_person",
        request_key=new_id(),
    )
    place = Place(name="Canalside", kind="neighbourhood", created_at=NOON)
    copy = AccessCopy(person_id=of.person.id, asked_at=NOON, state="gone")
    wish = AccountMerge(
        stays_id=of.person.id,
        goes_id=scene.people["participant"].id,
        asked_at=NOON,
        ends_at=NOON,
        state="withdrawn",
        **dict.fromkeys(("email_of", "phone_of", "post_of", "channel_of"), "stays"),
    )
    db.add_all([proposal, place, copy, wish])
    roster = keep_roster(
        *(db, facilitator),
        cohort_id=cohort.id,
        name="list.csv",
        content=b"Name,Email\nAnn Other,ann@example.org\nNo Address,\n",
        standing="pcn_staff",
        now=NOON,
    )
    gathering = scene.gathering(db)
    seat = db.get_one(Enrolment, of.enrolment.id)
    follow_up = make_follow_up(db, gathering, seat)
    suggestion = make_suggestion(db, of)
    poll = make_poll(db, cohort, of.person)
    indicator = make_indicator(db, of.person, cohort)
    make_value(db, of.person, indicator, "12")
    db.flush()
    certificate = make_certificate_of(db, cohort, of.person)
    asset = make_asset(db, cohort, of.person)
    make_answered(db, scene.output, facilitator)
    db.add(
        EditionRecipient(
            edition_id=db.scalars(select(OutputEdition.id).limit(1)).one(),
            to_whom="A surgery",
            how="paper",
            given_on=NOON.date(),
            entered_at=NOON,
            request_key=new_id(),
        )
    )
    return {
        "person_id": of.person.id,
        "enrolment_id": seat.id,
        "gathering_id": gathering.id,
        "role_id": make_role(db, gathering).id,
        "follow_up_id": follow_up.id,
        "key_id": make_word(db, cohort, word="bcdfghjk").id,
        "roster_id": roster.id,
        "proposal_id": proposal.id,
        "poll_id": poll.id,
        "post_id": make_post(db, cohort, scene.people["participant"], of.steps["welcome"].id),
        "tally_id": make_tally(db, poll, facilitator, of.person),
        "place_id": place.id,
        "copy_id": copy.id,
        "merge_id": wish.id,
        "stays_id": of.person.id,
        "goes_id": scene.people["participant"].id,
        **_ways_in(db, of.person.id),
        "sign_in_id": make_sign_in(db, of.person, now=NOON).id,
        "asset_id": asset.id,
        "suggested_id": make_suggested(db, asset, of.person),
        "skill_id": make_skill(db, cohort, of.person).id,
        "indicator_id": indicator.indicator.id,
        "suggestion_id": suggestion,
        "output_id": scene.output.id,
        "certificate_id": certificate.id,
        "code": certificate.said_code,
        "edition_key": db.get_one(Edition, cohort.edition_id).key,
    }
