"""The life-line of a person or a family: money and services as one line of events, each shown by purpose.

It owns no event: the packages below keep theirs, `sources.py` reads them as rows of one shape in one statement, and
`matrix.py` says what each viewer sees of each topic: in full, that it was, or nothing. A social manager learns that
an assistance was refused three days ago, and learns sums and reasons only on a basis that was entered, told to the
person and ends by date (`bases.py`). What is hidden is not read from the database at all.
"""
