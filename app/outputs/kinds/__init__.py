"""The letters of the outputs room as the post sees them, and as they say to a made-up person."""

from __future__ import annotations

from collections.abc import Mapping

from app.outputs.kinds.afterwards import (
    PublishedKind,
    TakenDownKind,
    sample_published,
    sample_taken_down,
)
from app.outputs.kinds.asking import (
    ApprovalKind,
    ApprovalReminderKind,
    ReplyKind,
    sample_approval,
    sample_reminder,
    sample_reply,
)
from app.outputs.kinds.asks import CameOfItKind, sample_came
from app.outputs.kinds.giving import (
    PlacedKind,
    WrittenDownKind,
    sample_placed,
    sample_written_down,
)
from app.outputs.kinds.redacting import RedactionKind, sample_redaction
from app.outputs.kinds.retold import RetoldKind, sample_retold
from app.outputs.letters import (
    APPROVAL,
    PLACED,
    PUBLISHED,
    REMINDER,
    REPLY,
    RETOLD,
    TAKEN_DOWN,
    WRITTEN_DOWN,
)
from app.outputs.letters.asks import CAME_OF_IT
from app.outputs.letters.redacting import REDACTION
from app.post.kinds import Sampler

__all__ = [
    "SAMPLERS",
    "ApprovalKind",
    "ApprovalReminderKind",
    "CameOfItKind",
    "PlacedKind",
    "PublishedKind",
    "RedactionKind",
    "ReplyKind",
    "RetoldKind",
    "TakenDownKind",
    "WrittenDownKind",
]

SAMPLERS: Mapping[str, Sampler] = {
    APPROVAL: sample_approval,
    REMINDER: sample_reminder,
    REPLY: sample_reply,
    REDACTION: sample_redaction,
    PUBLISHED: sample_published,
    TAKEN_DOWN: sample_taken_down,
    CAME_OF_IT: sample_came,
    RETOLD: sample_retold,
    PLACED: sample_placed,
    WRITTEN_DOWN: sample_written_down,
}
