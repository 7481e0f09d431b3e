"""The citizen's cabinet: from the first question to the decision that she can read line by line.

`views` are split by what the person does: start, answer, add documents, sign, follow, complete, read. Presenters
beside them turn rows into words: `standing` says where a case is and what to do, `timeline` draws its path with
legal clocks, `drafts` draws what is being filled. Every address names a case by its id; a foreign one is missing.
"""
