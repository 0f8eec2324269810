"""Landlock: which files a process may open from now on, and that it may reach no network. Of Linux since 5.13."""

from __future__ import annotations

import ctypes
import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

# The numbers are the same on every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION = 1
_PATH_BENEATH = 1
_SET_NO_NEW_PRIVS = 38

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE, _MAKE, _REFER, _TRUNCATE, _IOCTL = 0b11 << 4, 0b111_1111 << 6, 1 << 13, 1 << 14, 1 << 15
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL
_TCP = 0b11
_SCOPES = 0b11
"""Abstract sockets and signals to processes outside."""
# Shared libraries are mapped, not executed.
_READING = _READ_FILE | _READ_DIR
_WRITING = _READING | _WRITE_FILE | _REMOVE | _MAKE | _TRUNCATE


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """Which version of Landlock the kernel has; 0 where it has none, or has it switched off."""
    if sys.platform != "linux":
        return 0
    return max(_call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION)), 0)


def restrict(readable: Iterable[Path], writable: Iterable[Path]) -> bool:
    """Let this process and all it starts open only what lies below these paths; whether the kernel does so."""
    abi = version()
    if abi < 1:
        return False
    handled = _handled(abi)
    rules = _Ruleset(handled, _TCP if abi >= 4 else 0, _SCOPES if abi >= 6 else 0)
    ruleset = _call(_CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(_size(abi)), ctypes.c_uint32(0))
    if ruleset < 0:
        return False
    try:
        for allowed, paths in ((_READING, readable), (_WRITING, writable)):
            for path in paths:
                _allow(ruleset, path, allowed & handled)
        give_up_privileges()
        return _call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)) == 0
    finally:
        os.close(ruleset)


def give_up_privileges() -> bool:
    """Let nothing that is executed from now on have more rights than this process."""
    return bool(ctypes.CDLL(None).prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def _handled(abi: int) -> int:
    """Every right that this version knows of."""
    known = _EXECUTE | _READING | _WRITE_FILE | _REMOVE | _MAKE
    return known | (_REFER if abi >= 2 else 0) | (_TRUNCATE if abi >= 3 else 0) | (_IOCTL if abi >= 5 else 0)


def _size(abi: int) -> int:
    return 24 if abi >= 6 else 16 if abi >= 4 else 8


def _allow(ruleset: int, path: Path, allowed: int) -> None:
    """Let what lies below a path be opened; a path that is not there needs no rule."""
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(folder).st_mode):
            allowed &= _OF_FILES
        rule = _Beneath(allowed, folder)
        _call(_ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0))
    finally:
        os.close(folder)


def _call(number: int, *arguments: object) -> int:
    syscall = ctypes.CDLL(None, use_errno=True).syscall
    syscall.restype = ctypes.c_long
    return int(syscall(ctypes.c_long(number), *arguments))
