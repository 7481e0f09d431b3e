"""The places of the country by the codifier КАТОТТГ: "where" is a code, and words are for people.

An oblast, a raion, a community, a settlement, a district of a city: each is a row with the code of 19 signs that the
codifier gave it, from the day of the edition that brought it. Nothing is deleted: what left the codifier has an end, and
what was renamed keeps its former row. Codes that begin with `FICTIONAL` are of the demonstration and in no codifier.
"""
