"""Every construct of a schema that can show a text is read, alone and in one document with all the others."""

from __future__ import annotations

import pytest

from tests.readers.constructs import WORD, WORD_KEPT_FROM_VIEW, WRITER, WRITER_KEPT_FROM_VIEW
from tests.readers.documents import drafts
from tests.readers.hostile.documents import docx_of, odt_of, para

SHOWN = [*(("a.docx", name) for name in WORD), *(("a.odt", name) for name in WRITER)]
KEPT = [
    *(("a.docx", name) for name in WORD_KEPT_FROM_VIEW),
    *(("a.odt", name) for name in WRITER_KEPT_FROM_VIEW),
]


def text_of(file: str, body: str) -> str:
    content = docx_of(para("Hello") + body) if file == "a.docx" else odt_of(f"<text:p>Hello</text:p>{body}")
    return "\n".join(draft.published_text for draft in drafts(content, file))


@pytest.mark.parametrize(("file", "name"), SHOWN)
def test_what_is_shown_is_read(file: str, name: str) -> None:
    assert "marker" in text_of(file, (WORD if file == "a.docx" else WRITER)[name])


@pytest.mark.parametrize(("file", "name"), KEPT)
def test_what_is_not_shown_is_not_the_post(file: str, name: str) -> None:
    text = text_of(file, (WORD_KEPT_FROM_VIEW if file == "a.docx" else WRITER_KEPT_FROM_VIEW)[name])
    assert "Hello" in text
    assert "marker" not in text


@pytest.mark.parametrize(("file", "constructs"), [("a.docx", WORD), ("a.odt", WRITER)])
def test_one_document_with_all_of_them_loses_none(file: str, constructs: dict[str, str]) -> None:
    marked = [body.replace("marker", f"marker{number:03}") for number, body in enumerate(constructs.values())]
    text = text_of(file, "".join(marked))
    lost = [name for number, name in enumerate(constructs) if f"marker{number:03}" not in text]
    assert lost == []
