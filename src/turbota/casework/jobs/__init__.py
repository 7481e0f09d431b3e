"""What follows steps of lower packages: found by the queue when Django starts."""

from turbota.casework.jobs import applying

__all__ = ["applying"]
