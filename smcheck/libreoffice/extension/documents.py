"""Where a document lies of which LibreOffice names only a number."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Iterator

UNSAVED = "untitled:document"
"""The address of a document that has no file, or none on this computer."""

_TEXT = "com.sun.star.text.TextDocument"
_SOUGHT = 80  # letters by which a paragraph is looked for


class Documents:
    """The open documents, by the numbers under which their paragraphs come."""

    def __init__(self, desktop: Any) -> None:
        self._desktop = desktop
        self._known: dict[str, str] = {}

    def address(self, number: str, text: str) -> str:
        """The address of the file of a document that holds a paragraph."""
        models = {str(model.RuntimeUID): model for model in self._open()}
        self._known = {each: uid for each, uid in self._known.items() if uid in models}
        uid = self._known.get(number) or self._found(number, text, models)
        url = str(models[uid].getURL()) if uid else ""
        return url if url.startswith("file:") else UNSAVED

    def _found(self, number: str, text: str, models: dict[str, Any]) -> str:
        """The document of a number that is not known yet; empty where none can be told."""
        taken = set(self._known.values())
        left = [uid for uid in models if uid not in taken]
        if len(left) > 1:
            left = [uid for uid in left if _holds(models[uid], text)] or left
        if len(left) == 1:
            self._known[number] = left[0]
            return left[0]
        current = self._current()
        return current if current in left else next(iter(left), "")

    def _open(self) -> Iterator[Any]:
        components = self._desktop.getComponents().createEnumeration()
        while components.hasMoreElements():
            component = components.nextElement()
            with suppress(AttributeError):
                if component.supportsService(_TEXT):
                    yield component

    def _current(self) -> str:
        with suppress(AttributeError):
            return str(self._desktop.getCurrentComponent().RuntimeUID)
        return ""


def _holds(model: Any, text: str) -> bool:
    """Whether a document has a paragraph that begins so."""
    lines: list[str] = [line for line in text.splitlines() if line.strip()]
    search = model.createSearchDescriptor()
    search.SearchString = lines[0].strip()[:_SOUGHT] if lines else ""
    search.SearchCaseSensitive = True
    return bool(lines) and model.findFirst(search) is not None
