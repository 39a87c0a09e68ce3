"""The desk as a process: it listens before it says where, to this computer only, and stops."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from smcheck.app.server import HOST, listening
from tests.app.conftest import Served, served
from tests.test_network import why_not_traced

_IDLE = (
    "from pathlib import Path; from smcheck.app.desk import Desk; from smcheck.app.server import listening, serve;"
    "serve(Desk(Path()), listening(), print, idle=0.5); print('idle')"
)


def opened(desk: Served) -> tuple[str, str]:
    """The page, and the cookie with which it was fetched, as a browser gets them from the printed address."""
    connection = http.client.HTTPConnection(HOST, desk.port)
    connection.request("GET", f"/?key={desk.key}")
    answer = connection.getresponse()
    assert answer.status == 303
    answer.read()
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    connection.request("GET", answer.getheader("Location") or "", headers={"Cookie": cookie})
    page = connection.getresponse().read().decode()
    connection.close()
    return page, cookie


def reviewed(desk: Served, cookie: str, text: str) -> str:
    connection = http.client.HTTPConnection(HOST, desk.port)
    headers = {"Cookie": cookie, "Content-Type": "application/json", "Origin": desk.origin}
    connection.request("POST", "/review", f'{{"text": "{text}"}}', headers)
    answer = connection.getresponse().read().decode()
    connection.close()
    return answer


def test_the_printed_address_answers_until_ctrl_c(council_folder: Path) -> None:
    with served(council_folder) as desk:
        page, cookie = opened(desk)
        assert "Example Town Council" in page
        assert "Do not post" in reviewed(desk, cookie, "Ring 07700 900123.")
        assert "The desk is closed." in desk.stop()
        assert desk.process.returncode == 0


def test_it_listens_before_anything_is_printed() -> None:
    with listening() as listener:
        address = listener.getsockname()
        assert address[0] == "127.0.0.1"
        with socket.create_connection(address):  # accepted by the system, though nothing serves yet
            pass
    with pytest.raises(OSError, match=r".+"):
        socket.create_connection(address)


def test_it_can_be_stopped_while_the_models_are_loaded(council_folder: Path) -> None:
    with served(council_folder) as desk:
        assert "The desk is closed." in desk.stop()
        assert desk.process.returncode == 0


def test_two_desks_on_one_folder_work_at_once(council_folder: Path) -> None:
    with served(council_folder) as one, served(council_folder) as other:
        assert one.port != other.port
        for desk, stranger in ((one, other), (other, one)):
            _, cookie = opened(desk)
            assert "Do not post" in reviewed(desk, cookie, "Ring 07700 900123.")
            assert "locked" in reviewed(stranger, cookie, "Ring 07700 900123.")


def test_a_port_that_is_taken_is_an_error(council_folder: Path) -> None:
    with listening() as listener:
        port = str(listener.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "smcheck", "app", "--no-browser", "--port", port],
            cwd=council_folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("smcheck: error: ")


def test_it_stops_when_nobody_asks_anything(council_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IDLE], cwd=council_folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, "idle", "")


def test_it_reaches_for_nothing_but_this_computer(council_folder: Path, tmp_path: Path) -> None:
    if why := why_not_traced():
        pytest.skip(why)
    log = tmp_path / "calls"
    strace = (
        shutil.which("strace") or "",
        "-f",
        "-qq",
        "-e",
        "trace=socket,connect,bind,sendto,sendmsg",
        "-o",
        str(log),
    )
    command = (*strace, sys.executable, "-m", "smcheck", "app", "--no-browser")
    with served(council_folder, *command) as desk:
        _, cookie = opened(desk)
        assert "Do not post" in reviewed(
            desk, cookie, "Ring Jo on 07700 900123, you idiot, or see www.example.org."
        )
        assert "The desk is closed." in desk.stop()
    calls = log.read_text(encoding="utf-8").splitlines()
    outward = [
        call for call in calls if "AF_INET" in call and "127.0.0.1" not in call and " socket(" not in call
    ]
    connected = [call for call in calls if " connect(" in call and "AF_UNIX" not in call]
    assert (outward, connected) == ([], [])
    assert any(" bind(" in call and 'inet_addr("127.0.0.1")' in call for call in calls)
