"""The lock of the desk: only the browser that was given the key is let in, and no other page through it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEY = "key"
"""The parameter of the address that holds the key, once."""

LARGEST = 32 * 1024 * 1024
"""Bytes of a request."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What stands on every answer, refusals among them; only a document of ours has a policy of its own."""

_POLICY = b"content-security-policy"
_NO_KEY = "This desk is locked. Open it with the icon of smcheck, or with the address that smcheck printed."
_NOT_HERE = "This desk answers only to its own page on this computer."
_TOO_LARGE = "This is more than the desk takes at once (32 MiB). Use a smaller file."


class Refusal(Exception):  # noqa: N818  # it is no error of ours
    """Why a request is refused: the HTTP status, and a sentence for whoever made it."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


class Lock:
    """ASGI middleware: lets in who bears the key of this start, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, port: int, key: str | None = None) -> None:
        """`port` is the one that is served; without `key` one is made."""
        self._app, self._port = app, port
        self.key = key or secrets.token_urlsafe(32)

    @property
    def address(self) -> str:
        """Where the desk is opened, with the key."""
        return f"http://127.0.0.1:{self._port}/?{KEY}={self.key}"

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds the key: two desks on one computer have one each."""
        return f"smcheck-{self._port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request: pass it on, move the key from the address to a cookie, or refuse it."""
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        answer = _with_headers(send)
        try:
            self._admit_host(headers)
            _admit_method(scope["method"], headers)
            if scope["method"] == "GET" and self._brings_key(scope):
                await self._move_key(scope, answer)
                return
            self._admit_cookie(headers)
        except Refusal as refusal:
            await _say(answer, refusal.status, refusal.why)
            return
        await self._app(scope, receive, answer)

    def _admit_host(self, headers: Mapping[str, str]) -> None:
        """Refuse names other than our own, by which pages of other sites could come here."""
        hosts = (f"127.0.0.1:{self._port}", f"localhost:{self._port}")
        host = headers.get("host", "")
        if host not in hosts or headers.get("origin", f"http://{host}") != f"http://{host}":
            raise Refusal(403, _NOT_HERE)

    def _admit_cookie(self, headers: Mapping[str, str]) -> None:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            raise Refusal(403, _NO_KEY) from None
        held = cookies.get(self.cookie)
        if held is None or not self._is_key(held.value):
            raise Refusal(403, _NO_KEY)

    def _brings_key(self, scope: Scope) -> bool:
        given = [value for name, value in _parameters(scope) if name == KEY]
        return scope["path"] == "/" and len(given) == 1 and self._is_key(given[0])

    def _is_key(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self.key.encode())

    async def _move_key(self, scope: Scope, send: Send) -> None:
        """Lead to the same address without the key, which a cookie holds from now on."""
        others = urlencode([(name, value) for name, value in _parameters(scope) if name != KEY])
        cookie = f"{self.cookie}={self.key}; Path=/; HttpOnly; SameSite=Strict"
        await _say(send, 303, "", {"Location": f"/?{others}" if others else "/", "Set-Cookie": cookie})


def _parameters(scope: Scope) -> list[tuple[str, str]]:
    """What the address gives behind its question mark."""
    return parse_qsl(scope["query_string"].decode("latin-1"))


def _admit_method(method: str, headers: Mapping[str, str]) -> None:
    """Refuse what no page of ours sends."""
    if method == "GET":
        return
    if method != "POST":
        raise Refusal(405, _NOT_HERE)
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refusal(415, _NOT_HERE)
    length = headers.get("content-length", "")
    if "transfer-encoding" in headers or not (length.isascii() and length.isdigit()):
        raise Refusal(411, _NOT_HERE)
    if len(length) > len(str(LARGEST)) or int(length) > LARGEST:
        raise Refusal(413, _TOO_LARGE)


def _with_headers(send: Send) -> Send:
    ours = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
    names = {name for name, _ in ours}

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = message.get("headers", ())
            own = [(name, value) for name, value in given if name.lower() == _POLICY]
            theirs = [pair for pair in given if pair[0].lower() not in names]
            kept = [pair for pair in ours if not own or pair[0] != _POLICY]
            message = {**message, "headers": [*theirs, *own, *kept]}
        await send(message)

    return answer


async def _say(send: Send, status: int, text: str, headers: Mapping[str, str] | None = None) -> None:
    content = text.encode()
    given = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(content)),
        "Connection": "close",  # what a refused request goes on to send is not read
        **(headers or {}),
    }
    pairs = [(name.lower().encode(), value.encode()) for name, value in given.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": content})
