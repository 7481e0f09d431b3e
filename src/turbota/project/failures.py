"""Why a command cannot go on, in one sentence for the person at the terminal."""


class StartFailure(Exception):
    """Turbota cannot start or finish a command; the text says in plain words what to do.

    The command line prints it on one line and ends with exit code 2.
    """
