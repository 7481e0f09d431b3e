"""The register of providers of social services (КМУ 99 of 27.01.2021; law 2671-VIII, art. 15).

A provider has its services by the classifier (order 429 of 23.06.2020) with territory, places and tariff, each from a
day to a day. The public list (R069) and the referral of a case read the same rows.
"""
