"""Work with people away: who is absent, who acts instead, and whose cases go to whom.

A head (or an administrator, for absences and deputies only) sees the colleagues of the own organisation. Everybody who
works with cases gives a case back here, and takes a withdrawal on paper, in a community and in a deciding body alike.
A head also undoes a death that a colleague recorded by mistake.
"""
