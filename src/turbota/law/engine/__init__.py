"""Rules of the law, written once: explained for one family, over columns for millions.

A rule is a function of named inputs in a tiny vocabulary that works on a Python int and on an int64
column alike. The engine, not the rule, walks between entities: a family has members, a member has
months. The step of an explanation is the rule.

``book`` declares rules, refusals, facts and parameters; ``plan`` chooses the versions in force on a day
and sorts them; ``explained`` runs a plan for one family and keeps every step; ``columns`` runs the same
functions over arrays; ``schedule`` cuts an award at known boundaries; ``lint`` and ``lock`` keep the rule
bodies simple and the released versions frozen.
"""
