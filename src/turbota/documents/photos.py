"""Photos of documents: opened with care, turned upright, written without metadata."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from turbota.documents.resolution import REQUIRED_DPI, dpi_on_a4
from turbota.documents.uploads import refuse

LARGEST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
_BASE_QUALITY = 94


@dataclass(frozen=True)
class Photo:
    """A photo upright, without metadata, at most 300 dpi of A4; kept as JPEG of high quality."""

    jpeg: bytes
    width: int
    height: int
    pages: int = 1

    @property
    def dpi(self) -> int:
        """Dots per inch of an A4 sheet that fills the photo."""
        return dpi_on_a4(self.width, self.height)

    def written(self, *, dpi: int, quality: int) -> tuple[bytes, int]:
        """The photo as JPEG at most so dense, never enlarged, and the resolution it has now."""
        with Image.open(io.BytesIO(self.jpeg)) as image:
            smaller = _at_most(image, dpi)
            return _jpeg(smaller, quality), dpi_on_a4(*smaller.size)


def open_photo(content: bytes, name: str) -> Photo:
    """The photo ready for a page. Raises Refused: file_bomb, file_broken (`name` is from
    `uploads.called`)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # damaged EXIF is no news, and the size is checked below
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                if image.width * image.height > LARGEST_PIXELS:
                    raise refuse("file_bomb", name)
                upright = _flat(ImageOps.exif_transpose(image))
    except (Image.DecompressionBombError, MemoryError):
        raise refuse("file_bomb", name) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError):
        raise refuse("file_broken", name) from None
    ready = _at_most(upright, REQUIRED_DPI)
    return Photo(_jpeg(ready, _BASE_QUALITY), ready.width, ready.height)


def _flat(image: Image.Image) -> Image.Image:
    """Grey or RGB on white: what was transparent becomes paper."""
    if image.mode in ("L", "RGB"):
        return image
    if image.mode in ("1", "I;16", "I"):
        return image.convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return image.convert("RGB")


def _at_most(image: Image.Image, dpi: int) -> Image.Image:
    now = dpi_on_a4(*image.size)
    if now <= dpi:
        return image
    share = (dpi + 0.5) / now
    return image.resize((round(image.width * share), round(image.height * share)), Image.Resampling.LANCZOS)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    """Only pixels are written: a fresh image carries no EXIF, no XMP, no profile."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    kept = io.BytesIO()
    bare.save(kept, format="JPEG", quality=quality, optimize=True)
    return kept.getvalue()
