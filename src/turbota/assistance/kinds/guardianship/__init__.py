"""Assistance on orphans and children deprived of parental care who are under guardianship (Law 2342-IV).

For each child a multiple of the subsistence minimum of its age, greater with a disability, minus the pension, the
maintenance and the scholarship of the child.
"""
