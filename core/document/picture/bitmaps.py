"""Files of pictures unpacked to bitmaps, a page each."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

import numpy as np
import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from core.document.limits import limits
from core.document.picture.upright import Pixels
from core.errors import ReadError
from core.work.progress import at_page

_FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF", "AVIF")


def bitmaps(data: bytes) -> Iterator[Pixels]:
    """The pages of a picture file in red, green and blue, turned as the camera says.

    Raises ReadError: too_large, unsupported or unreadable.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = _opened(data)
        # The second picture of a photo in two (MPO) is no page: it tells depth or brightness.
        count = 1 if picture.format in ("MPO", "HEIF") else getattr(picture, "n_frames", 1)
        if count > limits().pages:
            raise ReadError("too_large", f"The file holds more than {limits().pages} pictures.")
        for index in range(count):
            if count > 1:
                at_page(index + 1, count)
            picture.seek(index)
            if picture.width * picture.height > limits().pixels:
                raise _too_many_pixels()
            yield np.asarray(_flattened(ImageOps.exif_transpose(picture)), dtype=np.uint8)
    except UnidentifiedImageError as error:
        raise ReadError(
            "unsupported", "Of pictures png, jpg, webp, heic, avif, bmp, tiff and gif are read, and this is none."
        ) from error
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError, LookupError) as error:
        raise ReadError("unreadable", "The picture is damaged.") from error


def _too_many_pixels() -> ReadError:
    return ReadError("too_large", f"The picture has more than {limits().pixels:,} pixels.")


def _opened(data: bytes) -> Image.Image:
    """The picture, its pixels not yet unpacked; a photo of a phone (HEIC) by the library for these."""
    if not pi_heif.is_supported(data[:64]):
        return Image.open(io.BytesIO(data), formats=_FORMATS)
    heif = pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)
    if heif.size[0] * heif.size[1] > limits().pixels:
        raise _too_many_pixels()
    picture: Image.Image = heif.to_pillow()
    picture.format = "HEIF"
    return picture


def _flattened(picture: Image.Image) -> Image.Image:
    """The picture in plain colours, on white where it was transparent."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
    return picture.convert("RGB")
