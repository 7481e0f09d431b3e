"""Verbs of case management, one file for each part of the path."""
