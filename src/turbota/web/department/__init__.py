"""The workplace of the deciding body: the specialist's queue and case, the head's signature, registers, identities.

`lists` are queues, `case_pages` the four tabs of a case, `papers` what is downloaded, `acting` the verbs before
acceptance, `correcting` and `deciding` the verbs of work, `registers` and `identities` the rest.
"""
