"""Assistance on the third and each next child of a large family (КМУ 250 of 13.03.2019).

Paid for a child to the month in which it is six; the order is the order of births, children born together who made
the family large are all paid. Income does not matter.
"""
