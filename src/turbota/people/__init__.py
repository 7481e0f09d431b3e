"""Persons and how we know them.

A person is known by tax number, then by УНЗР; a person without a tax number by document and birth date,
and then only after a human check: never by name. Contacts are dated. An account is tied to a person with a basis.

One person acts for another by a mandate (`mandates.py`): claimed with a document, confirmed by an officer, over on its
day. A claim opens nothing of the represented person and says nothing of whether we know her. What is named, in which scope
and until when is checked in `claims.py`. An officer's help at the counter (`helping.py`) is a mandate too, without a
representative. A recorded death (`deaths.py`) ends all mandates of the person; the head of the office may
undo a mistaken record.
"""
