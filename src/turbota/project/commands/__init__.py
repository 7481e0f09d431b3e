"""Commands that find Django set up and the database there."""
