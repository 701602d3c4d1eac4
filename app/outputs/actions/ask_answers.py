"""What came of an ask: who answered what, changed with its history, taken down when wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.kit.times import in_zone, to_utc
from app.outputs.actions.asks import check_people, version_of
from app.outputs.errors.asks import (
    AnswerGone,
    ByWhenOdd,
    ChangedMeanwhile,
    DayAhead,
    DayBefore,
    KindNeeded,
    NotAskedYet,
    SaidNeeded,
    TooLongSaid,
    WhoNeeded,
    WhyDownNeeded,
)
from app.outputs.letters.asks import CAME_OF_IT
from app.outputs.models import Ask, AskAnswer, AskChange
from app.outputs.queries.ask_letters import people_to_tell
from app.outputs.rules import asks as rules
from app.outputs.rules.gifts import is_shown, kept_words, one_line
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters

MORNING = time(9)


@dataclass(frozen=True)
class Said:
    """What somebody said to an ask, or that it was asked again."""

    kind: str
    text: str
    by_whom: str
    on_day: date
    by_when: date | None = None
    is_looked_at: bool = False

    def checked(self, *, asked_on: date, today: date) -> Said:
        """The same, without what cannot be seen.

        Raises: KindNeeded, SaidNeeded, WhoNeeded, TooLongSaid, DayAhead, DayBefore, ByWhenOdd,
        TellsOfPeople.
        """
        text, whom = kept_words(self.text), one_line(self.by_whom)
        if self.kind not in rules.KINDS:
            raise KindNeeded
        if not is_shown(text):
            raise SaidNeeded
        if not is_shown(whom):
            raise WhoNeeded
        if len(text) > rules.LONGEST_SAID or len(whom) > rules.LONGEST_WHOM:
            raise TooLongSaid
        self._check_days(asked_on=asked_on, today=today)
        check_people(text, whom, is_looked_at=self.is_looked_at, today=today)
        by_when = self.by_when if self.kind == rules.WILL_DO else None
        return Said(self.kind, text, whom, self.on_day, by_when)

    def _check_days(self, *, asked_on: date, today: date) -> None:
        if self.on_day > today:
            raise DayAhead
        if self.on_day < asked_on:
            raise DayBefore
        if self.kind == rules.WILL_DO and self.by_when and self.by_when < self.on_day:
            raise ByWhenOdd

    def kept(self) -> dict[str, str]:
        """As plain values, to be kept beside what takes its place."""
        facts = {"kind": self.kind, "text": self.text, "by_whom": self.by_whom}
        return {**facts, "on_day": str(self.on_day), "by_when": str(self.by_when or "")}


def answer_ask(
    db: Session,
    actor: Person,
    ask: Ask,
    *,
    cohort: Cohort,
    said: Said,
    request_key: UUID,
    now: datetime,
) -> None:
    """Write down what came of an ask, and tell those whose words the report holds.

    Sending it twice is as once.
    Raises: NotAskedYet; those of `Said.checked`.
    """
    if ask.asked_on is None:
        raise NotAskedYet
    kept = said.checked(asked_on=ask.asked_on, today=in_zone(now, cohort.time_zone).date())
    row = {
        "id": new_id(),
        "ask_id": ask.id,
        **_values(kept),
        "entered_by_id": actor.id,
        "entered_at": now,
        "request_key": sending_key(request_key, actor.id, kept),
    }
    made = (
        insert(AskAnswer)
        .values(row)
        .on_conflict_do_nothing(index_elements=["ask_id", "request_key"])
    )
    is_new = db.scalar(made.returning(AskAnswer.id)) is not None
    if is_new and kept.kind != rules.AGAIN:
        _tell(db, ask, cohort, now=now)


def change_answer(
    db: Session,
    actor: Person,
    answer_id: UUID,
    *,
    said: Said,
    asked_on: date,
    seen: str,
    today: date,
    now: datetime,
) -> None:
    """Put an answer otherwise; how it was put before is kept. `seen` is what the page showed.

    Raises: those of `Said.checked`; AnswerGone; ChangedMeanwhile.
    """
    kept = said.checked(asked_on=asked_on, today=today)
    answer = _answer(db, answer_id)
    if version_of(answer.changed_at) != seen:
        raise ChangedMeanwhile
    before = Said(answer.kind, answer.text, answer.by_whom, answer.on_day, answer.by_when).kept()
    if before == kept.kept():
        return
    db.add(
        AskChange(
            ask_id=answer.ask_id,
            answer_id=answer.id,
            before=before,
            changed_by_id=actor.id,
            changed_at=now,
        )
    )
    for name, value in _values(kept).items():
        setattr(answer, name, value)
    answer.changed_at = now
    db.flush()


def take_down_answer(
    db: Session, actor: Person, answer_id: UUID, *, why: str, today: date, now: datetime
) -> None:
    """Take an answer down that was wrong: its words go for good, and anyone can read why.

    Raises: WhyDownNeeded; TellsOfPeople; AnswerGone.
    """
    said = one_line(why)
    if not is_shown(said) or len(said) > rules.LONGEST_WHY:
        raise WhyDownNeeded
    check_people(said, is_looked_at=False, today=today)
    answer = _answer(db, answer_id)
    answer.text = ""
    answer.taken_down_at, answer.taken_down_by_id, answer.taken_down_why = now, actor.id, said
    db.execute(delete(AskChange).where(AskChange.answer_id == answer.id))
    db.flush()


def _answer(db: Session, answer_id: UUID) -> AskAnswer:
    answer = db.scalars(select(AskAnswer).where(AskAnswer.id == answer_id).with_for_update()).one()
    db.refresh(answer)
    if answer.taken_down_at is not None:
        raise AnswerGone
    return answer


def _values(said: Said) -> dict[str, object]:
    facts: dict[str, object] = {"kind": said.kind, "text": said.text, "by_whom": said.by_whom}
    return {**facts, "on_day": said.on_day, "by_when": said.by_when}


def _tell(db: Session, ask: Ask, cohort: Cohort, *, now: datetime) -> None:
    """One letter a day to each person, however many answers came; it goes on the next morning."""
    today = in_zone(now, cohort.time_zone).date()
    due_at = to_utc(today + timedelta(days=1), MORNING, cohort.time_zone)
    people = people_to_tell(db, [ask.output_id], now=now)
    letters = [
        NewLetter(
            person_id=person_id,
            kind=CAME_OF_IT,
            about_id=ask.output_id,
            due_at=due_at,
            occurrence=today.isoformat(),
            cohort_id=cohort.id,
        )
        for _, person_id in sorted(people)
    ]
    plan_letters(db, letters, now=now)
