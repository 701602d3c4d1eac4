"""Who may look at an edition that nobody learns from yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD

if TYPE_CHECKING:
    from app.preview.queries import PreviewPlace


def may_preview(actor: Person, _at: PreviewPlace) -> bool:
    """Programme leads look at every edition, and publish them."""
    return actor.has_role(PROGRAMME_LEAD)
