"""Which legal terms of a decision hold for an application: names of rules of ``law/deadlines.yaml``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Terms:
    """The rule of the decision and of the notice about it. ``why``: what in the answers chose it, for people."""

    decision: str
    notice: str
    why: str = ""


MONEY = Terms("decision", "notice_of_decision")
"""Money of the state: common terms, whose act is that of the kind."""
