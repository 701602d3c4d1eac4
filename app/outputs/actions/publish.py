"""Publishing an edition, after a last look at every consent in it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.outputs.actions.shelve import shelve
from app.outputs.errors import ConsentEnded, EditionGone
from app.outputs.letters import PUBLISHED
from app.outputs.models import EditionQuote, Output, OutputBuild, OutputEdition
from app.outputs.queries.approvals import Asked, asked_of_output
from app.outputs.queries.files import facts_of_files
from app.outputs.queries.letters import newly_shown
from app.outputs.queries.pictures import facts_of_prints
from app.outputs.rules.manifest import hashes_of_files, hashes_of_prints
from app.outputs.rules.stages import DONE
from app.outputs.rules.words import hash_of_tree
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters


def publish_edition(
    db: Session, actor: Person, *, output: Output, edition_id: UUID, now: datetime
) -> int:
    """Let anyone read an edition, and tell whose words stand in it; twice is as once.

    Whoever was told of an earlier edition of the same output is not told again. Returns its number.
    Consent is looked at in this transaction, with the edition locked: whoever takes words back
    at the same moment takes down what was published, or finds it not published.
    Raises: EditionGone, ConsentEnded.
    """
    edition = db.scalar(
        select(OutputEdition)
        .join(OutputBuild, OutputBuild.id == OutputEdition.build_id)
        .where(
            OutputEdition.id == edition_id,
            OutputEdition.output_id == output.id,
            OutputBuild.state == DONE,
        )
        .with_for_update(of=OutputEdition)
    )
    if edition is None or edition.withdrawn_at is not None:
        raise EditionGone
    if edition.published_at is not None:
        return edition.number
    _check_as_frozen(db, edition)
    _check_consents(db, edition, output=output, now=now)
    edition.published_at = now
    edition.published_by_id = actor.id
    db.flush()
    shelve(db, edition, output=output)
    _announce(db, edition, output=output, now=now)
    return edition.number


def _check_as_frozen(db: Session, edition: OutputEdition) -> None:
    """Refuse an edition whose page, files or pictures are not those of its manifest."""
    kept, manifest = edition.document, edition.manifest
    if kept is None or manifest is None:
        raise EditionGone
    files = {file.format: file.sha256 for file in facts_of_files(db, edition.id)}
    tree = hash_of_tree(kept)
    if tree != edition.sha256 or tree != manifest["tree_sha256"]:
        raise EditionGone
    if files != hashes_of_files(manifest):
        raise EditionGone
    prints = {one.sha256: one.print_sha256 for one in facts_of_prints(db, edition.id)}
    if prints != hashes_of_prints(manifest):
        raise EditionGone


def _check_consents(db: Session, edition: OutputEdition, *, output: Output, now: datetime) -> None:
    wanted = db.execute(
        select(EditionQuote.contribution_id, EditionQuote.consent_id).where(
            EditionQuote.edition_id == edition.id
        )
    )
    asked = {one.voice.contribution.id: one for one in asked_of_output(db, output.id)}
    for contribution_id, consent_id in wanted:
        one = asked.get(contribution_id)
        if one is None or not _still_allows(one, consent_id, now=now):
            raise ConsentEnded


def _still_allows(one: Asked, consent_id: UUID, *, now: datetime) -> bool:
    return one.has_yes and one.voice.consent.id == consent_id and one.voice.is_public(now)


def _announce(db: Session, edition: OutputEdition, *, output: Output, now: datetime) -> None:
    letters = [
        NewLetter(
            person_id=author,
            kind=PUBLISHED,
            about_id=edition.id,
            due_at=now,
            cohort_id=output.cohort_id,
        )
        for author in newly_shown(db, edition)
    ]
    plan_letters(db, letters, now=now)
