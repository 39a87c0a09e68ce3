"""The process that reads PDFs, so that none can end, stall or fill this one.

It is begun with the first PDF, reads one after the other, and ends when there is none for a minute, or when
this process ends in whatever way. It watches its own time and memory, and ends itself where a PDF takes more.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import IO

from smcheck.model.errors import DraftError

SECONDS = 30.0
"""Seconds of work that one PDF may take."""
MOST_MEMORY = 1024 * 1024 * 1024
"""Bytes of memory that the process may take."""

_IDLE = 60.0  # seconds after which it ends
_WAITS = 20  # times its seconds of work that a PDF may take by the clock
_LONGEST = 256 * 1024 * 1024  # bytes of an answer
_SLOW, _LARGE = 83, 84  # exit codes
_BEGIN = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from smcheck.readers.pdf_process import serve; serve()"
)
_DONE = "done"
_REMEDY = "save it again, print it to a new PDF, or split it"


class _Reader:
    """The process, begun when it is needed; one thread asks it at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, content: bytes, pictures: bool, seconds: float) -> Iterator[dict[str, object]]:
        with self._lock:
            try:
                process = self._asked(content, pictures, seconds)
            except OSError as error:
                self._end()
                raise DraftError(f"PDFs cannot be read on this computer ({error})") from error
            stop = threading.Timer(seconds * _WAITS, process.kill)
            stop.daemon = True
            stop.start()
            whole = False
            try:
                for answer in _answers(process):
                    whole = _DONE in answer
                    if whole:
                        return
                    yield answer
                raise DraftError(_why(process.wait()))
            finally:
                stop.cancel()
                if not whole:
                    self._end()

    def _asked(self, content: bytes, pictures: bool, seconds: float) -> subprocess.Popen[bytes]:
        """The process, having been asked; one that has ended for want of work is begun anew."""
        process = self._process
        if process and process.poll() is None and self._owner == os.getpid():
            with suppress(OSError):
                _ask(process, content, pictures, seconds)
                return process
        self._end()
        self._process, self._owner = _begun(), os.getpid()
        with suppress(BrokenPipeError):  # it has ended while it was asked: its answers say so
            _ask(self._process, content, pictures, seconds)
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process and self._owner == os.getpid():
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]  # both are pipes
            process.wait()

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._end()


_reader = _Reader()
atexit.register(_reader.end)


def answers_of(content: bytes, *, pictures: bool, seconds: float = SECONDS) -> Iterator[dict[str, object]]:
    """What the process says of a PDF (`pdf_walk.walk` says what).

    Raises `DraftError` where the PDF cannot be opened, or at the point at which it could not be read on.
    """
    for answer in _reader.ask(content, pictures, seconds):
        if "error" in answer:
            raise DraftError(str(answer["error"]))
        yield answer


def end() -> None:
    """End the process that reads PDFs; the next PDF begins another."""
    _reader.end()


def _begun() -> subprocess.Popen[bytes]:
    if getattr(sys, "frozen", False):
        raise OSError("smcheck was packed into one program file")
    return subprocess.Popen(  # noqa: S603 - this program's own
        [sys.executable, "-P", "-c", _BEGIN, json.dumps(sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",  # Ctrl+C is for this process alone
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _ask(process: subprocess.Popen[bytes], content: bytes, pictures: bool, seconds: float) -> None:
    pipe = _pipe(process.stdin)
    _write(pipe, json.dumps({"pictures": pictures, "seconds": seconds}).encode())
    _write(pipe, content)


def _answers(process: subprocess.Popen[bytes]) -> Iterator[dict[str, object]]:
    pipe = _pipe(process.stdout)
    while (data := _read(pipe)) is not None:
        yield json.loads(data)


def _why(code: int) -> str:
    if code == _SLOW:
        return f"the PDF takes too long to read; {_REMEDY}"
    if code == _LARGE:
        return f"the PDF takes too much memory to read; {_REMEDY}"
    return f"the PDF is damaged, and ended what reads it; {_REMEDY}"


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe  # noqa: S101 - it was asked for
    return pipe


def _write(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(len(data).to_bytes(8, "big"))
    pipe.write(data)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes | None:
    """What was written last; None where nothing more comes."""
    length = int.from_bytes(pipe.read(8), "big")
    data = pipe.read(length) if 0 < length <= _LONGEST else b""
    return data if data and len(data) == length else None


def serve() -> None:
    """Read the PDFs that come in, one after the other: what the process does from beginning to end."""
    asked: queue.Queue[tuple[bytes, bytes]] = queue.Queue()
    watch = _Watch()
    threading.Thread(target=_take, args=(sys.stdin.buffer, asked), daemon=True).start()
    threading.Thread(target=watch.run, daemon=True).start()
    out = sys.stdout.buffer
    _limit_memory()
    while True:
        try:
            said, content = asked.get(timeout=_IDLE)
        except queue.Empty:
            return
        wanted = json.loads(said)
        watch.begin(float(wanted["seconds"]))
        for answer in _read_pdf(content, pictures=bool(wanted["pictures"])):
            _write(out, json.dumps(answer).encode())
        watch.rest()
        _write(out, json.dumps({_DONE: True}).encode())


def _read_pdf(content: bytes, *, pictures: bool) -> Iterator[dict[str, object]]:
    from smcheck.readers.pdf_walk import walk

    try:
        yield from walk(content, pictures=pictures)
    except DraftError as error:
        yield {"error": str(error)}
    except MemoryError:
        os._exit(_LARGE)
    except Exception as error:  # one PDF that nobody foresaw must not keep others from being read
        yield {"error": f"the PDF cannot be read on ({type(error).__name__}); {_REMEDY}"}


def _take(pipe: IO[bytes], asked: queue.Queue[tuple[bytes, bytes]]) -> None:
    """Take in what is asked; end this process, whatever it is at, when nobody can ask any more."""
    while (said := _read(pipe)) is not None and (content := _read(pipe)) is not None:
        asked.put((said, content))
    os._exit(0)


class _Watch:
    """Ends this process where a PDF takes too much time or memory."""

    _PAUSE = 0.1

    def __init__(self) -> None:
        self._until = float("inf")
        self._least = _peak()

    def begin(self, seconds: float) -> None:
        self._until = time.process_time() + seconds

    def rest(self) -> None:
        self._until = float("inf")

    def run(self) -> None:
        while True:
            time.sleep(self._PAUSE)
            if time.process_time() > self._until:
                os._exit(_SLOW)
            if _peak() - self._least > MOST_MEMORY:
                os._exit(_LARGE)


def _limit_memory() -> None:
    """Let pdfium fail rather than take more memory; where the system does not, the watch ends it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = 2 * MOST_MEMORY if most == resource.RLIM_INFINITY else min(2 * MOST_MEMORY, most)
        with suppress(ValueError, OSError):  # macOS
            resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _peak() -> int:
    """Bytes of memory that this process has held at most."""
    if sys.platform != "win32":
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
    return _peak_on_windows()


def _peak_on_windows() -> int:
    import ctypes

    counts = (ctypes.c_size_t * 10)()  # PROCESS_MEMORY_COUNTERS: two numbers of 32 bits, then sizes
    counts[0] = ctypes.sizeof(counts)
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    ask = kernel.K32GetProcessMemoryInfo
    ask.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32]
    return counts[1] if ask(kernel.GetCurrentProcess(), counts, ctypes.sizeof(counts)) else 0
