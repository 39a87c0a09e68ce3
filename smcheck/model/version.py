"""The version, which reports, records and the cache bear."""

__version__ = "0.1.0"
