"""What all rooms speak of: plain records, and what of them may be shown."""
