"""The law as data, and the engine that computes with it. Pure: no Django, no clock.

``values``     dated values (subsistence minimum, limits): each with its act, point and whether it was
               verified; a value asked outside its dates raises ``NotInForce``, never zero;
``deadlines``  legal terms: how many working or calendar days, whose they are;
``texts``      texts that the acts oblige to show, with versions by date;
``engine``     rules written once for one family and for columns of families.

Everything national that changes by date is here, in YAML beside the code, and nowhere else.
"""
