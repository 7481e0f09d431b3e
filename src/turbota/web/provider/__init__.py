"""The cabinet of the provider of social services: referrals, journal, its own card in the register (R075)."""
