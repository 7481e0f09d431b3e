"""Privileges for housing services, solid fuel and liquefied gas (КМУ 373 of 17.04.2019).

The percent of a category, whether its income is limited, the norms of consumption and till when the privilege is given
stand in acts that were not read: an officer writes them down by the document. What is computed: the income limit, the
area norm, the cost within norms by service, the caps of fuel by their index.
"""
