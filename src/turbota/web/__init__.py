"""The pages: each a typed function that reads through a scoped query, calls one operation, and shows a template."""
