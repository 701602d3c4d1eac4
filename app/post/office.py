"""What it takes to send letters: the carriers, the kinds of letters, and our address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.gateways.ports.carrier import Carrier
from app.gateways.ports.receipts import Receipts
from app.kit.links import LinkSigner
from app.post.kinds import LetterKind
from app.post.rules import BY_HAND
from app.post.rules.tongues import IN_ENGLISH, Tongue, Tongues


@dataclass(frozen=True)
class Office:
    """The post office of a deployment.

    `carriers` are by channel; letters of a channel without one are listed for a facilitator.
    `site` is our web address without a slash at its end.
    """

    carriers: Mapping[str, Carrier]
    kinds: Mapping[str, LetterKind]
    links: LinkSigner
    site: str
    # What tells later whether letters of a channel arrived, where somebody can be asked.
    receipts: Mapping[str, Receipts] = field(default_factory=dict)
    # The languages in which letters can be written.
    tongues: Tongues = field(default_factory=Tongues)

    def is_listed(self, channel: str) -> bool:
        """Whether people bring letters of this channel, since no machine does."""
        return channel in BY_HAND or channel not in self.carriers

    def tongue(self, channel: str, wanted: str) -> Tongue:
        """The language of a letter to somebody who would like it in `wanted` (ISO 639-1).

        What to say on the phone is in English, for the facilitator who rings.
        """
        return IN_ENGLISH if channel == "call" else self.tongues.of(wanted)
