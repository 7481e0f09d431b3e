"""Monthly money for who lives with and cares for a person with a disability of group I or II by a mental disorder.

КМУ 1192 of 02.08.2000: three subsistence minimums for each member of the family less the average income, at most one.
"""
