"""A quarter of social work in one unit, played from a seed through the operations.

`engine.Days` holds the agenda of what is to happen; `intake`, `work` and `delivery` say what follows what; every step is
noted in a log of acts, so that somebody else may count from it what the platform should say. `run.play` plays it all.
"""
