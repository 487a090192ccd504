"""Faces: the figures an operator watches; the only import of prometheus_client.

Labels hold outcomes and states only: no person, no question, no entry, so nothing grows and
nothing points to anybody.
"""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

__all__ = ["CONTENT_TYPE_LATEST", "Metrics"]

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Count and measure; every bot of a process has its own."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self._questions = Counter(
            "bot_questions", "Questions by outcome", ["outcome"], registry=registry
        )
        self._latency = Histogram(
            "bot_reply_seconds",
            "Time from taking an update to the reply sent",
            buckets=SECONDS,
            registry=registry,
        )
        self._lag = Gauge(
            "bot_update_lag_seconds", "Age of the newest message when taken", registry=registry
        )
        self._refused = Counter(
            "bot_refused", "Messages refused because they came too fast", registry=registry
        )
        self._errors = Counter(
            "bot_errors", "Errors while handling an update, by kind", ["kind"], registry=registry
        )
        self._reloads = Counter(
            "bot_reloads", "Reloads of the knowledge", ["result"], registry=registry
        )
        self._stale = Gauge(
            "bot_knowledge_refused",
            "1 while faulty knowledge is refused and an older state answers",
            registry=registry,
        )
        self._queue = Gauge("bot_queue_depth", "What waits, by queue", ["queue"], registry=registry)

    def asked(self, outcome: str, seconds: float) -> None:
        """Count one question (answer, choice, unknown) and how long its reply took."""
        self._questions.labels(outcome).inc()
        self._latency.observe(seconds)

    def lagged(self, seconds: float) -> None:
        """Note how old a message was when it was taken."""
        self._lag.set(max(0.0, seconds))

    def refused(self) -> None:
        """Count one message that came too fast."""
        self._refused.inc()

    def failed(self, kind: str) -> None:
        """Count one error by the name of its class."""
        self._errors.labels(kind).inc()

    def reloaded(self, *, accepted: bool) -> None:
        """Count a reload of the knowledge."""
        self._reloads.labels("accepted" if accepted else "refused").inc()
        self._stale.set(0 if accepted else 1)

    def watch_queue(self, queue: str, depth: Callable[[], float]) -> None:
        """Show the depth of a queue, asked for whenever the figures are read."""
        self._queue.labels(queue).set_function(depth)

    def text(self) -> bytes:
        """Return all figures in Prometheus' text format."""
        return generate_latest(self._registry)
