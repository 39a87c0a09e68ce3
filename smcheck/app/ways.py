"""The pages of the desk, in the order in which people are led to them: the address and the name of each."""

from __future__ import annotations

Way = tuple[str, str]

WRITE: Way = ("/", "Write")
FOLDER: Way = ("/folder", "Folder")
APPROVALS: Way = ("/requests", "Approvals")
RECORD: Way = ("/record", "Record")
COUNCIL: Way = ("/council", "Council")

WAYS = (WRITE, FOLDER, APPROVALS, RECORD, COUNCIL)
