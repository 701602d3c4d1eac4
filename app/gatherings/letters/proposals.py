"""The letter that answers whoever proposed a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.gatherings.letters.short import in_one_text, short_title
from app.kit.times import say_moment
from app.post.rules.drafts import Draft, whole_letter


@dataclass(frozen=True)
class AnswerFacts:
    """What became of a proposal; `starts_at` is UTC, and None when it was not taken up."""

    name: str
    title: str
    cohort: str
    zone: str
    answer: str
    starts_at: datetime | None
    address: str
    by_hand: bool = False


def answer_letter(facts: AnswerFacts) -> Draft:
    """The answer to a proposal: when the session is, or why there is none."""
    if facts.starts_at is None:
        subject = f"About the session that you proposed: {facts.title}"
        news = [
            "Your group will not have this session for now. This is why:",
            facts.answer,
            (
                f"Your idea and this answer stay on the page of “{facts.cohort}”, where everybody "
                "in the group can read them. You can propose another session at any time."
            ),
        ]
        short = in_one_text(
            f"The session that you proposed is not planned for now: {short_title(facts.title)}.",
            f"The answer: {facts.address}",
        )
    else:
        when = say_moment(facts.starts_at, facts.zone)
        subject = f"Your session is planned: {facts.title}"
        news = [
            f"It will take place on {when}. Everybody in “{facts.cohort}” is told.",
            "If you would like to open it or say a few words, tell the people who run your group.",
        ]
        short = in_one_text(
            f"Your session is planned: {short_title(facts.title)}, {when}.",
            f"All about it: {facts.address}",
        )
    body = whole_letter(
        facts.name,
        f"Thank you for proposing a session: “{facts.title}”.",
        *news,
        "" if facts.by_hand else f"See it here:\n{facts.address}",
    )
    return Draft(subject, body, short)
