"""The states of a clock, the movements of the ledger and the words shown for them."""

RUNNING, PAUSED, MET, LATE, CANCELLED = "running", "paused", "met", "late", "cancelled"
OUTCOMES = (RUNNING, PAUSED, MET, LATE, CANCELLED)
GOING = (RUNNING, PAUSED)

START, PAUSE, RETURNED, RESUME, RESTART, STOP, CANCEL, REASSIGN, BECAME_LATE = (
    "start",
    "pause",
    "returned",
    "resume",
    "restart",
    "stop",
    "cancel",
    "reassign",
    "became_late",
)
MOVEMENTS = (START, PAUSE, RETURNED, RESUME, RESTART, STOP, CANCEL, REASSIGN, BECAME_LATE)

WORKING_DAY, CALENDAR_DAY, HOUR = "working_day", "calendar_day", "hour"
UNITS = (WORKING_DAY, CALENDAR_DAY, HOUR)

ON_RETURN_PAUSE, ON_RETURN_RUN, ON_RETURN_RESTART = "pause", "run", "restart"
ON_RETURN = (ON_RETURN_PAUSE, ON_RETURN_RUN, ON_RETURN_RESTART)
