"""A seccomp filter: which calls of the kernel a process that reads files may never make. Linux, x86-64 and arm64."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass

_GET_SECCOMP, _SET_FILTER, _ALL_THREADS = 21, 1, 1
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_CLONE_THREAD = 0x00010000
_X32 = 0x40000000
"""Calls of another kind of programs begin here, on x86-64."""

# Reaching others (network, programs, memory of processes), and what only an administrator does.
_REFUSED = """
    socket socketpair connect bind listen accept accept4
    execve execveat fork vfork ptrace process_vm_readv process_vm_writev process_madvise kcmp
    pidfd_open pidfd_getfd pidfd_send_signal rt_sigqueueinfo rt_tgsigqueueinfo tkill
    io_uring_setup io_uring_enter io_uring_register bpf perf_event_open userfaultfd fanotify_init
    add_key request_key keyctl unshare setns mount umount2 pivot_root chroot move_mount open_tree fsopen fsmount
    open_by_handle_at name_to_handle_at init_module finit_module delete_module kexec_load kexec_file_load
    reboot swapon swapoff acct quotactl settimeofday clock_settime adjtimex clock_adjtime sethostname setdomainname
    setuid setgid setreuid setregid setresuid setresgid setgroups capset personality syslog vhangup
    shmget shmat shmctl msgget msgsnd msgrcv semget semop mq_open iopl ioperm modify_ldt memfd_secret
"""
_X86_64 = """
    socket=41 connect=42 accept=43 bind=49 listen=50 socketpair=53 clone=56 fork=57 vfork=58 execve=59 kill=62 shmget=29
    shmat=30 shmctl=31 semget=64 semop=65 msgget=68 msgsnd=69 msgrcv=70 ptrace=101 setuid=105 setgid=106 setreuid=113
    setregid=114 setgroups=116 setresuid=117 setresgid=119 syslog=103 capset=126 rt_sigqueueinfo=129 personality=135
    vhangup=153 modify_ldt=154 pivot_root=155 adjtimex=159 chroot=161 acct=163 settimeofday=164 mount=165 umount2=166
    swapon=167 swapoff=168 reboot=169 sethostname=170 setdomainname=171 iopl=172 ioperm=173 init_module=175
    delete_module=176 quotactl=179 tkill=200 clock_settime=227 tgkill=234 mq_open=240 kexec_load=246 add_key=248
    request_key=249 keyctl=250 unshare=272 accept4=288 rt_tgsigqueueinfo=297 perf_event_open=298 fanotify_init=300
    name_to_handle_at=303 open_by_handle_at=304 clock_adjtime=305 setns=308 prlimit64=302 process_vm_readv=310
    process_vm_writev=311 kcmp=312 finit_module=313 kexec_file_load=320 bpf=321 execveat=322 userfaultfd=323 seccomp=317
"""
_ARM64 = """
    clone=220 execve=221 socket=198 socketpair=199 bind=200 listen=201 accept=202 connect=203 accept4=242 kill=129
    prlimit64=261 tkill=130 tgkill=131 rt_sigqueueinfo=138 rt_tgsigqueueinfo=240 ptrace=117 process_vm_readv=270
    process_vm_writev=271 kcmp=272 bpf=280 execveat=281 userfaultfd=282 perf_event_open=241 fanotify_init=262
    name_to_handle_at=264 open_by_handle_at=265 clock_adjtime=266 setns=268 finit_module=273 kexec_file_load=294
    add_key=217 request_key=218 keyctl=219 unshare=97 mount=40 umount2=39 pivot_root=41 chroot=51 acct=89 personality=92
    init_module=105 delete_module=106 kexec_load=104 reboot=142 swapon=224 swapoff=225 quotactl=60 settimeofday=170
    clock_settime=112 adjtimex=171 sethostname=161 setdomainname=162 setuid=146 setgid=144 setreuid=145 setregid=143
    setresuid=147 setresgid=149 setgroups=159 capset=91 syslog=116 vhangup=58 shmget=194 shmat=196 shmctl=195
    msgget=186 msgsnd=189 msgrcv=188 semget=190 semop=193 mq_open=180 seccomp=277
"""
# Calls added since 2019 have the same number everywhere.
_EVERYWHERE = """
    pidfd_send_signal=424 io_uring_setup=425 io_uring_enter=426 io_uring_register=427 open_tree=428 move_mount=429
    fsopen=430 fsmount=432 pidfd_open=434 clone3=435 pidfd_getfd=438 process_madvise=440 memfd_secret=447
"""


@dataclass(frozen=True, slots=True)
class _Machine:
    """How calls are numbered: the kernel's name of the architecture, the numbers, and where foreign ones begin."""

    audit: int
    calls: dict[str, int]
    foreign: int | None = None


def _numbers(text: str) -> dict[str, int]:
    return {name: int(number) for name, number in (entry.split("=") for entry in text.split())}


_MACHINES = {
    "x86_64": _Machine(0xC000003E, _numbers(_X86_64 + _EVERYWHERE), _X32),
    "aarch64": _Machine(0xC00000B7, _numbers(_ARM64 + _EVERYWHERE)),
}


def available() -> bool:
    """Whether the kernel has such filters and we know its calls."""
    return _machine() is not None and ctypes.CDLL(None).prctl(_GET_SECCOMP, 0, 0, 0, 0) >= 0


def restrict() -> bool:
    """Let this process make none of the refused calls from now on; whether the kernel sees to it.

    Privileges must have been given up before.
    """
    machine = _machine()
    if machine is None:
        return False
    code = b"".join(_program(machine))
    held = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("@HxxxxxxP", len(code) // 8, ctypes.addressof(held))
    syscall = ctypes.CDLL(None).syscall
    return bool(syscall(machine.calls["seccomp"], _SET_FILTER, _ALL_THREADS, program) == 0)


def _machine() -> _Machine | None:
    return _MACHINES.get(platform.machine()) if sys.platform == "linux" and sys.maxsize > 2**32 else None


def _program(machine: _Machine) -> Iterator[bytes]:
    """The filter; a jump says how many instructions are passed over where it holds, and where it does not."""
    yield _instruction(_LOAD, _ARCHITECTURE)
    yield _instruction(_JUMP_EQUAL, machine.audit, 1, 0)
    yield _instruction(_RETURN, _KILL)
    yield _instruction(_LOAD, _NUMBER)
    if machine.foreign is not None:
        yield _instruction(_JUMP_AT_LEAST, machine.foreign, 0, 1)
        yield _refuse(errno.EPERM)
    # The C library then makes threads by `clone`, whose purpose can be seen.
    yield from _where(machine.calls["clone3"], _refuse(errno.ENOSYS))
    for name in _REFUSED.split():
        if name in machine.calls:
            yield from _where(machine.calls[name], _refuse(errno.EPERM))
    yield _instruction(_JUMP_EQUAL, machine.calls["clone"], 0, 4)
    yield _instruction(_LOAD, _FIRST_ARGUMENT)
    yield _instruction(_JUMP_SET, _CLONE_THREAD, 1, 0)
    yield _refuse(errno.EPERM)
    yield _instruction(_RETURN, _ALLOW)
    # A signal may go to the process itself, or to its group, which ends with it; limits are set for itself alone.
    this = os.getpid()
    for name, own in (("kill", (this, 0)), ("tgkill", (this,)), ("prlimit64", (this, 0))):
        yield _instruction(_JUMP_EQUAL, machine.calls[name], 0, 3 + len(own))
        yield _instruction(_LOAD, _FIRST_ARGUMENT)
        for place, process in enumerate(own):
            yield _instruction(_JUMP_EQUAL, process, len(own) - place, 0)
        yield _refuse(errno.EPERM)
        yield _instruction(_RETURN, _ALLOW)
    yield _instruction(_RETURN, _ALLOW)


def _where(number: int, verdict: bytes) -> Iterator[bytes]:
    yield _instruction(_JUMP_EQUAL, number, 0, 1)
    yield verdict


def _refuse(error: int) -> bytes:
    return _instruction(_RETURN, _FAIL | error)


def _instruction(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("@HBBI", code, then, otherwise, value)
