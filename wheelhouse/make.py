"""Make the wheelhouse: a folder for each system from which smcheck is installed without the internet.

Usage: python wheelhouse/make.py --out FOLDER [--system windows] [--python 3.11] [--wheel FILE]

Run it in the development environment. Each folder holds the wheels that `requirements/run.txt` locks, for
every Python asked for; those of packages that publish none, built here; smcheck's own; `requirements.txt`
with the hash of each; and the scripts that install and uninstall. Then pip proves, without an index, that the
folder has all that each Python needs. The exit code is 1 where anything is missing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent
PYTHONS = ("3.11", "3.12", "3.13")
SOURCE_ONLY = frozenset({"quotequail", "wordninja"})
"""Packages that publish no wheel; both are nothing but Python and fit every system."""

_FOR_ALL = "*-none-any.whl"
"""Wheels that fit every system, and every Python."""
_AS_IF = """\
import json, sys
from pip._vendor.packaging import markers
here, elsewhere = markers.default_environment, json.loads(sys.argv.pop(1))
markers.default_environment = lambda: {**here(), **elsewhere}
from pip._internal.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
"""Runs pip as if elsewhere; by itself it reads "sys_platform" off the machine that it runs on."""


@dataclass(frozen=True)
class System:
    """A kind of computer: the wheels that run there, what markers find there, the scripts for it."""

    platforms: tuple[str, ...]
    markers: Mapping[str, str]
    scripts: tuple[str, ...]
    line_end: str = "\n"


_SH = ("install.sh", "uninstall.sh")
_GLIBC = ("_2_28", "_2_27", "_2_24", "_2_17", "2014", "_2_12", "2010", "_2_5", "1")
SYSTEMS: Mapping[str, System] = {
    "windows": System(
        ("win_amd64",),
        {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
        ("install.cmd", "uninstall.cmd"),
        "\r\n",
    ),
    "mac": System(  # onnxruntime has no wheel for older ones, nor for Intel's processors
        ("macosx_14_0_arm64",),
        {
            "sys_platform": "darwin",
            "os_name": "posix",
            "platform_system": "Darwin",
            "platform_machine": "arm64",
        },
        _SH,
    ),
    "linux": System(
        tuple(f"manylinux{version}_x86_64" for version in _GLIBC),
        {
            "sys_platform": "linux",
            "os_name": "posix",
            "platform_system": "Linux",
            "platform_machine": "x86_64",
        },
        _SH,
    ),
}


@dataclass(frozen=True)
class Target:
    """A system with one of its Pythons."""

    system: System
    python: str

    @property
    def markers(self) -> dict[str, str]:
        """What the markers of requirements find there."""
        version = {"python_version": self.python, "python_full_version": f"{self.python}.0"}
        return {**self.system.markers, **version, "implementation_name": "cpython", "extra": ""}

    @property
    def options(self) -> list[str]:
        """Options of pip that ask for its wheels."""
        platforms = (option for name in self.system.platforms for option in ("--platform", name))
        return [*platforms, "--python-version", self.python, "--implementation", "cp", "--only-binary=:all:"]


@dataclass(frozen=True)
class Locked:
    """A line of the lock: what it requires, and the whole of it with its hashes."""

    requirement: Requirement
    text: str

    @property
    def name(self) -> str:
        """The package's name, as all write it."""
        return canonicalize_name(self.requirement.name)

    def holds(self, target: Target) -> bool:
        """Whether the package is installed there."""
        marker = self.requirement.marker
        return marker is None or marker.evaluate({**target.markers})


def locked(text: str) -> list[Locked]:
    """The lines of a lock with hashes, in order."""
    entries = re.findall(r"^\S.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    return [Locked(Requirement(entry.split(" \\\n")[0].strip()), entry) for entry in entries]


def main() -> int:
    """Make what the command line asks for, and prove it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--system", action="append", choices=SYSTEMS, help="may repeat; by default all")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="may repeat; by default all")
    parser.add_argument("--wheel", type=Path, help="smcheck's own wheel; by default it is built")
    given = parser.parse_args()
    lines = locked((ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"))
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        common = Path(temporary)
        shutil.copy(given.wheel or _own_wheel(common / "own"), common)
        _built([line for line in lines if line.name in SOURCE_ONLY], common)
        for name in given.system or SYSTEMS:
            folder = given.out / f"smcheck-{name}"
            targets = [Target(SYSTEMS[name], python) for python in given.python or PYTHONS]
            _fill(folder, targets, lines, sorted(common.glob(_FOR_ALL)))
            for wheel in folder.glob(f"wheels/{_FOR_ALL}"):  # need not be fetched again for other systems
                shutil.copy(wheel, common)
            for target in targets:
                print(f"{folder.name}, Python {target.python}: {_proved(folder, target, lines)}", flush=True)
            size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
            print(
                f"{folder.name}: {len(list(folder.glob('wheels/*')))} wheels, {size / 1e6:.0f} MB", flush=True
            )
    return 0


def _own_wheel(folder: Path) -> Path:
    _run([sys.executable, "-m", "build", "-q", "--wheel", "--outdir", str(folder), str(ROOT)])
    return next(folder.glob("smcheck-*.whl"))


def _built(lines: Sequence[Locked], folder: Path) -> None:
    """Wheels of the packages that publish none, from the sources that the lock names by their hashes."""
    asked = _written(folder / "source.txt", (line.text for line in lines))
    options = ["--no-deps", "--no-build-isolation", "--require-hashes", "-r", str(asked), "-w", str(folder)]
    _run([sys.executable, "-m", "pip", "wheel", "-q", *options], SOURCE_DATE_EPOCH="1577836800")
    asked.unlink()


def _fill(folder: Path, targets: Sequence[Target], lines: Sequence[Locked], common: Sequence[Path]) -> None:
    """Put wheels, requirements and scripts into a folder, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    for wheel in common:
        shutil.copy(wheel, wheels)
    for target in targets:
        there = {parse_wheel_filename(wheel.name)[0] for wheel in wheels.glob(_FOR_ALL)}
        asked = _written(
            folder / "asked.txt",
            (line.text for line in lines if line.holds(target) and line.name not in there),
        )
        options = ["--no-deps", "--require-hashes", "-r", str(asked), "-d", str(wheels)]
        _pip(target, "download", "-q", *options, *target.options)
        asked.unlink()
    _written(folder / "requirements.txt", _requirements(wheels, lines))
    system = targets[0].system
    for name in (*system.scripts, "README.txt"):
        text = (HERE / name).read_text(encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8", newline=system.line_end)
        (folder / name).chmod(0o755 if name.endswith(".sh") else 0o644)
    for name in ("LICENSE", "THIRD_PARTY_LICENCES.md"):
        shutil.copy(ROOT / name, folder)


def _requirements(wheels: Path, lines: Sequence[Locked]) -> Iterator[str]:
    """What is installed from the folder, with the hashes of its wheels."""
    hashes: dict[str, list[str]] = {}
    versions: dict[str, str] = {}
    for wheel in sorted(wheels.iterdir()):
        name, version, _, _ = parse_wheel_filename(wheel.name)
        hashes.setdefault(f"{name}=={version}", []).append(hashlib.sha256(wheel.read_bytes()).hexdigest())
        versions[name] = str(version)
    own = f"smcheck=={versions['smcheck']}"
    for requirement in (Requirement(own), *(line.requirement for line in lines)):
        pinned = f"{canonicalize_name(requirement.name)}{requirement.specifier}"
        if pinned in hashes:  # else it is for other systems
            marker = f" ; {requirement.marker}" if requirement.marker else ""
            yield f"{pinned}{marker}{''.join(f' --hash=sha256:{each}' for each in hashes[pinned])}\n"


def _proved(folder: Path, target: Target, lines: Iterable[Locked]) -> str:
    """That pip finds there all that smcheck needs, with no index; ends the program where it does not."""
    with tempfile.TemporaryDirectory() as temporary:
        report, new = Path(temporary, "report.json"), Path(temporary, "new")
        options = ["--no-index", "--find-links", str(folder / "wheels"), "--target", str(new)]
        asked = ["--ignore-requires-python", "--require-hashes", "-r", str(folder / "requirements.txt")]
        _pip(
            target, "install", "-q", "--dry-run", "--report", str(report), *options, *target.options, *asked,
            PIP_CONFIG_FILE=os.devnull, PIP_FIND_LINKS="", https_proxy="http://127.0.0.1:9/",
        )  # fmt: skip
        packages = [package["metadata"] for package in json.loads(report.read_text("utf-8"))["install"]]
    found = {canonicalize_name(package["name"]) for package in packages}
    wanted = {line.name for line in lines if line.holds(target)} | {"smcheck"}
    if found != wanted:
        sys.exit(f"not as locked: {sorted(found ^ wanted)}")
    for package in packages:  # pip would compare them with the Python that it runs on
        if target.python not in SpecifierSet(package.get("requires_python", "")):
            sys.exit(f"{package['name']} is not for Python {target.python}")
    return f"{len(found)} packages resolve without an index"


def _pip(target: Target, *arguments: str, **environment: str) -> None:
    _run([sys.executable, "-c", _AS_IF, json.dumps(target.markers), *arguments], **environment)


def _run(command: Sequence[str], **environment: str) -> None:
    done = subprocess.run(command, env={**os.environ, **environment}, check=False)
    if done.returncode:
        sys.exit(f"this ended with exit code {done.returncode}: {' '.join(command[-30:])}")


def _written(path: Path, texts: Iterable[str]) -> Path:
    path.write_text("".join(texts), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
