"""The extension itself: plain Python that LibreOffice runs in a Python of its own (3.8 or later).

Nothing here imports anything of smcheck or of any package; `uno` is imported by `component` alone, which only
LibreOffice loads.
"""
