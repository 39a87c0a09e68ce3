"""Whom the lock lets in: each refusal beside what differs from it and is let in."""

from __future__ import annotations

import pytest
from starlette.types import Receive, Scope, Send

from smcheck.app.lock import HEADERS, LARGEST, Lock
from tests.app.conftest import Answer, ask

KEY = "k" * 43
COOKIE = {"cookie": f"smcheck-8000={KEY}"}
JSON = {"content-type": "application/json"}
ASKED: list[str] = []


async def within(scope: Scope, _receive: Receive, send: Send) -> None:
    """What is behind the lock; it tries to say otherwise in a header that is the lock's."""
    ASKED.append(scope["path"])
    headers = [(b"cache-control", b"public"), (b"content-type", b"text/plain")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"in"})


@pytest.fixture(autouse=True)
def _nothing_asked() -> None:
    ASKED.clear()


def answered(method: str = "GET", path: str = "/", **headers: str) -> Answer:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(Lock(within, 8000, KEY), method, path, given)


def let_in(answer: Answer) -> bool:
    assert (answer.body == b"in") is (answer.status == 200) is bool(ASKED)
    assert {name: answer.headers[name.lower()] for name in HEADERS} == HEADERS
    return answer.status == 200


def test_the_key_moves_from_the_address_to_a_cookie() -> None:
    answer = answered(path=f"/?key={KEY}")
    assert (answer.status, answer.headers["location"], ASKED) == (303, "/", [])
    assert answer.headers["set-cookie"] == f"smcheck-8000={KEY}; Path=/; HttpOnly; SameSite=Strict"
    assert KEY not in answer.text


def test_what_else_the_address_says_stays_in_it() -> None:
    answer = answered(path=f"/?draft=a%0D%0Ab%20%26+c.txt&key={KEY}&number=2&empty=")
    assert (answer.status, ASKED) == (303, [])
    assert answer.headers["location"] == "/?draft=a%0D%0Ab+%26+c.txt&number=2"


@pytest.mark.parametrize(
    "path", ["/?key=wrong", "/?key=", f"/review?key={KEY}", f"/?key={KEY}&key={KEY}", "/?key=%C3%A9"]
)
def test_no_other_key_and_no_other_address_opens_it(path: str) -> None:
    answer = answered(path=path)
    assert (let_in(answer), answer.status) == (False, 403)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("cookie", "opens"),
    [
        (f"smcheck-8000={KEY}", True), (f"a=b; smcheck-8000={KEY}; c=d", True), (f"smcheck-8001={KEY}", False),
        ("smcheck-8000=wrong", False), ("smcheck-8000=", False), (f"smcheck-8000={KEY}x", False), ("é=;;", False), ("", False),
    ],
)  # fmt: skip
def test_only_its_own_cookie_opens_it(cookie: str, opens: bool) -> None:
    answer = answered(cookie=cookie)
    assert let_in(answer) is opens
    assert opens or (answer.status, "locked" in answer.text) == (403, True)


@pytest.mark.parametrize(
    ("host", "opens"),
    [
        ("127.0.0.1:8000", True), ("localhost:8000", True), ("127.0.0.1", False), ("127.0.0.1:8001", False),
        ("evil.example:8000", False), ("localhost.evil.example:8000", False), ("[::1]:8000", False), ("", False),
    ],
)  # fmt: skip
def test_only_under_its_own_name(host: str, opens: bool) -> None:
    assert let_in(answered(host=host, **COOKIE)) is opens
    assert (answered(host=host, path=f"/?key={KEY}").status == 303) is opens


@pytest.mark.parametrize(
    ("origin", "opens"),
    [
        ("http://127.0.0.1:8000", True), ("http://localhost:8000", False), ("https://127.0.0.1:8000", False),
        ("http://evil.example", False), ("null", False),
    ],
)  # fmt: skip
def test_only_from_its_own_page(origin: str, opens: bool) -> None:
    assert let_in(answered("POST", "/review", origin=origin, **COOKIE, **JSON)) is opens


def test_localhost_is_its_own_page_too() -> None:
    assert let_in(answered("POST", origin="http://localhost:8000", host="localhost:8000", **COOKIE, **JSON))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "HEAD"])
def test_no_other_method(method: str) -> None:
    answer = answered(method, **COOKIE, **JSON)
    assert (let_in(answer), answer.status) == (False, 405)


@pytest.mark.parametrize(
    ("kind", "opens"),
    [
        ("application/json", True), ("application/json; charset=utf-8", True), ("text/plain", False), ("", False),
        ("application/x-www-form-urlencoded", False), ("multipart/form-data; boundary=application/json", False),
    ],
)  # fmt: skip
def test_only_json_is_taken(kind: str, opens: bool) -> None:
    answer = answered("POST", content_type=kind, **COOKIE)
    assert (let_in(answer), answer.status) == ((True, 200) if opens else (False, 415))


@pytest.mark.parametrize(
    ("length", "status"),
    [
        (str(LARGEST), 200), (str(LARGEST + 1), 413), ("9" * 5000, 413), ("", 411), ("-1", 411), ("1e3", 411), ("٣", 411),
    ],
)  # fmt: skip
def test_only_so_much_is_taken(length: str, status: int) -> None:
    assert answered("POST", content_length=length, **COOKIE, **JSON).status == status


def test_a_body_of_no_known_length_is_refused() -> None:
    assert answered("POST", transfer_encoding="chunked", **COOKIE, **JSON).status == 411


def test_each_start_has_a_key_of_its_own() -> None:
    first, second = Lock(within, 8000), Lock(within, 8000)
    assert first.key != second.key
    assert len(first.key) >= 43
    assert first.address == f"http://127.0.0.1:8000/?key={first.key}"
