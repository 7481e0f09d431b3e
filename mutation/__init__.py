"""Are the examples of law and the tests of a kind able to fail? One small change of its code at a time says it.

``mutants`` makes the changes, ``trial`` runs the examples and tests of the kind on each, ``report`` writes what
survived, with the explanation that a person wrote in ``survivors.yaml`` of the kind.
"""
