"""Old Word and WPS files (doc, wps): turned into docx by LibreOffice where it is installed, else read by ourselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from core.document.container import open_zip
from core.document.limits import limits
from core.document.office.docx import read_docx
from core.document.office.word97 import read_word97
from core.errors import ReadError
from core.types import Document

_RESTART = 81
"""LibreOffice's exit code after setting up a new profile: it wants to be started once more."""
_NOWHERE = "http://127.0.0.1:9"

# No macro runs, and nothing is fetched: not what a document links to, and by a proxy that leads nowhere not the rest.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(
        setting
        for kind in ("HTTP", "HTTPS", "FTP")
        for setting in (
            ("Inet/Settings", f"ooInet{kind}ProxyName", "127.0.0.1"),
            ("Inet/Settings", f"ooInet{kind}ProxyPort", "9"),
        )
    ),
)


def read_doc(data: bytes) -> Document:
    """The document of a doc or wps file. Raises ReadError: unsupported, unreadable, encrypted, timeout."""
    program = _program()
    if program is None:
        return read_word97(data)
    with tempfile.TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True) as folder:
        converted = _converted(program, data, Path(folder))
    return read_word97(data) if converted is None else replace(read_docx(open_zip(converted)), format="doc")


def _program() -> Path | None:
    """LibreOffice itself and not the script that starts it: one process, so that it can be ended."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        return None
    script = Path(found).resolve()
    program = script.with_name("soffice.bin")
    return program if program.is_file() else script


def _converted(program: Path, data: bytes, folder: Path) -> bytes | None:
    """The file as docx, or None where LibreOffice can't read it (or asks for a password)."""
    source, result = folder / "file.doc", folder / "file.docx"
    source.write_bytes(data)
    _write_profile(folder / "profile" / "user")
    command = [
        str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir", str(folder), str(source)),
    ]
    environment = os.environ | {"HOME": str(folder), "TMPDIR": str(folder)}
    environment |= dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), _NOWHERE)
    try:
        for _ in range(2):
            done = subprocess.run(
                command,
                timeout=limits().conversion_seconds,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                env=environment,
                cwd=folder,
            )
            if done.returncode != _RESTART:
                break
        return result.read_bytes()
    except subprocess.TimeoutExpired as error:
        raise ReadError("timeout", "LibreOffice took too long with the file.") from error
    except OSError:
        return None


def _write_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" '
        f'oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
