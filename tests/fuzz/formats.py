"""The grammars by the name of the format."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz.author import Document, written
from tests.fuzz.calendars import calendar
from tests.fuzz.mailboxes import mailbox, outlook
from tests.fuzz.mails import mail
from tests.fuzz.markdown import markdown
from tests.fuzz.mutations import damaged
from tests.fuzz.pages import page
from tests.fuzz.portable import portable
from tests.fuzz.records import archive, json_lines
from tests.fuzz.rich_texts import rich_text
from tests.fuzz.sheets import comma_separated, workbook
from tests.fuzz.texts import text
from tests.fuzz.word import word
from tests.fuzz.workbooks import raw_workbook
from tests.fuzz.writer import writer

GRAMMARS: dict[str, st.SearchStrategy[Document]] = {
    "txt": written(text),
    "md": written(markdown),
    "html": written(page),
    "pdf": written(portable),
    "rtf": written(rich_text),
    "eml": written(mail),
    "mbox": written(mailbox),
    "msg": written(outlook),
    "ics": written(calendar),
    "csv": written(comma_separated),
    "xlsx": st.one_of(written(workbook), written(raw_workbook)),
    "jsonl": written(json_lines),
    "exports": written(archive),
    "docx": written(word),
    "odt": written(writer),
}

DOCUMENTS: dict[str, st.SearchStrategy[Document]] = {
    name: st.one_of(grammar, grammar, damaged(grammar)) for name, grammar in GRAMMARS.items()
}
"""Two as their grammar makes them to one that was damaged since."""
