"""The words of the audit: the four rights of order 578-Н (II.2(7)) and the two outcomes."""

from datetime import timedelta

RIGHTS = ("read", "modify", "destroy", "enter")
OUTCOMES = ("allowed", "refused")

CITIZEN = "citizen"
"""The role under which a name is never written: citizens are known to the audit by their account alone."""

SECURITY_PREFIX = "access."
"""Actions of signing in, posts and organisations: with refusals they are the security events (II.2(8))."""

LONGEST_TRANSACTION = timedelta(hours=1)
"""No transaction lives longer: the sealing job looks only so far behind the newest sealed row."""
