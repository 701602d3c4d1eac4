"""Templates that were translated once serve all tests of a process: only applications are new."""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Translated(BytecodeCache):
    """Keeps translated templates in memory, each by its name and its source."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was kept of the same source."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is new."""
        if bucket.code:
            self._kept[bucket.key, bucket.checksum] = bucket.code


TRANSLATED = Translated()
