"""Jobs of applications, by what they follow. Importing them registers them with the queue."""

from turbota.applications.jobs import handover, mandates, systems, telling

__all__ = ["handover", "mandates", "systems", "telling"]
