"""Turbota: the open platform for Ukraine's social sphere. The story is told in docs/architecture.md."""
