"""A fuzzer: documents and reports made by grammars, and what must hold for every one of them.

Each document bears marks, telephone numbers for drama and words that mean nothing, wherever a reader of what is
published would see words. A mark that no draft holds, and whose place no error names, has passed in silence.
"""
