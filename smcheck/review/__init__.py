"""One draft examined: checks run, overlaps settled, rules cited, decisions applied."""
