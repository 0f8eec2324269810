"""What an installation without extras, or without LibreOffice, says."""

from __future__ import annotations

import subprocess
import sys

import pytest

from core.document import read
from core.errors import ReadError
from tests.sample_files import word97_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

WITHOUT = """
import sys
sys.modules[{module!r}] = None
from core.document import read
from core.errors import ReadError
try:
    read({data!r})
except ReadError as error:
    print(error.code, error.message)
"""


@pytest.mark.parametrize(
    ("module", "data", "extra"),
    [
        ("pypdfium2", b"%PDF-1.7\n", "gongkai[pdf]"),
        ("python_calamine", OLE + "Workbook".encode("utf-16-le"), "gongkai[office]"),
        ("rapidocr", b"\x89PNG\r\n\x1a\n", "gongkai[ocr]"),
        ("cv2", b"\xff\xd8\xff\xe0", "gongkai[ocr]"),
        ("pi_heif", b"\0\0\0\x18ftypheic" + b"\0" * 99, "gongkai[ocr]"),
    ],
)
def test_a_missing_extra_is_named(module: str, data: bytes, extra: str) -> None:
    program = WITHOUT.format(module=module, data=data)
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.startswith("unsupported ")
    assert extra in said


def test_base_formats_import_no_extra() -> None:
    program = (
        "import sys; from core.document import read; read('收到申请12件'.encode()); read('<p>收到申请12件</p>'.encode());"
        "print(sorted({'pypdfium2', 'python_calamine', 'rapidocr', 'cv2', 'numpy', 'PIL', 'pi_heif'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_very_old_word_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    data = bytearray(word97_file())
    version = data.index(b"\xec\xa5") + 2
    data[version : version + 2] = b"\x65\0"
    with pytest.raises(ReadError) as caught:
        read(bytes(data), "a.wps")
    assert caught.value.code == "unsupported"
    assert "LibreOffice" in caught.value.message
