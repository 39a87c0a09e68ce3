"""Statistical models; each is imported and loaded on first use only."""
