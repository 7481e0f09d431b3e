"""Jobs of applications, by what they follow. Importing them registers them with the queue."""

from turbota.applications.jobs import carried, handover, mandates, systems, telling

__all__ = ["carried", "handover", "mandates", "systems", "telling"]
