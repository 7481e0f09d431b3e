"""Compensation for a municipal nanny (КМУ 68 of 30.01.2019), under three regimes.

The subsistence minimum of a child (2020-2022), a sum by month (from January 2023), then the minimum wage of an hour
for the hours of the nanny. The day on which hours began was not found.
"""
