"""Settings, addresses, wiring, start-up checks, the supervisor and the command line."""
