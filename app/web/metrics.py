"""Counts and times for the people who run the platform; routes only, never addresses."""

from __future__ import annotations

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client.values import MutexValue, ValueClass

REQUESTS = Counter(
    "dlp_requests", "Requests answered, by route and status.", ["method", "route", "status"]
)
SECONDS = Histogram(
    "dlp_request_seconds",
    "Seconds to answer a request.",
    ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
# A client may send any word as a method, and each would be a figure of its own for ever.
METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}


def seen(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request."""
    REQUESTS.labels(method if method in METHODS else "other", route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


def exposition(letters: dict[str, int], doubtful: int) -> bytes:
    """All figures in Prometheus text, over all web workers of this machine."""
    text = generate_latest(_all_workers() if ValueClass is not MutexValue else REGISTRY)
    lines = ["# HELP dlp_letters Letters of the outbox by state.", "# TYPE dlp_letters gauge"]
    lines += [f'dlp_letters{{state="{state}"}} {count}' for state, count in letters.items()]
    lines += ["# TYPE dlp_letters_doubtful gauge", f"dlp_letters_doubtful {doubtful}", ""]
    return text + "\n".join(lines).encode()


def _all_workers() -> CollectorRegistry:
    """The figures of every web worker, which share a folder (PROMETHEUS_MULTIPROC_DIR)."""
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
