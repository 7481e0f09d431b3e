"""State assistance at the birth of a child (Law 2811-XII; from 01.01.2026 in the wording of Law 4681-IX).

The regime follows the day of birth of each child: before 2026 a sum once and a sum by month, from 2026 all at
once. Income does not matter. A claim names the children born together; every part of the award says whose it is.
"""
