"""Jobs of case management, by what they follow. Importing them registers them with the queue."""

from turbota.casework.jobs import applying, cases, delivery, plans, reports

__all__ = ["applying", "cases", "delivery", "plans", "reports"]
