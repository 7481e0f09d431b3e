"""A decision: proposed by one person, approved by another, told to the applicant and the community.

The specialist calculates by the law in force on the date of application, may correct an answer only with a reason and
a document, and signs the paper of the decision. The head sees what was changed and why, and signs the same bytes or
sends it back. The same person never does both. The decision keeps a snapshot of facts, values, rules and steps.
"""
