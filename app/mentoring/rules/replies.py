"""What a text message that came in says: an answer that we know, or something for a person.

Nobody is guessed about. A text is an answer when all of it is one; whatever else it holds makes it
a reason to ring.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.mentoring.rules.check_ins import LOW, MIXED, WELL

# What a text can answer.
CHECK_IN = "check_in"
PROPOSAL = "proposal"
MEETING = "meeting"
# That nobody should enter things for them any more.
HELP = "help"
# Taken by the room of practice, which stands above this one.
PLEDGE = "pledge"

# Taken by the room of outputs: words of theirs in a draft.
WORDS = "words"

# The fates of a text.
WAS_ANSWER = "answer"
NOT_AN_ANSWER = "not_an_answer"
FROM_NOBODY = "nobody"
FROM_SEVERAL = "several_people"

_SAID: Mapping[tuple[str, str], str] = {
    (CHECK_IN, WELL): """
        well|good|fine|great|very well|very good|really well|really good|all well|all good
        going well|going fine|going great|is going well|it is going well|its going well
        da|yn dda|da iawn|mae yn mynd yn dda|maen mynd yn dda
    """,
    (CHECK_IN, MIXED): """
        mixed|so so|soso|up and down|ups and downs|half and half|a bit of both|bit of both
        it is mixed|its mixed|cymysg|gweddol|canolig
    """,
    (CHECK_IN, LOW): """
        low|bad|badly|poor|not well|not good|not great|not so good|not so well|not very well
        not very good|not going well|is not going well|it is not going well|its not going well
        not too good|isel|gwael|ddim yn dda
    """,
    (PROPOSAL, "yes"): "yes|yes i would|iawn|ie|hoffwn",
    (PROPOSAL, "no"): "no|na|no thank you|nage",
    (MEETING, "met"): "met|we met|we have met|weve met|wedi cwrdd|cwrdd",
    (PLEDGE, "done"): "done|it is done|its done|all done|i have done it|gwnaed|wedi ei wneud",
    (PLEDGE, "going"): "going|it is going|its going|still going|ar y gweill|mae ar y gweill",
    (PLEDGE, "blocked"): "blocked|i am blocked|it is blocked|its blocked|stuck|i am stuck|rhwystr",
    (PLEDGE, "changed"): """
        changed|changed my mind|i changed my mind|i have changed my mind|ive changed my mind
        newid|newid meddwl|wedi newid fy meddwl
    """,
    (WORDS, "no"): """
        out|leave out|leave it out|leave them out|leave my words out|allan|gadewch nhw allan
    """,
    (WORDS, "change"): "change|change it|change them|change my words",
    (HELP, "stop"): """
        stop help|stop the help|stop helping|stop my helper|end help|end the help|no more help
        stopio cymorth|stopio help|stopiwch y cymorth
    """,
    (PLEDGE, "stop"): "stop|stop asking|stopio|stopiwch",
}
_CALL = frozenset(
    """call|call me|call please|ring|ring me|phone|phone me|and call|and call me|and ring me
    can you call me|could you call me|can you ring me|could you ring me|i would like a call
    ffonio|ffoniwch|ffoniwch fi|galwad""".replace("\n", "|")
    .replace("    ", "")
    .split("|")
)
# What people are polite with, and what changes nothing.
_polite = re.compile(r"\b(thank you|thanks|ta|please|diolch|hi|hello|xx?)\b")
_split = re.compile(r"[^\w]+")
_JOINED = str.maketrans("", "", "'\u2019\u2018`")


@dataclass(frozen=True)
class Reply:
    """An answer: what it is an answer to, and whom it names by their first names.

    `about` and `value` are empty when it is no more than a wish for a call.
    """

    about: str = ""
    value: str = ""
    wants_call: bool = False
    names: frozenset[str] = field(default_factory=frozenset)


def whole_marks(text: str) -> str:
    """The same text with a question mark for each half of a mark.

    A long text comes in parts, and a part can end in the middle of an emoji. Half of one cannot be
    kept anywhere.
    """
    return text.encode("utf-8", "replace").decode("utf-8")


def first_name(name: str) -> str:
    """The first word of a name, as texts are looked through for it."""
    words = _words(name)
    return words[0] if words else ""


def read_reply(text: str, names: Iterable[str] = ()) -> Reply | None:
    """The answer that a text is, or None. `names` are first names that it may hold beside it."""
    words = _words(text)
    found = _read(words)
    if found is not None:
        return found
    known = {name for name in names if name}
    named = frozenset(known & set(words))
    if not named:
        return None
    rest = _read([word for word in words if word not in named])
    if rest is None:
        return None
    return Reply(rest.about, rest.value, rest.wants_call, named)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_JOINED)
    return [word for word in _split.split(plain) if word]


def _phrases() -> dict[str, tuple[str, str]]:
    return {
        " ".join(phrase.split()): meaning
        for meaning, phrases in _SAID.items()
        for line in phrases.splitlines()
        for phrase in line.split("|")
        if phrase.strip()
    }


_KNOWN = _phrases()


def _read(words: list[str]) -> Reply | None:
    """The answer that all these words are; a wish for a call may stand before or after it."""
    for kept in (words, _polite.sub(" ", " ".join(words)).split()):
        for at in range(len(kept) + 1):
            one, two = " ".join(kept[:at]), " ".join(kept[at:])
            if one in _KNOWN and (not two or two in _CALL):
                return Reply(*_KNOWN[one], wants_call=bool(two))
            if one in _CALL and (not two or two in _KNOWN):
                return Reply(*_KNOWN.get(two, ("", "")), wants_call=True)
    return None
