"""Kinds of assistance: what is asked, what is needed, who decides, how much and why.

Each kind is ONE folder in ``kinds/``, found by listing the folder and registered nowhere else:
``kind.yaml`` (titles, acts, who decides by date), ``questions.py`` (one declaration of the questions),
``documents.py`` (what to bring and why), ``facts.py`` (answers become rows of numbers), ``rules.py``
(the formulas, each with its act and point), ``words.py`` (sentences of the receipt) and ``examples/``
(examples of law, run by the tests in both modes).

``catalogue`` finds the kinds, ``forms`` and ``answers`` read and check what people type,
``calculation`` runs the engine of ``law`` and explains the result line by line.
The package knows neither Django nor the clock: dates come as arguments.
"""
