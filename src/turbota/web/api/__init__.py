"""The API for other information systems: a token, a paper, a signed application, its stages, events.

No session and no cookie: an actor is the client of a bearer token. Every error is a problem (RFC 9457) in Ukrainian with
the path of the field, but those of the token, which are of OAuth 2 (RFC 6749). The rules are those of the operations;
here bodies are read and answers are shaped. `docs/api.md` shows the whole to a programmer of another system.
"""
