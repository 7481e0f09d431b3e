"""Pages for everybody: home, what a kind of assistance needs, accessibility, who sees personal data.

Nobody signs in here (the doors lead to `sign_in`) and nothing is kept but the reader's own wish for
colours and letters. Error pages live here too: they must open for anybody.
"""
