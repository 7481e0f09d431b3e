"""Who is at the screen and what they may do.

An account signs in: a citizen through id.gov.ua, a member of staff with a code and a password.
Staff hold dated posts in organisations; a post carries one role; a role carries rights.
Organisations form a tree; which body decides a kind of assistance is data of the kind, by date.
The head's dated orders say who of a community may use its seal (`seal_orders.py`).
Every operation has an action; one rule object answers both "may this actor do this to this object"
and "which rows may this actor see". Upper packages declare their actions with `rules.Action`.
"""
