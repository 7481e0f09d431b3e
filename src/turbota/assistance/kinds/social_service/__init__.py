"""Social services: care, support, adaptation (law 2671-VIII; КМУ 64 of 14.01.2026).

The unit for social protection of the community assesses the needs and decides which services, how much of them and
for how long. Who asks need not know the classifier: own words are enough.
"""
