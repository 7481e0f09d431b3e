"""Pay of foster parents and of parent-educators of family-type homes (КМУ 552 of 2019, from 2026 КМУ 1241 of 2025).

From 2026 a formula over the number of children, those with a disability and those of sub-group A; before that one
subsistence minimum of an able-bodied person for each child. The assistance on each child is another payment.
"""
