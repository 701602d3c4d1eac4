"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

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
    ),
    theirs(
        CpdRecord,
        "person_id",
        "What you count as learning",
        seals={"sealed": Seal(CPD_WORDS)},
        # Two about one session both stay: the words are the person's.
        merge=Merge.APART,
    ),
    theirs(CpdYear, "person_id", "Your year of appraisal", merge=Merge.ONE),
    theirs(
        ReflectionDraft,
        "person_id",
        "Drafts of your log",
        seals={"sealed": Seal(DRAFT, row="draft_key")},
        merge=Merge.ONE,
    ),
    theirs(Reflection, "person_id", "Entries of your log"),
    theirs(ReflectionFeature, "reflection_id", "What your entries are about", codes="item_key"),
    theirs(
        ReflectionVersion,
        "reflection_id",
        "What your entries say",
        seals={"sealed": Seal(TEXT), "sealed_beginning": Seal(BEGINNING)},
    ),
    theirs(
        LogImport,
        "person_id",
        "A file you sent to bring into your log",
        seals={"sealed": Seal(IMPORTED, row="person_id", media="application/octet-stream")},
        merge=Merge.ENDS,
        keep=Keep("kept_at", 1),
    ),
    theirs(
        LogOpening,
        "person_id",
        "Who asked to open your log, and why",
        seals={"sealed_reason": Seal(REASON)},
        beside="asked_by_id decided_by_id",
    ),
    theirs(LogOpeningRead, "opening_id", "What was read when your log was opened"),
    theirs(
        Share,
        "author_id",
        "Entries you shared",
        seals={"sealed_purpose": Seal(PURPOSE)},
        beside="reader_id",
    ),
    theirs(ShareAttachment, "share_id", "Pictures and recordings you shared"),
    theirs(
        ShareComment,
        "writer_id share_id",
        "What was said about shared entries, by you or about yours",
        seals={"sealed": Seal(COMMENT, key="share_id.author_id")},
    ),
    theirs(
        ShareOpening,
        "share_id",
        "When somebody opened an entry you shared",
        beside="reader_id",
    ),
    theirs(
        SpokenReflection,
        "reflection_id",
        "Talks you had instead of writing",
        own="company",
    ),
)
