"""The demonstration world: fictional people, offices and cases in every state, made through the operations.

Nothing here is part of the platform; production never loads it. `cast` says who there is, `stage` enters them,
`plays` moves cases along both routes, `world` does it all once.
"""
