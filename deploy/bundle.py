"""Pack the server as an MCP bundle that clients install with a click.

    python -m deploy.bundle [FOLDER]

The bundle is a zip of the program's source with its manifest; `uv`, which the client brings, fetches what it needs.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
_PACKAGES = ("cli", "core", "store", "bot", "server")
_FILES = ("gongkai.py", "pyproject.toml", "README.md", "LICENSE")
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The same files make the same bundle."""


def bundle(folder: Path) -> Path:
    """Write gongkai.mcpb into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "gongkai.mcpb"
    files = [ROOT / name for name in _FILES]
    files += [file for package in _PACKAGES for file in sorted((ROOT / package).rglob("*")) if _belongs(file)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        _add(packed, ROOT / "deploy" / "manifest.json", "manifest.json")
        for file in files:
            _add(packed, file, file.relative_to(ROOT).as_posix())
    return path


def _belongs(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts


def _add(packed: zipfile.ZipFile, file: Path, name: str) -> None:
    about = zipfile.ZipInfo(name, _WHEN)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = 0o644 << 16
    packed.writestr(about, file.read_bytes())


if __name__ == "__main__":
    print(bundle(Path(sys.argv[1] if len(sys.argv) > 1 else "dist")))
