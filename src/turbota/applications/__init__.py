"""An application: from the first answer to the moment when the deciding body has taken it into work.

Two lawful routes (Instruction 345, p. 1.4, 2.3, 2.5, 11.3). Portal: the citizen signs, the application is registered
in order of arrival and lies with the deciding body at once. Community: the officer registers the paper, forms the
electronic case, control checks it where the community has control, and a numbered register hands it over.
From acceptance on the path is one.

Both sides of a register prove what went (`proof.py`); what differs, is late or doubled is an alarm (`alarms.py`).
A ЦНАП has its own seal, control and register or its community's (`offices.py`).

`states.py` is the whole path as a table. Who holds an application is a dated row; who held it keeps a read-only tail.
"""
