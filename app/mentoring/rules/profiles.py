"""What somebody says of themselves for the matching: made tidy, and what is missing in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.kit.languages import ENGLISH, is_language
from app.mentoring.rules.topics import (
    ANSWERS,
    CHARACTERISTICS,
    CONTACT_MODES,
    FARTHEST_KM,
    LONGEST_WORDS,
    MOST_CAPACITY,
    PROPOSES,
    PROPOSING_STANDINGS,
    SIDES,
    TIMES,
    TOPICS,
)
from app.people.rules import LONGEST_WHAT_I_BRING, clean_email, clean_lines

# What the log of a profile says was done; never what was said.
MADE = "made"
CHANGED = "changed"
CHOSE = "chose"
RESTED = "rested"
RETURNED = "returned"
# Room for fewer than they walk with or are asked about.
NO_ROOM_LEFT = "no_room_left"
DELETED = "deleted"
PROFILE_CHANGES = (MADE, CHANGED, CHOSE, RESTED, RETURNED, NO_ROOM_LEFT, DELETED)

# So much of what somebody brings tells them from another of the same name.
LONGEST_BEGINNING = 40

# What is wrong with what was typed.
WORDS = "words"
MANAGER = "manager"
# What nobody can be found without, and how a page says it.
MISSING = {
    "contact_modes": "how you like to talk",
    "languages": "in which languages you can talk",
    "times": "when you have time",
}


@dataclass(frozen=True)
class Said:
    """All that is said in a profile; `furthest_km` None: any distance.

    `characteristics` None leaves those that are kept as they are.
    """

    side: str = ANSWERS
    what_i_bring: str = ""
    offers: Sequence[str] = ()
    offer_words: str = ""
    wishes: Sequence[str] = ()
    wish_words: str = ""
    contact_modes: Sequence[str] = ()
    languages: Sequence[str] = ()
    place_id: UUID | None = None
    furthest_km: int | None = None
    times: Sequence[str] = ()
    capacity: int = 1
    manager_email: str = ""
    characteristics: Sequence[str] | None = None
    characteristics_as_reason: bool = False


def fault_in(said: Said) -> str | None:
    """What has to be put right before it can be kept; None when it can."""
    own = ((said.offer_words, LONGEST_WORDS), (said.wish_words, LONGEST_WORDS))
    for text, longest in (*own, (said.what_i_bring, LONGEST_WHAT_I_BRING)):
        if clean_lines(text, longest) is None:
            return WORDS
    typed = said.manager_email.strip()
    return MANAGER if typed and clean_email(typed) is None else None


def tidy(said: Said, *, kept: Collection[str] = ()) -> Said:
    """The same with known words alone, each once and in the order of its list.

    `kept` are characteristics that were said before, of which our list may know one no more. Only
    for what has no fault.
    """
    characteristics = said.characteristics
    if characteristics is not None:
        characteristics = in_order(characteristics, (*CHARACTERISTICS, *sorted(kept)))
    far = said.furthest_km
    return replace(
        said,
        side=said.side if said.side in SIDES else ANSWERS,
        what_i_bring=clean_lines(said.what_i_bring, LONGEST_WHAT_I_BRING) or "",
        offers=in_order(said.offers, TOPICS),
        offer_words=clean_lines(said.offer_words, LONGEST_WORDS) or "",
        wishes=in_order(said.wishes, TOPICS),
        wish_words=clean_lines(said.wish_words, LONGEST_WORDS) or "",
        contact_modes=in_order(said.contact_modes, CONTACT_MODES),
        languages=_languages(said.languages),
        furthest_km=None if far is None else min(max(far, 0), FARTHEST_KM),
        times=in_order(said.times, TIMES),
        capacity=min(max(said.capacity, 0), MOST_CAPACITY),
        manager_email=(clean_email(said.manager_email.strip()) or "").lower(),
        characteristics=characteristics,
    )


def in_order(words: Collection[str], known: Iterable[str]) -> list[str]:
    """Those of the known words that are among these, each once."""
    return [one for one in dict.fromkeys(known) if one in words]


def side_for(standings: Collection[str]) -> str:
    """With whose wishes a form suggests to begin; anybody may choose the other."""
    return PROPOSES if PROPOSING_STANDINGS & set(standings) else ANSWERS


def surplus(held: int, capacity: int, asked: int) -> int:
    """How many proposals are taken back when room is for fewer: never a pair that walks."""
    return min(max(held - capacity, 0), asked)


def _languages(codes: Sequence[str]) -> list[str]:
    """Codes of languages that there are, the one they like best first."""
    return [one for one in dict.fromkeys(codes) if one == ENGLISH or is_language(one)]


def choice_names(people: Sequence[tuple[UUID, str, str]]) -> dict[UUID, str]:
    """Names to choose from; of two with the same name each says how what they bring begins."""
    often = Counter(name for _, name, _ in people)
    return {
        one: name if often[name] == 1 else f"{name} ({_beginning(bring)})"
        for one, name, bring in people
    }


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_BEGINNING else f"{words[:LONGEST_BEGINNING]}…"
