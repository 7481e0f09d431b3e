"""The administrator's workplace: organisations and posts, the table of rights, the outbox, security events."""
