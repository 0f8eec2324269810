"""Pages of a PDF as pictures, as a scanner or a phone would take them. Needs the extra `ocr`."""

from __future__ import annotations

import io
from typing import Literal, get_args

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

Condition = Literal["clean", "turned", "grey", "turned grey"]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)
_DPI = 200


def as_pictures(data: bytes, condition: Condition = "clean", seed: int = 0) -> list[Image.Image]:
    """The pages; turned by up to 1.5 degrees, or on noisy grey paper."""
    with pdfium.PdfDocument(data) as pdf:
        pages = [page.render(scale=_DPI / 72).to_pil().convert("RGB") for page in pdf]
    return [_taken(page, condition, np.random.default_rng(seed + number)) for number, page in enumerate(pages)]


def _taken(page: Image.Image, condition: Condition, chance: np.random.Generator) -> Image.Image:
    if "turned" in condition:
        angle = chance.uniform(-1.5, 1.5)
        page = page.rotate(angle, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    if "grey" in condition:
        paper = np.asarray(page).astype(float) * 0.8 + 25
        page = Image.fromarray((paper + chance.normal(0, 8, paper.shape)).clip(0, 255).astype(np.uint8))
    return page


def saved(pages: list[Image.Image]) -> bytes:
    """The pages as one file."""
    buffer = io.BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:], compression="jpeg", quality=85)
    return buffer.getvalue()


def has_chinese_font() -> bool:
    """Whether the system has a font to render with: else a page stays white."""
    from tests.report_files import as_pdf

    (page,) = as_pictures(as_pdf(["政府信息公开工作年度报告"]))
    return bool(np.asarray(page.convert("L")).min() < 128)
