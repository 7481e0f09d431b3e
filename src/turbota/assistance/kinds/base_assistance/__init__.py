"""Base social assistance, the pilot of КМУ 371 of 25.03.2025 (income by КМУ 632 of 22.07.2020).

The amount is the sum of shares of the base value for every member minus the average income of three months.
"""
