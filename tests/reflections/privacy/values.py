"""A value for every word in every address, and for every field of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.cohorts.actions.rosters import keep_roster
from app.cohorts.models import Enrolment
from app.gatherings.actions.feed import make_feed
from app.gatherings.models import CalendarFeed, SessionProposal
from app.gatherings.views.feed import CALENDAR
from app.kit.db import new_id
from app.outputs.letters import APPROVAL, YOUR_WORDS
from app.outputs.models import (
    Ask,
    AskAnswer,
    Contribution,
    EditionRecipient,
    KeyMessage,
    OutputEdition,
    Redaction,
    Retelling,
    RetoldAnswer,
    Selection,
    SessionNote,
)
from app.outputs.rules.gifts import KINDS
from app.participation.queries.support import own_map
from app.people.actions.sign_in import make_link
from app.people.models import Identity, Passkey, Place
from app.post.models import Letter
from app.post.rules.topics import STOP
from app.reflections.models import LogOpening, ReflectionDraft, Share, ShareComment
from app.rights.models import AccessCopy
from app.syllabus.models import Edition
from app.wiring import letter_kinds
from tests.clock import NOON
from tests.make.asks import make_answered
from tests.make.assets import make_asset, make_skill, make_suggested
from tests.make.certificates import make_certificate_of
from tests.make.cohorts import make_word
from tests.make.gatherings import make_role
from tests.make.indicators import make_indicator, make_value
from tests.make.library import CARDS
from tests.make.messages import make_message
from tests.make.participation import make_poll, make_post, make_tally
from tests.make.register import make_follow_up
from tests.make.scales import KEY as SCALE
from tests.make.sign_ins import make_sign_in
from tests.make.stories import make_story, make_word_to
from tests.make.suggestions import make_suggestion
from tests.reflections.privacy.given import GATES_HASH
from tests.reflections.privacy.scene import PrivateScene

Facts = Mapping[str, list[str]]


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


@dataclass
class Values:
    """Ids, names and signed words of the scene, with one more of everything that has an address."""

    scene: PrivateScene

    def __post_init__(self) -> None:
        """One more of everything that has an address; committed."""
        with self.scene.platform.sessions() as db:
            self.facts: Facts = {**self._ids(db), **self._words()}
            self.by_root = self._by_root(db)
            db.commit()

    def of(self, rule: Rule, name: str) -> list[str]:
        """What this word stands for in the address of a rule."""
        for (root, other), values in self.by_root.items():
            if name == other and rule.rule.startswith(root):
                return values
        return self.facts[name]

    def _ids(self, db: Session) -> dict[str, list[str]]:
        scene, of = self.scene, self.scene.way
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
        db.add_all([proposal, place, copy])
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
        story = make_story(db, cohort, scene.people["participant"], training=True)
        self.told = make_word_to(db, scene.people["participant"], story)
        make_answered(db, scene.output, facilitator)
        self.message = str(make_message(db, cohort, facilitator))
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
        one = {
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
        tables: Mapping[str, Any] = {
            "share_id": Share.id,
            "comment_id": ShareComment.id,
            "opening_id": LogOpening.id,
            "draft_key": ReflectionDraft.draft_key,
            "contribution_id": Contribution.id,
            "selection_id": Selection.id,
            "retelling_id": Retelling.id,
            "retold_id": RetoldAnswer.id,
            "edition_id": OutputEdition.id,
            "recipient_id": EditionRecipient.id,
            "message_id": KeyMessage.id,
            "redaction_id": Redaction.id,
            "ask_id": Ask.id,
            "answer_id": AskAnswer.id,
            **scene.more_tables(),
        }
        return {
            **{name: [str(row)] for name, row in one.items()},
            **{name: [str(row) for row in db.scalars(select(of))] for name, of in tables.items()},
            **{name: [str(row) for row in ids] for name, ids in scene.together.items()},
            "reflection_id": list(scene.entries.values()),
            "support_key": self._support_keys(db),
            "story_word_id": [str(self.told.id)],
        }

    def _newest_text(self, db: Session) -> UUID:
        """The text that asks the mentor about words in a report, as the carrier took it."""
        mentor = self.scene.people["mentor"]
        wanted = select(Letter).where(Letter.person_id == mentor.id, Letter.kind == APPROVAL)
        text = db.scalars(wanted.order_by(Letter.id.desc()).limit(1)).one()
        text.state, text.to_address = "sent", mentor.phone
        return text.id

    def _support_keys(self, db: Session) -> list[str]:
        """The keys of what stands on the author's support map."""
        mine = own_map(db, self.scene.way.person)
        return [str(UUID(one.key)) for one in mine.map.supports] if mine else []

    def _words(self) -> dict[str, list[str]]:
        way = self.scene.way
        return {
            "slug": [way.cohort.slug],
            "number": ["1", "2"],
            "module_key": [way.modules[0].key],
            "step_key": ["check", "reflect"],
            "digest": ["0" * 16],
            "sha256": [GATES_HASH],
            "name": ["picture.png"],
            "filename": ["css/theme.css"],
            "file_format": ["pdf", "docx", "xlsx"],
            "plumbline_id": [self.scene.plumbline_id],
            "moment": ["before", "after"],
            "scale_key": [SCALE],
        }

    def _by_root(self, db: Session) -> dict[tuple[str, str], list[str]]:
        """What the same word stands for under one address and not under another."""
        scene = self.scene
        edition = db.get_one(Edition, scene.way.cohort.edition_id).key
        make_feed(db, scene.people["author"], now=NOON)
        links = scene.platform.links
        feed = db.scalars(select(CalendarFeed.id)).one()
        stopped = [kind.name for kind in letter_kinds() if kind.topic]
        letter = db.scalars(select(Letter.id).where(Letter.kind.in_(stopped))).first()
        text = self._newest_text(db)
        link = make_link(db, scene.people["participant"].id, now=NOON)
        assert letter is not None
        guide = CARDS["guide"][0][0]
        case = CARDS["cases"][0][0]
        return {
            ("/outputs/", "slug"): [scene.output.slug],
            ("/cohorts/<slug>/messages/", "message_id"): [self.message],
            ("/cohorts/<slug>/outputs/", "note_id"): [
                str(each) for each in db.scalars(select(SessionNote.id))
            ],
            ("/support/versions/", "number"): ["1", "2", "3"],
            ("/outputs/", "word"): ["easy-read", "cy"],
            ("/admin/editions/<key>/guides", "card_key"): [guide],
            ("/admin/editions/<key>/library", "card_key"): [case],
            ("/admin/editions/", "key"): [edition],
            ("/cohorts/<slug>/guides/", "key"): [guide],
            ("/modules/<slug>/library/", "key"): [case],
            ("/cohorts/<slug>/letters", "kind"): [kind.name for kind in letter_kinds()],
            ("/contributions/gifts", "kind"): [*KINDS],
            ("/", "kind"): [*CARDS],
            ("/calendar/", "word"): [links.sign(CALENDAR, feed)],
            ("/letters/", "word"): [links.sign(STOP, letter)],
            ("/your-words/", "word"): [links.sign(YOUR_WORDS, text)],
            ("/sign-in/", "word"): [links.sign("sign-in", link.id)],
            ("/join/", "word"): ["bcdfghjk"],
            ("/told/", "word"): [self.told.word],
        }
