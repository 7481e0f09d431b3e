"""What every package stands on: the clock, money, working days, identifiers, errors, workflow and jobs.

The kernel knows no word of the social sphere and imports nothing of ours.
Only `clock` asks the system for the time; everything else takes time as an argument.
"""
