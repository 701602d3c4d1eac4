"""The letter that there is a place after all."""

from __future__ import annotations

from app.cohorts.letters import say_how_to_reach
from app.gatherings.letters import SessionFacts, Text, say_session
from app.gatherings.letters.short import in_one_text, short_title
from app.post.rules.tongues import mark

IF_NOT = mark(
    "If you cannot come any more, that is fine. Please say so, and the next person can come."
)


def seat_text(facts: SessionFacts) -> Text:
    """Somebody who waited can come; the same for everybody but for the name."""
    tongue = facts.tongue
    paragraphs = (
        tongue.say(
            "Good news: there is a place for you at this session of “{cohort}”.",
            cohort=facts.cohort,
        ),
        facts.title,
        say_session(facts),
        tongue.say("You said that you would like to come, so you do not need to do anything."),
        say_how_to_reach(facts.contacts, facts.cohort_phone, IF_NOT, tongue),
        "" if facts.by_hand else tongue.say("You can also say it here:") + f"\n{facts.address}",
    )
    short = in_one_text(
        tongue.say(
            "There is a place for you: {when}, {title} ({cohort}).",
            when=tongue.say_moment(facts.starts_at, facts.zone),
            title=short_title(facts.title),
            cohort=facts.cohort,
        ),
        tongue.say("If you cannot come, please say so: {address}", address=facts.address),
    )
    subject = tongue.say("There is a place for you: {title}", title=facts.title)
    return Text(subject, paragraphs, short, tongue)
