"""Instruments of the needs assessment: versioned data and the pure code that reads and scores it.

An instrument is one YAML file: domains, questions with a scale whose every step is said in words, whom a question
concerns, when it is asked, which evidence it needs, and the rules by which the level of complexity follows from the
answers. An assessment keeps the version it was filled with. The acts that were read name the sections of the act of
needs assessment (order 1005 of 13.07.2018) and three steps (КМУ 64), and give no scoring: the method is ours, says so
(`verified: false`), and is shown so. No Django and no clock here.
"""
