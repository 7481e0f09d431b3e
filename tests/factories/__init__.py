"""Things that tests need, made through the operations, never by writing rows."""
