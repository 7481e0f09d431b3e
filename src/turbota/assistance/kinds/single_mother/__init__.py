"""State assistance on the children of a single mother, of a sole adopter, of a widow or widower (Law 2811-XII).

For each child: the subsistence minimum of its age minus the average income that falls to one of the family.
"""
