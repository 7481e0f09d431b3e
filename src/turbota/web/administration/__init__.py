"""The workplace of an administrator: organisations, posts, accounts of staff, rights, letters and security.

An administrator keeps the own organisation and everything below it in the tree; whatever stands elsewhere
looks like a missing page. Rights follow from posts alone, so the table of rights is only shown.
"""
