"""What keeps a process that reads a stranger's file from everything else, by the means that the kernel gives."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Literal

from core.errors import UsageError
from core.work import landlock, seccomp

Wanted = Literal["auto", "required", "off"]
"""As far as the system can, or not at all where it can't do all of it, or without."""

ONE_THREAD = "OPENBLAS_NUM_THREADS"
"""By this numpy starts a thread a core as soon as it is imported."""
# What a program needs of its environment; everything else may be a secret.
_KEPT = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "LD_LIBRARY_PATH",
    "PYTHONPATH",
    "PYTHONHOME",
    "VIRTUAL_ENV",
    ONE_THREAD,
)
_SYSTEM = ("/usr/lib", "/usr/lib64", "/usr/share", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts")
_DEVICES = ("/dev/null", "/dev/urandom", "/dev/random", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu")
_ENVIRONMENT_BEGINS, _ENVIRONMENT_ENDS = 49, 50
"""Where in /proc/self/stat, counted from 0 with the name of the program as one."""


@dataclass(frozen=True, slots=True)
class Isolation:
    """What holds for processes that read. `files`: no other file, and no network; `calls`: no program, no socket."""

    files: bool
    calls: bool

    @property
    def whole(self) -> bool:
        """Whether all of it holds."""
        return self.files and self.calls

    def __str__(self) -> str:
        if self.whole:
            return "Files are read in processes without network, other files and programs (Landlock and seccomp)."
        lacking = (
            "Landlock and seccomp" if not self.files and not self.calls else "seccomp" if self.files else "Landlock"
        )
        return f"Files are read in processes that are not kept apart by {lacking}: see GONGKAI_PARSE_ISOLATION."


def available() -> Isolation:
    """What this system can do."""
    return Isolation(landlock.version() > 0, seccomp.available())


def expected(wanted: Wanted) -> Isolation:
    """What will hold. Raises UsageError where more is required than this system can do."""
    if wanted == "off":
        return Isolation(False, False)
    can = available()
    if wanted == "required" and not can.whole:
        lacking = " and ".join(
            name for name, there in (("Landlock", can.files), ("seccomp filters", can.calls)) if not there
        )
        raise UsageError(
            f"GONGKAI_PARSE_ISOLATION is `required`, but this system has no {lacking}: run on Linux 5.13 or newer,"
            " allow both in its container, or set it to `auto`."
        )
    return can


def isolate(wanted: Wanted, folder: Path) -> Isolation:
    """Keep this process, which may write into `folder`, from everything else; what holds from now on."""
    if wanted == "off":
        return Isolation(False, False)
    _import_rooms()
    _forget_environment(folder)
    landlock.give_up_privileges()
    # Landlock holds for this thread and those it starts: another one would be a way out.
    alone = _is_only_thread()
    files = landlock.restrict(_readable(), [folder])
    return Isolation(files and alone, seccomp.restrict())


def _is_only_thread() -> bool:
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return threading.active_count() == 1


def _readable() -> Iterator[Path]:
    """The program itself: Python, what is installed, our own rooms. Not the folders around, where databases may lie."""
    yield from map(Path, (*_SYSTEM, *_DEVICES))
    yield from (Path(place, "lib") for place in {sys.prefix, sys.base_prefix})
    yield from (Path(place) for place in sys.path if place.endswith("-packages"))
    for name, module in list(sys.modules.items()):
        if "." not in name:
            yield from map(Path, getattr(module, "__path__", ()))


def _import_rooms() -> None:
    """Let every room be known by its folder: the folder around them can't be searched any more."""
    for room in Path(__file__).parents[2].iterdir():
        file = room / "__init__.py"
        if room.name not in sys.modules and file.is_file() and (room.parent / "gongkai.py").is_file():
            # By its place: whoever started the program may have another module of that name beside their own.
            spec = spec_from_file_location(room.name, file, submodule_search_locations=[str(room)])
            assert spec is not None and spec.loader is not None
            sys.modules[room.name] = module = module_from_spec(spec)
            spec.loader.exec_module(module)


def _forget_environment(folder: Path) -> None:
    """Let no secret stay in the memory of this process: neither in the environment nor where it came from."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    kept |= dict.fromkeys(("HOME", "TMPDIR"), str(folder))
    os.environ.clear()
    with suppress(OSError, ValueError, IndexError):
        stat = Path("/proc/self/stat").read_text(encoding="ascii", errors="replace")
        fields = ["", "", *stat.rpartition(") ")[2].split()]
        begin, end = int(fields[_ENVIRONMENT_BEGINS]), int(fields[_ENVIRONMENT_ENDS])
        if 0 < begin < end:
            ctypes.memset(begin, 0, end - begin)
    os.environ.update(kept)
