"""One folder for each kind of assistance."""
