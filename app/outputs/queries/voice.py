"""Somebody's words as they may be shown now, with what their author allows for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.cohorts.models import Cohort
from app.kit.times import say_short_date
from app.outputs.models import Consent, Contribution
from app.outputs.queries.cuts import cuts_in
from app.outputs.rules import consent as rules
from app.outputs.rules.consent import Known
from app.outputs.rules.gift_blocks import Given
from app.outputs.rules.gifts import KINDS
from app.outputs.rules.redaction import with_brackets
from app.outputs.rules.words import hash_of


@dataclass(frozen=True)
class Picture:
    """A picture without its bytes: its size in points, what it shows, and its hash."""

    media_type: str
    width: int
    height: int
    alternative: str
    sha256: str
    has_people: bool

    @property
    def identity(self) -> str:
        """What a yes to it is a yes to: its points, and what it is said to show."""
        return rules.identity_of_picture(self.sha256, self.alternative)


@dataclass(frozen=True)
class Voice:
    """What somebody offers, what they allow for it, and who they are in the cohort."""

    contribution: Contribution
    consent: Consent
    cohort: Cohort
    author_name: str
    standing: str | None
    place: str | None
    # How many people fit what is said of the author instead of a name; None where a name, or
    # nothing, is said. Exact, so it is shown nowhere.
    alike: int | None
    # None once the author has deleted where they wrote it.
    reflection_id: UUID | None
    # The pieces that the author agreed to have taken out: begin, end, and what stands instead.
    agreed: Sequence[Sequence[Any]] | None
    picture: Picture | None

    @property
    def author_id(self) -> UUID:
        """Who wrote the words."""
        return self.contribution.author_id

    @property
    def kind(self) -> str:
        """What it is: a quote, a story, and so on."""
        return self.contribution.kind

    @property
    def kind_word(self) -> str:
        """What it is called on pages, such as `key message`."""
        return KINDS[self.kind].word

    @property
    def title(self) -> str:
        """Its title; empty where it has none."""
        return self.contribution.title

    @property
    def words(self) -> str:
        """The words as they are to be shown, everywhere: those stored, with agreed brackets."""
        return with_brackets(self.contribution.text, cuts_in(self.agreed))

    @property
    def known(self) -> Known:
        """What is known of the author, for the name under the words."""
        return Known(self.author_name, self.standing, self.place)

    @property
    def named(self) -> str:
        """The name under the words, as the author chose."""
        consent = self.consent
        return rules.attribution(
            consent.named_as, self.known, role=consent.role, chosen=consent.chosen_name
        )

    @property
    def given(self) -> Given | None:
        """The picture as a report needs it."""
        kept = self.picture
        return Given(kept.sha256, kept.alternative, kept.width, kept.height) if kept else None

    @property
    def shown_sha256(self) -> str:
        """What the author sees of their own in a report, hashed."""
        return self.hash_as(self.named)

    def hash_as(self, named: str) -> str:
        """The same under another name."""
        picture = self.picture.identity if self.picture else ""
        return rules.hash_of_shown(self.words, named, title=self.title, picture=picture)

    @property
    def bears_name(self) -> bool:
        """Whether the author's own name stands under it."""
        return self.consent.named_as in rules.WITH_NAME

    @property
    def tells_who(self) -> bool:
        """Whether so few people fit the name that some can guess who it is.

        Not so where the author has said that they know it.
        """
        few = self.alike is not None and rules.fits_few(self.alike)
        return few and not self.consent.few_known

    @property
    def has_yes_ahead(self) -> bool:
        """Whether the author has said yes ahead to exactly what would be shown now."""
        same = self.consent.ahead_sha256 == self.shown_sha256
        return not self.consent.check_first and same and not self.tells_who

    @property
    def allowed(self) -> str:
        """What the author allows, in a few sentences to them."""
        consent = self.consent
        return rules.say_allowed(
            consent.audience,
            named=self.named,
            until=consent.until,
            training=consent.training,
            check_first=consent.check_first,
        )

    @property
    def is_written_for_this(self) -> bool:
        """Whether the words were written, or told, to be offered; others were cut from a log."""
        return not self.contribution.slices

    @property
    def state(self) -> str:
        """A word that is another one as soon as the words, or what is allowed, are others."""
        return rules.hash_of_shown(self.hash_as(""), str(self.consent.id))

    def is_true(self) -> bool:
        """Whether the words are still exactly those that their author gave."""
        return hash_of(self.contribution.text) == self.contribution.sha256

    @property
    def last_day(self) -> str:
        """The last day of the consent in words; empty when it has none."""
        return say_short_date(self.consent.until) if self.consent.until else ""

    def is_in_force(self, now: datetime) -> bool:
        """Whether the author allows the words to be read, on the cohort's own day."""
        consent = self.consent
        return rules.is_in_force(
            withdrawn_at=consent.withdrawn_at,
            until=consent.until,
            today=rules.today_in(self.cohort.time_zone, now),
        )

    def is_public(self, now: datetime) -> bool:
        """Whether the author allows the words on a public page, on the cohort's own day."""
        return self.is_for(rules.PUBLIC, now)

    def is_for(self, audience: str, now: datetime) -> bool:
        """Whether the author allows this audience, or a wider one, on the cohort's own day."""
        return rules.allows(self.consent.audience, audience) and self.is_in_force(now)
