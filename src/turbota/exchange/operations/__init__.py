"""The verbs: `clients` and `tokens` of other systems, `repeats` of their requests, `events` told to them."""
