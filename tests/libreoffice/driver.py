"""Drives a real LibreOffice, in the Python that has its `uno`: given a folder, it prints what it saw as JSON.

Two texts are given on stdin, the second of which takes the place of the first. In the folder are `profile`, where the extension is installed, and `council`, where a document is saved.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale
from com.sun.star.linguistic2 import XLinguServiceEventListener

PATIENCE = 240
PROOFREADING = 2
ENGLISH = Locale("en", "GB", "")
PROOFREADER = "com.sun.star.linguistic2.Proofreader"


class News(unohelper.Base, XLinguServiceEventListener):
    """Waits until the extension says that all is to be looked at anew."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0
        self.flags: set[int] = set()

    def processLinguServiceEvent(self, event: Any) -> None:  # noqa: N802
        with self._changed:
            self._count += 1
            self.flags.add(int(event.nEvent))
            self._changed.notify_all()

    def disposing(self, _event: Any) -> None:
        pass

    @property
    def count(self) -> int:
        with self._changed:
            return self._count

    def after(self, count: int) -> None:
        """Wait until there is more news than so much."""
        with self._changed:
            while self._count == count:
                if not self._changed.wait(PATIENCE):
                    raise TimeoutError("no news")


class Office:
    """A LibreOffice without a window."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        pipe = f"smcheck{os.getpid()}"
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp"]
        self.process = subprocess.Popen(["soffice", *options, profile], stdout=sys.stderr)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        self.context = self._connected(resolver, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self.desktop = self.make("com.sun.star.frame.Desktop")
        self.iterator = self.make("com.sun.star.linguistic2.ProofreadingIterator")
        self.proofreader = self.make("smcheck.writer.Proofreader")
        self.news = News()
        self.proofreader.addLinguServiceEventListener(self.news)
        self.calls: list[float] = []

    def _connected(self, resolver: Any, address: str) -> Any:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return resolver.resolve(address)
            except Exception:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise
                time.sleep(0.1)

    def make(self, name: str) -> Any:
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def document(self, text: str) -> Any:
        """A new document of one paragraph."""
        document = self.desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, ())
        write(document, text)
        return document

    def asked(self, document: Any) -> Any:
        """What LibreOffice shows in a document's first paragraph, asked as for its menu."""
        paragraph = document.getFlatParagraphIterator(PROOFREADING, False).getFirstPara()
        text = paragraph.getText()
        start = time.monotonic()
        result = self.iterator.checkSentenceAtPosition(document, paragraph, text, ENGLISH, 0, -1, 0)
        self.calls.append(time.monotonic() - start)
        return result

    def errors(self, document: Any, wanted: Any = bool) -> list[dict[str, Any]]:
        """The errors in a document's first paragraph, once they are as wanted."""
        while True:
            count = self.news.count
            found = [plain(error) for error in self.asked(document).aErrors]
            if wanted(found):
                return found
            self.news.after(count)

    def servers(self) -> list[int]:
        """The processes of the language server that this LibreOffice has started."""
        found = []
        for folder in Path("/proc").iterdir():
            try:
                command = (folder / "cmdline").read_bytes().split(b"\0")
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                above = (Path("/proc") / str(parent) / "cmdline").read_bytes()
            except (OSError, ValueError, IndexError):
                continue
            if b"lsp" in command and self.folder.name.encode() in above:
                found.append(int(folder.name))
        return found

    def end(self) -> None:
        with suppress(Exception):  # the bridge goes with it
            self.desktop.terminate()
        self.process.wait(PATIENCE)


def write(document: Any, text: str) -> None:
    document.Text.setString(text)
    cursor = document.Text.createTextCursor()
    cursor.gotoStart(False)
    cursor.gotoEnd(True)
    cursor.CharLocale = ENGLISH


def plain(error: Any) -> dict[str, Any]:
    return {
        "start": error.nErrorStart,
        "length": error.nErrorLength,
        "type": error.nErrorType,
        "rule": error.aRuleIdentifier,
        "short": error.aShortComment,
        "full": error.aFullComment,
        "suggestions": list(error.aSuggestions),
        "properties": {each.Name: each.Value for each in error.aProperties},
    }


def has(rule: str) -> Any:
    return lambda errors: any(error["rule"] == rule for error in errors)


def configured(office: Office) -> list[str]:
    """Which proofreader LibreOffice asks for British English."""
    node = PropertyValue()
    node.Name, node.Value = "nodepath", "org.openoffice.Office.Linguistic/ServiceManager/GrammarCheckerList"
    provider = office.make("com.sun.star.configuration.ConfigurationProvider")
    access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", (node,))
    return list(access.getByName("en-GB")) if access.hasByName("en-GB") else []


def choice(office: Office) -> list[list[str]]:
    """What LibreOffice asks when another grammar checker was chosen, and once ours was chosen in its place."""
    manager = office.make("com.sun.star.linguistic2.LinguServiceManager")
    state = office.make("smcheck.writer.State")
    manager.setConfiguredServices(PROOFREADER, ENGLISH, ("other.Proofreader",))
    state.trigger("show")  # which asks, and nobody is there who could agree
    found = [list(manager.getConfiguredServices(PROOFREADER, ENGLISH))]
    state.trigger("choose")
    return [*found, list(manager.getConfiguredServices(PROOFREADER, ENGLISH))]


def story(office: Office, post: str, changed: str) -> dict[str, Any]:
    """All that is tried, in one session."""
    manager = office.make("com.sun.star.linguistic2.LinguServiceManager")
    seen: dict[str, Any] = {"available": list(manager.getAvailableServices(PROOFREADER, ENGLISH))}
    office.make("smcheck.writer.State").trigger("choose")
    seen["before"] = office.servers()
    document = office.document(post)
    address = (office.folder / "council" / "letter.odt").as_uri()
    document.storeAsURL(address, ())
    start = time.monotonic()
    seen["post"] = office.errors(document, has("phone"))
    seen["first"] = time.monotonic() - start
    seen["configured"] = configured(office)
    result = office.asked(document)
    seen["end"] = [result.nStartOfSentencePosition, result.nBehindEndOfSentencePosition]

    write(document, changed)
    start = time.monotonic()
    seen["changed"] = office.errors(document, lambda found: has("insult")(found) and not has("phone")(found))
    seen["again"] = time.monotonic() - start

    office.proofreader.ignoreRule("insult", ENGLISH)
    seen["ignored"] = [error["rule"] for error in office.errors(document, lambda found: True)]
    office.iterator.resetIgnoreRules()
    seen["reset"] = [error["rule"] for error in office.errors(document)]

    seen["servers"] = office.servers()
    for server in office.servers():
        os.kill(server, signal.SIGSTOP)
    write(document, "Come to the fete, or ring Jo Specimen on 07700 900456.")
    seen["while stopped"] = [error["rule"] for error in office.errors(document, lambda found: True)]
    for server in office.servers():
        os.kill(server, signal.SIGCONT)
    seen["then"] = [error["rule"] for error in office.errors(document, has("phone"))]

    for server in office.servers():
        os.kill(server, signal.SIGKILL)
    write(document, "Ring 07700 900123, you idiots.")
    seen["after a kill"] = [error["rule"] for error in office.errors(document, has("insult"))]
    seen["other servers"] = office.servers()

    unsaved = office.document("Ring us on 01632 960999, or on 07700 900123.")
    seen["unsaved"] = [error["rule"] for error in office.errors(unsaved)]
    unsaved.storeAsURL(address.replace("letter", "second"), ())
    seen["saved"] = office.errors(unsaved, lambda found: len(found) == 1)
    seen["choice"] = choice(office)
    write(document, "The library is open on Saturday.")
    seen["clean"] = [error["rule"] for error in office.errors(document, lambda found: not found)]
    return seen


def main() -> None:
    office = Office(Path(sys.argv[1]))
    try:
        seen = story(office, *json.load(sys.stdin))
    finally:
        office.end()
    seen["left"] = office.servers()
    seen["calls"] = office.calls
    seen["flags"] = sorted(office.news.flags)
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
