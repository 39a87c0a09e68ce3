"""Plain records that all rooms speak of, and what may be shown of them; nothing here does any work."""
