"""Makes cohorts whose people offer words, and outputs at each stage, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR
from app.kit.db import new_id
from app.outputs.actions.answer import answer
from app.outputs.actions.ask import ask_for_build, ask_for_output
from app.outputs.actions.build import build_all
from app.outputs.actions.contribute import Picked, offer_words
from app.outputs.actions.give import Gift, Offering, give
from app.outputs.actions.pictures import SentPicture
from app.outputs.actions.publish import publish_edition
from app.outputs.actions.question import ask_authors
from app.outputs.models import Contribution, Output, OutputBuild, OutputEdition, Selection
from app.outputs.queries.approvals import asked_of_output
from app.outputs.queries.voices import Voice, voices_by_id
from app.outputs.rules.allowed import Allowed, Entered
from app.outputs.rules.consent import PUBLIC, YES
from app.outputs.rules.gifts import QUOTE, STORY
from app.outputs.rules.stages import DRAFT, EDITION
from app.people.models import Person
from tests.clock import StoppedClock
from tests.make.people import make_person
from tests.make.press import PlainPress
from tests.make.progress import make_seat, make_way
from tests.make.reflections import make_reflection

WORDS = "We met at the allotment. It rained all day. Nobody wanted to go home!"
HERON = "The heron came back on Tuesday."
ALLOWED = Allowed(audience=PUBLIC, named_as="full_name", until=None, few_known=True)


@dataclass(frozen=True)
class Scene:
    """A cohort with a facilitator, whose people offer words."""

    sessions: sessionmaker[Session]
    clock: StoppedClock
    cohort: Cohort
    facilitator: Person

    def now(self) -> datetime:
        """The moment the test chose."""
        return self.clock.now()

    def author(self, name: str = "Bea Example", *, standing: str = "pcn_staff") -> Person:
        """Somebody who joined the cohort; committed."""
        with self.sessions.begin() as db:
            person = make_person(db, name=name)
            make_seat(db, self.cohort, person).standing = standing
        return person

    def reflection(self, author: Person, text: str = WORDS) -> UUID:
        """A reflection with one version; committed."""
        with self.sessions.begin() as db:
            return make_reflection(db, author, text)

    def offer(
        self,
        author: Person,
        text: str = WORDS,
        *,
        picks: Sequence[int] = (0,),
        audience: str = PUBLIC,
        named_as: str = "full_name",
        until: date | None = None,
        kind: str = QUOTE,
    ) -> UUID:
        """Words offered from a new reflection; committed."""
        entry = self.reflection(author, text)
        with self.sessions.begin() as db:
            return offer_words(
                db,
                author,
                picked=Picked(entry, 1, tuple(picks)),
                cohort_id=self.cohort.id,
                allowed=replace(ALLOWED, audience=audience, named_as=named_as, until=until),
                request_key=new_id(),
                kind=kind,
                now=self.now(),
            )

    def give(
        self,
        author: Person,
        kind: str = STORY,
        text: str = HERON,
        *,
        title: str = "",
        picture: SentPicture | None = None,
        entered: Entered | None = None,
        **allowed: Any,
    ) -> UUID:
        """Something that was written to be offered; committed."""
        with self.sessions.begin() as db:
            return give(
                db,
                Offering(author.id, self.cohort, new_id(), entered),
                gift=Gift(kind, text, title, picture),
                allowed=replace(ALLOWED, **allowed),
                now=self.now(),
            )

    def ask(self, title: str = "What we learned", *, asks_authors: bool = True) -> Output:
        """An output with its draft queued; committed.

        Its draft asks the authors, as if a facilitator had said so, unless the test wants to.
        """
        with self.sessions.begin() as db:
            output_id = ask_for_output(
                db,
                cohort=self.cohort,
                title=title,
                request_key=new_id(),
                asked_by_id=self.facilitator.id,
                now=self.now(),
            )
            output = db.get_one(Output, output_id)
            output.asked_authors_at = self.now() if asks_authors else None
            return output

    def build(self, press: PlainPress | None = None) -> PlainPress:
        """Let a worker make everything that waits."""
        used = press or PlainPress()
        build_all(self.sessions, used, clock=self.clock)
        return used

    def drafted(self, title: str = "What we learned", *, asks_authors: bool = True) -> Output:
        """An output whose draft is made."""
        output = self.ask(title, asks_authors=asks_authors)
        self.build()
        return output

    def ask_authors(self, output: Output) -> None:
        """A facilitator asks the authors of the draft; committed."""
        with self.sessions.begin() as db:
            ask_authors(db, self.facilitator, output, now=self.now())

    def say(self, output: Output, author: Person, says: str = YES) -> None:
        """An author's answer to everything of theirs in an output, as they see it now."""
        with self.sessions.begin() as db:
            for asked in asked_of_output(db, output.id):
                if asked.author_id == author.id:
                    shown = asked.voice.shown_sha256
                    answer(db, author, asked, says=says, shown=shown, now=self.now())

    def ask_edition(self, output: Output) -> None:
        """An edition queued; committed."""
        self._ask(output, EDITION)

    def ask_draft(self, output: Output) -> None:
        """The next draft queued; committed."""
        self._ask(output, DRAFT)

    def _ask(self, output: Output, purpose: str) -> None:
        with self.sessions.begin() as db:
            ask_for_build(
                db,
                output_id=output.id,
                purpose=purpose,
                asked_by_id=self.facilitator.id,
                now=self.now(),
            )

    def edition(self, output: Output) -> OutputEdition:
        """A fresh edition that waits to be published."""
        self.ask_edition(output)
        self.build()
        return self.editions(output)[-1]

    def publish(self, output: Output, edition: OutputEdition) -> int:
        """Publish an edition; committed."""
        with self.sessions.begin() as db:
            return publish_edition(
                db, self.facilitator, output=output, edition_id=edition.id, now=self.now()
            )

    def published(self, *authors: Person, title: str = "What we learned") -> Output:
        """An output whose first edition is published with the yes of these authors."""
        output = self.drafted(title)
        for author in authors:
            self.say(output, author)
        self.publish(output, self.edition(output))
        return output

    def editions(self, output: Output) -> list[OutputEdition]:
        """The editions of an output as they are now, oldest first."""
        with self.sessions() as db:
            wanted = select(OutputEdition).where(OutputEdition.output_id == output.id)
            return list(db.scalars(wanted.order_by(OutputEdition.number)))

    def builds(self, output: Output) -> list[OutputBuild]:
        """The builds of an output as they are now, oldest first."""
        with self.sessions() as db:
            wanted = select(OutputBuild).where(OutputBuild.output_id == output.id)
            return list(db.scalars(wanted.order_by(OutputBuild.id)))

    def selections(self, output: Output) -> list[Selection]:
        """What authors were asked about, as it is now, in order."""
        with self.sessions() as db:
            wanted = select(Selection).where(Selection.output_id == output.id)
            return list(db.scalars(wanted.order_by(Selection.position)))

    def voice(self, contribution_id: UUID) -> Voice:
        """A contribution with its consent as it is now."""
        with self.sessions() as db:
            return voices_by_id(db, [contribution_id])[0]

    def contribution(self, contribution_id: UUID) -> Contribution:
        """A contribution as it is now."""
        return self.voice(contribution_id).contribution

    def enrolment(self, person: Person) -> Enrolment:
        """Somebody's place in the cohort."""
        with self.sessions() as db:
            wanted = select(Enrolment).where(
                Enrolment.person_id == person.id, Enrolment.cohort_id == self.cohort.id
            )
            return db.scalars(wanted).one()


def make_scene(sessions: sessionmaker[Session], clock: StoppedClock) -> Scene:
    """A cohort on a small course with a facilitator; committed."""
    with sessions() as db:
        way = make_way(db, person=make_person(db, name="Fay Facilitator"))
        way.enrolment.role = FACILITATOR
        db.commit()
    return Scene(sessions, clock, way.cohort, way.person)


def words_in(tree: object) -> str:
    """All that a stored document says, as one text."""
    if isinstance(tree, dict):
        return "\n".join(words_in(part) for part in tree.values())
    if isinstance(tree, list):
        return "\n".join(words_in(part) for part in tree)
    return str(tree)
