"""Migrations of the package: they only append."""
