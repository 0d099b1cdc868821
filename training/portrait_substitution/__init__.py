"""The check for portraits that were put in the place of another."""
