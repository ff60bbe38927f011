"""What is counted for the operator. Labels are fixed words only: never an id, a name or a word of a report."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The counters of one running service, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "lachan_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "lachan_request_seconds", "Time to answer.", ("route",), buckets=_SECONDS, registry=self.registry
        )
        self.turned_away = Counter(
            "lachan_turned_away",
            "Requests refused before any work, or late: floods, guessing, other names, connections.",
            ("why",),
            registry=self.registry,
        )
        self.reports = Counter("lachan_reports", "Reports taken in.", registry=self.registry)
        self.assessments = Counter("lachan_assessments", "Reports assessed.", ("tier",), registry=self.registry)
        self.failures = Counter(
            "lachan_assessment_failures", "Assessments that failed or took too long.", ("why",), registry=self.registry
        )
        self.scoring = Histogram(
            "lachan_scoring_seconds", "Time the model took for one call.", buckets=_SECONDS, registry=self.registry
        )
        self.model = Gauge("lachan_model_loaded", "1 when a model serves.", registry=self.registry)
        self.attachments = Counter(
            "lachan_attachments",
            "Files that came, by what became of them.",
            ("state",),
            registry=self.registry,
        )
        self.unread = Gauge("lachan_attachments_waiting", "Files that wait to be read.", registry=self.registry)
        self.pending = Gauge("lachan_reports_pending", "Reports that wait to be assessed.", registry=self.registry)
        self.tries = Counter(
            "lachan_delivery_tries", "Tries to deliver, by how they ended.", ("channel", "why"), registry=self.registry
        )
        self.deliveries = Gauge("lachan_deliveries", "Deliveries by state.", ("state",), registry=self.registry)
        self.jobs_running = Gauge(
            "lachan_jobs_running", "Pieces of background work being done here.", ("job",), registry=self.registry
        )
        self.job_failures = Counter(
            "lachan_job_failures", "Pieces of background work that failed as a whole.", ("job",), registry=self.registry
        )
        self.queue = Gauge("lachan_open_cases", "Open cases by tier.", ("tier",), registry=self.registry)

    def text(self) -> bytes:
        """Write everything in Prometheus' text format."""
        return generate_latest(self.registry)
