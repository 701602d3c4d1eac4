"""Reasons in words, for the two and for a coordinator; never a figure out of a hundred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.mentoring.rules.matching import reasons as keys
from app.mentoring.rules.matching.filters import DISTANCE, LANGUAGE, LINE, MODE, TIMES
from app.mentoring.rules.matching.people import Reason
from app.mentoring.rules.topics import CHARACTERISTICS, CONTACT_MODES, TOPICS
from app.mentoring.rules.topics import TIMES as TIMES_OF_WEEK

_PLAIN = {
    keys.CHOSEN: "Each named the other.",
    keys.SAME_PLACE: "They are in the same place.",
    keys.NO_ROOM: "They have no room for anybody more at the moment.",
    keys.SAYS_NO["languages"]: "The profile names no language yet.",
    keys.SAYS_NO["modes"]: "The profile names no way to be in touch yet.",
    keys.SAYS_NO["times"]: "The profile names no times yet.",
    keys.NOBODY: "Nobody who fits takes part at the moment.",
    keys.TAKEN_OUT: "A coordinator took their pair out of this proposal.",
    keys.GONE: "The person with whom they would have walked does not take part any more.",
    keys.LET_GO: "A coordinator paired somebody else with whom they would have walked.",
}
# With how many people it kept away: one, and several.
_COUNTED = {
    keys.TAKEN: (
        "One person fits, and has found somebody else this time.",
        "{n} people fit, and have found somebody else this time.",
    ),
    LANGUAGE: ("With one there is no language in common.", "With {n} there is no shared language."),
    MODE: (
        "With one there is no way to be in touch that suits both.",
        "With {n} there is no way to be in touch that suits both.",
    ),
    TIMES: ("With one there is no time that suits both.", "With {n} no time suits both."),
    DISTANCE: (
        "One is too far away to meet, or we do not know how far.",
        "{n} are too far away to meet, or we do not know how far.",
    ),
    LINE: (
        "One works in the same line of management.",
        "{n} work in the same line of management.",
    ),
}


def say_reasons(
    reasons: Sequence[Reason], *, names: Mapping[str, str], languages: Mapping[str, str]
) -> list[str]:
    """Each reason as a sentence.

    `names` are people's by the text of their id, `languages` names of languages by their code; for
    a word that is not known any more the word itself stands.
    """
    return [_say(reason, names, languages) for reason in reasons]


def _say(reason: Reason, names: Mapping[str, str], languages: Mapping[str, str]) -> str:
    key = str(reason["key"])
    if key in _PLAIN:
        return _PLAIN[key]
    if key in _COUNTED:
        one, several = _COUNTED[key]
        return one if reason["n"] == 1 else several.format(n=reason["n"])
    if key == keys.WISH:
        who = names.get(str(reason["person"]), "One of the two")
        return f"{who} would like: {_listed(reason['topics'], TOPICS)}. The other offers it."
    if key == keys.LANGUAGES:
        return f"Both speak {_listed(reason['codes'], languages, ' or ')}."
    return _in_common(key, reason)


def _in_common(key: str, reason: Reason) -> str:
    if key == keys.IN_COMMON:
        return f"Both say: {_listed(reason['what'], CHARACTERISTICS)}."
    if key == keys.MODES:
        return f"It suits both: {_listed(reason['modes'], CONTACT_MODES, ' or ').lower()}."
    times = [one for one in TIMES_OF_WEEK if one in reason["times"]]
    more = ", and more" if len(times) > keys.MOST_TIMES else ""
    return f"Both have time on {_listed(times[: keys.MOST_TIMES], TIMES_OF_WEEK, ' or ')}{more}."


def _listed(words: Sequence[str], known: Mapping[str, str], last: str = ", ") -> str:
    said = [known.get(word, word) for word in words]
    return last.join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else "".join(said)
