"""A run: from paths or bytes to events, and the tallies of a report."""
