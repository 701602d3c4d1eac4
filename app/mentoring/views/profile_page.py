"""The page of a profile, for its person and for whoever fills it in with them."""

from __future__ import annotations

from collections.abc import Sequence

from app.cohorts.queries.places import all_places
from app.mentoring.actions.profiles import Kept
from app.mentoring.forms.profiles import ProfileForm
from app.mentoring.queries.profiles import ProfilePlace, held_by, newest_changes
from app.mentoring.rules.profiles import MISSING, side_for
from app.mentoring.rules.topics import DAYS, PARTS, TOPICS
from app.web.context import db

SAVED = "Saved."


def ready_form(
    place: ProfilePlace, characteristics: Sequence[str] = (), *, sent: bool = False
) -> ProfileForm:
    """The form as things stand, or as it was sent. One statement."""
    form = ProfileForm() if sent else ProfileForm(formdata=None)
    form.offer_places(all_places(db()))
    form.know(characteristics)
    form.know_distance(place.profile.furthest_km if place.profile else None)
    if not sent:
        form.fill(place.person, place.profile, side_for(place.standings))
        form.characteristics.data = list(characteristics)
    return form


def shown(place: ProfilePlace, form: ProfileForm) -> dict[str, object]:
    """What the page needs; two statements."""
    profile = place.profile
    return {
        "place": place,
        "profile": profile,
        "whose": place.person,
        "form": form,
        "held": held_by(db(), place.person.id),
        "changes": newest_changes(db(), place.person.id),
        "missing": [
            words for name, words in MISSING.items() if profile and not getattr(profile, name)
        ],
        "days": DAYS,
        "topics": TOPICS,
        "parts": PARTS,
    }


def said_about(kept: Kept) -> str:
    """That it is saved, and what came of room for fewer than there are."""
    words = [SAVED]
    if kept.taken_back == 1:
        words.append("One proposal that nobody had room for was taken back.")
    elif kept.taken_back:
        words.append(f"{kept.taken_back} proposals that there was no room for were taken back.")
    if kept.held > kept.profile.capacity:
        words.append(
            "There are more pairs now than room. Nobody is dropped: every pair goes on as it is, "
            "and nobody new is found until there is room."
        )
    return " ".join(words)
