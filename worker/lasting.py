"""A schedule that goes on after a lost Redis or a lost lock, where RedBeat's own would end."""

from __future__ import annotations

import structlog
from redbeat import RedBeatScheduler
from redis.exceptions import LockError, RedisError

log = structlog.get_logger()


class LastingScheduler(RedBeatScheduler):  # type: ignore[misc]
    """Rings while it holds the lock, and looks again a little later when it cannot."""

    def tick(self, *args: object, **kwargs: object) -> float:
        """Ring for what is due; returns the seconds until it is worth looking again."""
        try:
            return float(super().tick(*args, **kwargs))
        except LockError:
            # The lock ran out: this machine slept, or Redis came back without it.
            self._take_again()
        except RedisError as error:
            log.warning("schedule_waits", error=type(error).__name__)
        return float(self.max_interval)

    def _take_again(self) -> None:
        """Take the lock if nobody else has it by now; another schedule may be acting."""
        try:
            taken = self.lock.acquire(blocking=False)
            if taken:
                # Redis may have come back empty, and RedBeat keeps the whole schedule in it.
                self.setup_schedule()
        except RedisError as error:
            log.warning("schedule_waits", error=type(error).__name__)
        else:
            log.warning("schedule_goes_on" if taken else "schedule_stands_by")
