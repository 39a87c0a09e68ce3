"""What a council has set down: configuration, policy, decisions, contacts, and the files they stand in."""
