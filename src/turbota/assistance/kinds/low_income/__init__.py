"""State assistance to low-income families (КМУ 250 of 24.02.2003, income by КМУ 632 of 22.07.2020).

The amount is the sum of guaranteed levels of the members minus the average monthly total income.
"""
