"""The letter that there is something to read; it names nobody and quotes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import IN_ENGLISH, Tongue, mark

LONGEST_COHORT_HERE = 45
IN_PERSON = mark(
    "Nobody can bring the words themselves to you: they stay on the pages, and whoever brings you "
    "this cannot see them. If you need a hand to get there, tell them."
)


@dataclass(frozen=True)
class ShareFacts:
    """What letters about a share tell; `by_hand` says that a person brings it."""

    name: str
    cohort: str
    share_id: UUID | None
    site: str
    tongue: Tongue = IN_ENGLISH
    by_hand: bool = False
    # The first words of its address; and whether the reader can write back there.
    place: str = "shares"
    takes_words: bool = True

    @property
    def address(self) -> str:
        """Its page; in a preview the list of all."""
        return f"{self.site}/{self.place}/{self.share_id or ''}"

    @property
    def short_cohort(self) -> str:
        """The cohort's name where there is little room."""
        return cut(self.cohort, LONGEST_COHORT_HERE)


def shared_letter(facts: ShareFacts) -> Draft:
    """Somebody let this person read something."""
    tongue = facts.tongue
    by_hand = tongue.say("To read it, sign in and open “Shared with you”.")
    by_link = tongue.say("To read it, sign in here:")
    body = whole_letter(
        facts.name,
        tongue.say(
            "Somebody you learn with in “{cohort}” wants you to read something that they wrote. It "
            "is not in this letter, so that it stays between you.",
            cohort=facts.cohort,
        ),
        way_to_it(facts, by_link, by_hand),
        _how_far(facts),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "Somebody in “{cohort}” wants you to read something that they wrote.",
            cohort=facts.short_cohort,
        ),
        tongue.say("Sign in to read it: {address}", address=facts.address),
    )
    return Draft(tongue.say("Something was shared with you"), body, short)


def _how_far(facts: ShareFacts) -> str:
    if facts.takes_words:
        return facts.tongue.say(
            "They chose what you see and until when, and they can see that you opened it. You can "
            "write a few words back if you like."
        )
    return facts.tongue.say(
        "They chose what you see and until when, and they can see that you opened it."
    )


def way_to_it(facts: ShareFacts, by_link: str, by_hand: str) -> str:
    """Where it is read: an address, or how somebody finds it to whom this is brought."""
    if facts.by_hand:
        return f"{by_hand} {facts.tongue.say(IN_PERSON)}"
    return f"{by_link}\n{facts.address}"
