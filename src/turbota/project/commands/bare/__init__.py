"""Commands that start without Django and without a database."""
