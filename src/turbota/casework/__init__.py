"""Case management: from the first report to a changed life (law 2671-VIII; КМУ 64 of 14.01.2026; order 1005 of 13.07.2018).

Somebody reports a person or a family in difficult life circumstances, or the person applies. The unit for social
protection of the community opens a case: one social manager is responsible for it by name (R274). He assesses the
needs (primary, in-depth, repeat), the unit decides which services, the individual plan says who does what by when,
a team and providers do it, visits and reviews are kept, and the outcome is measured against the first assessment.

A case belongs to the unit and is held by a post. Who reads it is said by `permissions.py`: the manager and his
deputy, the former one for a while, the supervisor, people invited to this case. Cases of violence and of child
protection exist for nobody else, also in counts, searches and sentences of refusal.
"""
