"""Assistance on pregnancy and childbirth to women who are not insured (Law 2811-XII; from 2026 Law 4681-IX).

Paid for the days of the leave. Until the end of 2025 a share of the subsistence minimum, from 2026 a fixed sum; a leave
that touches both years goes to an officer, because how it is divided was not read.
"""
