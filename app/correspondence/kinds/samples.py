"""What every kind of letter says to a made-up person, by each way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.certificates.kinds import sample_certificate
from app.cohorts.kinds.samples import SAMPLERS as OF_COHORTS
from app.correspondence.kinds.digest import sample_digest
from app.gatherings.kinds.samples import SAMPLERS as OF_SESSIONS
from app.outputs.kinds import SAMPLERS as OF_OUTPUTS
from app.participation.kinds import SAMPLERS as OF_PARTICIPATION
from app.post.kinds import Desk, Draft, Sampler
from app.post.rules import SIGN_IN_LINK
from app.post.rules.openings import with_opening
from app.post.rules.own_links import with_own_links
from app.practice.kinds.samples import SAMPLERS as OF_PRACTICE
from app.progress.kinds.samples import SAMPLERS as OF_MODULES
from app.reflections.kinds.samples import SAMPLERS as OF_REFLECTIONS

SAMPLERS: Mapping[str, Sampler] = {
    **OF_COHORTS,
    **OF_SESSIONS,
    **OF_MODULES,
    **OF_OUTPUTS,
    **OF_PARTICIPATION,
    **OF_PRACTICE,
    **OF_REFLECTIONS,
    "certificate": sample_certificate,
    "digest": sample_digest,
}
# Stands in a preview where each person's own link would be.
A_LINK = "/sign-in/link/…"


@dataclass(frozen=True)
class Samples:
    """One kind of letter as an e-mail, as a text, and as it is read out or printed."""

    email: Draft
    text: str
    by_hand: Draft


def samples_of(
    db: Session, kind: str, cohort_id: UUID, *, words: str, desk: Desk
) -> Samples | None:
    """A kind of letter in a language, with these opening words; None: there is no such kind.

    A constant number of statements.
    """
    sampler = SAMPLERS.get(kind)
    if sampler is None:
        return None
    drafts = {
        channel: sampler(db, cohort_id, channel=channel, desk=desk)
        for channel in ("email", "text", "call")
    }
    return Samples(
        email=_shown(with_opening(drafts["email"], words), desk.site),
        text=_shown(drafts["text"], desk.site).short,
        by_hand=_shown(with_opening(drafts["call"], words), desk.site),
    )


def _shown(draft: Draft, site: str) -> Draft:
    return Draft(
        draft.subject,
        _linked(draft.body, site),
        _linked(draft.short or draft.body, site),
    )


def _linked(text: str, site: str) -> str:
    shown = text.replace(SIGN_IN_LINK, f"{site}{A_LINK}")
    return with_own_links(shown, lambda path: f"{site}{path}…")
