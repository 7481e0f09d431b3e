"""Jobs of case management, by what they follow. Importing them registers them with the queue."""

from turbota.casework.jobs import applying, delivery, plans, reports

__all__ = ["applying", "delivery", "plans", "reports"]
