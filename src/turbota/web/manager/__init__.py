"""The workplace of the social manager: reports, cases, assessments, plans, teams, delivery (R076)."""
