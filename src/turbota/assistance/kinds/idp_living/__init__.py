"""Living allowance of internally displaced people (КМУ 332 of 20.03.2022, income by КМУ 632 of 22.07.2020).

Each registered member of the family has an amount: one for adults, one for children and people with a disability.
The family's average income for a member and its deposits have limits; who stays abroad too long is not paid.
"""
