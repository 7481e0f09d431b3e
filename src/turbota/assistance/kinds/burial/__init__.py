"""Assistance for a burial (КМУ 99 of 31.01.2007 and the two laws on state social assistance).

Who received state social assistance is buried for two of its monthly amounts; any other person for the sum that the
community sets, which is a fact of the case: no act of the state names it.
"""
