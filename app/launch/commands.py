"""The commands of the three parts, the same here, in the image and in compose.yaml."""

from __future__ import annotations

import sys

APPLICATION = "app.factory:web()"
QUEUE = "worker.celery_app:celery"
THREADS = 4
GRACE = 3
REDBEAT = "worker.lasting.LastingScheduler"


def web(address: str, workers: int, log: str = "warning") -> list[str]:
    """Gunicorn with threads; `address` is host:port."""
    return [
        *[sys.executable, "-m", "gunicorn", "--worker-class", "gthread"],
        *["--workers", str(workers), "--threads", str(THREADS), "--bind", address],
        # Loaded once and shared: 90 MB less for each worker (decision 67).
        "--preload",
        # Its control socket would lie in the home folder of a user who may have none.
        *["--no-control-socket", "--graceful-timeout", str(GRACE), "--log-level", log],
        APPLICATION,
    ]


def worker(concurrency: int, log: str = "warning") -> list[str]:
    """The Celery worker that takes one task at a time for each child."""
    return [
        *[sys.executable, "-m", "celery", "--quiet", "-A", QUEUE, "worker"],
        *["--concurrency", str(concurrency), "--prefetch-multiplier", "1"],
        *["--without-gossip", "--without-mingle", "--loglevel", log.upper()],
    ]


def beat(log: str = "warning") -> list[str]:
    """The schedule; several may run, and RedBeat's lock lets one of them act."""
    return [
        *[sys.executable, "-m", "celery", "--quiet", "-A", QUEUE, "beat"],
        *["--scheduler", REDBEAT, "--loglevel", log.upper()],
    ]
