"""Who did and who saw what.

Every act on protected data leaves one row: who (an account, a role, an organisation), what (an action such as
"application.read"), with which of the four rights (read, modify, destroy, enter), on which subject, for which
purpose, and whether it was allowed. Rows hold identifiers and names of officers only, never data of citizens,
and no foreign keys, so that nothing of the platform can pull an audit row away with it.

Rows are inserted unchained, so that recording costs one insert and two officers never wait for each other.
Every few seconds the job "audit.seal" puts the committed rows that stand in no block yet into a new block:
a digest of each row, a digest of those digests, and the digest of the block before. `verification.verify()`
finds a changed, removed or added row and a broken chain. The digest of the last block is written to the log,
so that cutting off the end of the chain is found by comparing with the log.

The application's database role may insert and read here, nothing else; a trigger refuses to everybody.
"""
