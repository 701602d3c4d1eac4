"""A value for every word in every address, and for every field of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.gatherings.actions.feed import make_feed
from app.gatherings.models import CalendarFeed
from app.gatherings.views.feed import CALENDAR
from app.helping.models import Helping
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
from app.people.actions.email_changes import ask_for_email
from app.people.actions.sign_in import make_link
from app.people.models import Person
from app.people.rules.email_changes import EMAIL_NEW, EMAIL_OLD, NEW_LINK, OLD_LINK
from app.post.models import Letter
from app.post.rules.topics import STOP
from app.reflections.models import LogOpening, ReflectionDraft, Share, ShareComment
from app.rights.letters.merging import SAME_PERSON
from app.rights.rules.keeping import KEEP_LINK
from app.syllabus.models import Edition
from app.wiring import letter_kinds
from tests.clock import NOON
from tests.make.endings import make_ending
from tests.make.helping import make_helping
from tests.make.library import CARDS
from tests.make.merges import make_asked
from tests.make.messages import make_message
from tests.make.scales import KEY as SCALE
from tests.make.sign_ins import make_sign_in
from tests.make.stories import make_story, make_word_to
from tests.reflections.privacy.given import GATES_HASH
from tests.reflections.privacy.one_of_each import one_of_each
from tests.reflections.privacy.scene import PrivateScene

Facts = Mapping[str, list[str]]


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
        scene, people = self.scene, self.scene.people
        cohort = scene.way.cohort
        one = one_of_each(db, scene)
        story = make_story(db, cohort, people["participant"], training=True)
        self.told = make_word_to(db, people["participant"], story)
        self.message = str(make_message(db, cohort, people["facilitator"]))
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

    def _helpings(self, db: Session) -> tuple[str, str]:
        """That somebody helps the author, and that somebody is to help the mentor."""
        people = self.scene.people
        own = db.scalars(select(Helping.id).where(Helping.person_id == people["author"].id)).one()
        theirs = make_helping(db, people["mentor"], people["helper"], by_text=True)
        return str(own), str(theirs.id)

    def _newest_text(self, db: Session) -> UUID:
        """The text that asks the mentor about words in a report, as the carrier took it."""
        mentor = self.scene.people["mentor"]
        wanted = select(Letter).where(Letter.person_id == mentor.id, Letter.kind == APPROVAL)
        text = db.scalars(wanted.order_by(Letter.id.desc()).limit(1)).one()
        text.state, text.to_address = "sent", mentor.phone
        return text.id

    def _email_letters(self, db: Session) -> list[UUID]:
        """The letters about another e-mail address, which the two ends answer."""
        person = db.get_one(Person, self.scene.people["participant"].id)
        here = make_sign_in(db, person, now=NOON)
        ask_for_email(db, person, typed="another@learning.example", here=here.id, now=NOON)
        kinds = (EMAIL_NEW, EMAIL_OLD)
        return [db.scalars(select(Letter.id).where(Letter.kind == kind)).one() for kind in kinds]

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
            "side": ["stays", "goes"],
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
        new, old = self._email_letters(db)
        assert letter is not None
        guide = CARDS["guide"][0][0]
        case = CARDS["cases"][0][0]
        own, others = self._helpings(db)
        of_mentor = "/cohorts/<slug>/people/<uuid:person_id>/helpers"
        return {
            ("/account/helpers/", "helping_id"): [own],
            ("/help/", "helping_id"): [own],
            # Somebody without e-mail, with whom a facilitator sets it up.
            (of_mentor, "helping_id"): [others],
            (of_mentor, "person_id"): [str(scene.people["mentor"].id)],
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
            ("/keep-account/", "word"): [links.sign(KEEP_LINK, make_ending(db))],
            ("/same-person/", "word"): [links.sign(SAME_PERSON, make_asked(db))],
            ("/your-words/", "word"): [links.sign(YOUR_WORDS, text)],
            ("/sign-in/", "word"): [links.sign("sign-in", link.id)],
            ("/account/email/new/", "word"): [links.sign(NEW_LINK, new)],
            ("/account/email/old/", "word"): [links.sign(OLD_LINK, old)],
            ("/join/", "word"): ["bcdfghjk"],
            ("/told/", "word"): [self.told.word],
        }
