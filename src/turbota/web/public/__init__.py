"""Pages for everybody: home, what a kind of assistance needs, accessibility, who sees personal data.

Nobody signs in here (the doors lead to `sign_in`) and nothing is kept but the reader's own wish for
colours and letters. «Що мені належить» (`rights`) carries the answers in its own form, by POST alone. Error pages live
here too: they must open for anybody.
"""
