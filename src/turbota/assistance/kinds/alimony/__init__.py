"""Temporary state assistance to children whose parents do not pay their maintenance (КМУ 189 of 22.02.2006).

For each child: the subsistence minimum of its age minus the average income that falls to one of the family, and
never less than a share of the minimum.
"""
