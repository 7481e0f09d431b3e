"""Other information systems: software of communities, ЦНАП, Diia.

A *client* is one system of one organisation, registered by an administrator, with dated scopes and a secret that is
kept only as a hash. It gets a short-lived token (OAuth 2, client credentials), and everything it does is done by an
actor of the role "client".

`repeats` make a request that is sent twice be done once: a key of the client, kept 30 days, with a digest of the body
and the answer. `events` tell a client by a signed webhook that a case moved: identifiers, number and stage only.
The package knows no application: upper packages call `operations.events.announce` with numbers and words.
"""
