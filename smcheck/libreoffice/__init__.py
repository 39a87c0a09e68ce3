"""The extension for LibreOffice Writer: `extension` and `parts` are what is in it, `packing` writes it."""
