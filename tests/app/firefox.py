"""Driving Firefox by its own protocol, Marionette, for which it needs nothing beside it.

Firefox is started as the system has it (`apt-get install firefox-esr`).
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox") or ""

_PATIENCE = 60.0  # seconds
_PAUSE = 0.05
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # by which WebDriver names elements
_KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Space": " ", "F8": "\ue038"}
_QUIET = {
    "marionette.port": 0,
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
    "ui.prefersReducedMotion": 1,  # who clicks does not wait for what is still moving
}

T = TypeVar("T")


class Firefox:
    """One window, and what may be asked of it; what is waited for must come within a minute."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._numbers, self._held = connection, count(), b""
        self._read()  # with which protocol it speaks
        self._ask("WebDriver:NewSession", {})

    def goto(self, address: str) -> None:
        """Open an address."""
        self._ask("WebDriver:Navigate", {"url": address})

    def resize(self, width: int, height: int) -> None:
        """Give the page this size, whatever the window adds to it."""
        for _ in range(3):
            inner = self.run("return [innerWidth, innerHeight]")
            rect = self._ask("WebDriver:GetWindowRect", {})
            size = {"width": rect["width"] + width - inner[0], "height": rect["height"] + height - inner[1]}
            self._ask("WebDriver:SetWindowRect", size)
            if self.run("return [innerWidth, innerHeight]") == [width, height]:
                return

    def run(self, script: str, *given: object) -> Any:
        """What a script of the page returns."""
        return self._ask("WebDriver:ExecuteScript", {"script": script, "args": list(given)})["value"]

    def until(self, script: str, *given: object) -> Any:
        """What a script returns as soon as that is something."""
        return _until(lambda: self.run(script, *given), script)

    def reads(self, selector: str, words: str) -> None:
        """Wait until an element that is shown holds words."""
        self.until(
            "const e = document.querySelector(arguments[0]);"
            "return Boolean(e?.checkVisibility() && e.textContent.includes(arguments[1]))",
            selector,
            words,
        )

    def click(self, selector: str) -> None:
        """Click on an element, as soon as it is shown."""
        self._ask("WebDriver:ElementClick", {"id": self._shown(selector)})

    def type(self, selector: str, text: str) -> None:
        """Type into an element."""
        self._ask("WebDriver:ElementSendKeys", {"id": self._shown(selector), "text": text})

    def press(self, key: str) -> None:
        """Press a key wherever the focus is."""
        value = _KEYS.get(key, key)
        actions = [{"type": kind, "value": value} for kind in ("keyDown", "keyUp")]
        sequence = [{"type": "key", "id": "keyboard", "actions": actions}]
        self._ask("WebDriver:PerformActions", {"actions": sequence})

    def go_to_new_window(self) -> None:
        """Look into the window that was opened last, once it has an address."""
        windows = _until(lambda: found if len(found := self._windows()) > 1 else [], "a new window")
        here = self._ask("WebDriver:GetWindowHandle", {})["value"]
        (other,) = set(windows) - {here}
        self._ask("WebDriver:SwitchToWindow", {"handle": other, "focus": True})
        self.until("return document.readyState === 'complete' && location.href !== 'about:blank'")

    def go_back_to_first_window(self) -> None:
        """Close this window, and look into the other one again."""
        (left,) = self._ask("WebDriver:CloseWindow", {})
        self._ask("WebDriver:SwitchToWindow", {"handle": left, "focus": True})

    def picture(self) -> str:
        """What the window shows, as a PNG in base64."""
        value = self._ask("WebDriver:TakeScreenshot", {"full": False})["value"]
        assert isinstance(value, str)
        return value

    def complaints(self, origin: str) -> list[str]:
        """What the browser wrote of pages of an origin to its console: scripts, styles, policies."""
        script = (
            "return Services.console.getMessageArray().filter(said => said instanceof Ci.nsIScriptError)"
            ".filter(said => said.sourceName.startsWith(arguments[0]))"
            ".map(said => `${said.category}: ${said.errorMessage} (${said.sourceName}:${said.lineNumber})`)"
        )
        self._ask("Marionette:SetContext", {"value": "chrome"})
        try:
            found = self.run(script, origin)
        finally:
            self._ask("Marionette:SetContext", {"value": "content"})
        return list(found)

    def quit(self) -> None:
        """Close Firefox."""
        self._ask("Marionette:Quit", {"flags": ["eForceQuit"]})

    def _windows(self) -> list[str]:
        return list(self._ask("WebDriver:GetWindowHandles", {}))

    def _shown(self, selector: str) -> str:
        shown = "const e = document.querySelector(arguments[0]); return e?.checkVisibility() && !e.disabled ? e : null"
        element = self.until(shown, selector)
        return str(element[_ELEMENT])

    def _ask(self, command: str, given: object) -> Any:
        number = next(self._numbers)
        content = json.dumps([0, number, command, given]).encode()
        self._connection.sendall(b"%d:%s" % (len(content), content))
        _, answered, error, result = self._read()
        assert answered == number
        if error:
            raise AssertionError(f"{command}: {error['error']}: {error['message']}")
        return result

    def _read(self) -> Any:
        while b":" not in self._held:
            self._receive()
        length, _, self._held = self._held.partition(b":")
        while len(self._held) < int(length):
            self._receive()
        content, self._held = self._held[: int(length)], self._held[int(length) :]
        return json.loads(content)

    def _receive(self) -> None:
        came = self._connection.recv(65536)
        assert came, "Firefox has gone"
        self._held += came


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Firefox without a screen, on a profile that is new; it may be asked what its console holds."""
    profile.mkdir()
    written = "".join(
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _QUIET.items()
    )
    (profile / "user.js").write_text(written, encoding="utf-8")
    command = (
        FIREFOX, "--headless", "--no-remote", "--marionette", "-remote-allow-system-access", "-profile", str(profile),
    )  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            port = int(_until(lambda: _content(profile / "MarionetteActivePort"), "Firefox"))
            with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE) as connection:
                driven = Firefox(connection)
                yield driven
                driven.quit()
                process.wait(_PATIENCE)
        finally:
            process.kill()


def _content(path: Path) -> str:
    return path.read_text(encoding="ascii") if path.exists() else ""


def _until(ask: Callable[[], T], what: str) -> T:
    """What a question is answered, as soon as that is something."""
    end = time.monotonic() + _PATIENCE
    while True:
        if answer := ask():
            return answer
        assert time.monotonic() < end, f"it did not come: {what}"
        time.sleep(_PAUSE)
