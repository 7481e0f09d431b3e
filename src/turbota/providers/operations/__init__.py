"""Verbs of the register of providers."""
