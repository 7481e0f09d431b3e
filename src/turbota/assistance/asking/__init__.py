"""Questions that several kinds of assistance ask in the same words: who, where, income, payment, contacts.

A kind puts these sections beside its own. What is asked once here is worded, checked and printed once.
"""
