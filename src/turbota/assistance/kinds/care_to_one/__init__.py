"""Assistance on the care of a child until it is one (Law 2811-XII in the wording of Law 4681-IX, from 2026).

From the day after the leave for pregnancy and birth to the first birthday. Newspapers disagree on whether this part
of the law is in force from 2026 or from 2027: the first reading computes, the second is shown.
"""
