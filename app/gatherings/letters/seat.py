"""The letter that there is a place after all."""

from __future__ import annotations

from app.cohorts.letters import say_how_to_reach
from app.gatherings.letters import SessionFacts, Text, say_session
from app.gatherings.letters.short import in_one_text, short_title
from app.kit.times import say_moment

IF_NOT = "If you cannot come any more, that is fine. Please say so, and the next person can come."


def seat_text(facts: SessionFacts) -> Text:
    """Somebody who waited can come; the same for everybody but for the name."""
    paragraphs = (
        f"Good news: there is a place for you at this session of “{facts.cohort}”.",
        facts.title,
        say_session(facts),
        "You said that you would like to come, so you do not need to do anything.",
        say_how_to_reach(facts.contacts, facts.cohort_phone, IF_NOT),
        "" if facts.by_hand else f"You can also say it here:\n{facts.address}",
    )
    short = in_one_text(
        f"There is a place for you: {say_moment(facts.starts_at, facts.zone)}, "
        f"{short_title(facts.title)} ({facts.cohort}).",
        f"If you cannot come, please say so: {facts.address}",
    )
    return Text(f"There is a place for you: {facts.title}", paragraphs, short)
