"""The desk: one page in the browser, served by smcheck itself to this computer only.

It is a front end: what it shows comes from a run, and it decides nothing that the command line would not.
`desk` is what it knows, without HTTP; `pages` are its addresses, `lock` lets nobody else in, `server` serves.
"""
