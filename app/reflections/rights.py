"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.kit.returning import COMES, GONE, Back
from app.kit.rights import Declared, Keep, Merge, Seal, theirs
from app.reflections.models import (
    Attachment,
    CpdRecord,
    CpdYear,
    LogImport,
    LogOpening,
    LogOpeningRead,
    Reflection,
    ReflectionDraft,
    ReflectionFeature,
    ReflectionVersion,
    Share,
    ShareAttachment,
    ShareComment,
    ShareOpening,
    SpokenReflection,
)
from app.reflections.models.attachments import DESCRIPTION, FILE, NAME
from app.reflections.models.cpd import CPD_WORDS
from app.reflections.models.drafts import DRAFT
from app.reflections.models.entries import BEGINNING, TEXT
from app.reflections.models.imports import IMPORTED
from app.reflections.models.log_openings import REASON
from app.reflections.models.shares import COMMENT, PURPOSE

DECLARED: tuple[Declared, ...] = (
    theirs(
        Attachment,
        "reflection_id",
        "Pictures and recordings in your log",
        codes="kind media_type",
        seals={
            "sealed": Seal(FILE, media="media_type"),
            "sealed_name": Seal(NAME),
            "sealed_description": Seal(DESCRIPTION),
        },
        back=GONE,
    ),
    theirs(
        CpdRecord,
        "person_id",
        "What you count as learning",
        seals={"sealed": Seal(CPD_WORDS)},
        # Two about one session both stay: the words are the person's.
        merge=Merge.APART,
        back=GONE,
    ),
    theirs(CpdYear, "person_id", "Your year of appraisal", merge=Merge.ONE, back=COMES),
    theirs(
        ReflectionDraft,
        "person_id",
        "Drafts of your log",
        seals={"sealed": Seal(DRAFT, row="draft_key")},
        merge=Merge.ONE,
        back=COMES,
    ),
    theirs(
        Reflection, "person_id", "Entries of your log", back=Back(gone=True, ended="deleted_at")
    ),
    theirs(
        ReflectionFeature,
        "reflection_id",
        "What your entries are about",
        codes="item_key",
        back=COMES,
    ),
    theirs(
        ReflectionVersion,
        "reflection_id",
        "What your entries say",
        seals={"sealed": Seal(TEXT), "sealed_beginning": Seal(BEGINNING)},
        back=COMES,
    ),
    theirs(
        LogImport,
        "person_id",
        "A file you sent to bring into your log",
        seals={"sealed": Seal(IMPORTED, row="person_id", media="application/octet-stream")},
        merge=Merge.ENDS,
        keep=Keep("kept_at", 1),
        back=GONE,
    ),
    theirs(
        LogOpening,
        "person_id",
        "Who asked to open your log, and why",
        seals={"sealed_reason": Seal(REASON)},
        beside="asked_by_id decided_by_id",
        back=Back(as_there=True),
    ),
    theirs(LogOpeningRead, "opening_id", "What was read when your log was opened", back=COMES),
    theirs(
        Share,
        "author_id",
        "Entries you shared",
        seals={"sealed_purpose": Seal(PURPOSE)},
        beside="reader_id",
        back=Back(ended="revoked_at"),
    ),
    theirs(ShareAttachment, "share_id", "Pictures and recordings you shared", back=GONE),
    theirs(
        ShareComment,
        "writer_id share_id",
        "What was said about shared entries, by you or about yours",
        seals={"sealed": Seal(COMMENT, key="share_id.author_id")},
        back=GONE,
    ),
    theirs(
        ShareOpening,
        "share_id",
        "When somebody opened an entry you shared",
        beside="reader_id",
        back=COMES,
    ),
    theirs(
        SpokenReflection,
        "reflection_id",
        "Talks you had instead of writing",
        own="company",
        back=COMES,
    ),
)
