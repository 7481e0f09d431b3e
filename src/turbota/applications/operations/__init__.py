"""Verbs of applications, by the stage at which they are done."""
