"""A program of its own: a PDF or a picture on stdin, the lines seen on its pages as JSON on stdout.

PDFium, the picture decoders and the networks read what strangers send; here they can crash, hang or fill their memory
without taking the service with them.  Run by `corpus.readers.scan` as a file, so it imports nothing of ours.  Its
models lie in the package rapidocr: their paths are given, so that none is ever looked for on the net.
"""

import json
import os
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, cast

import numpy
import pypdfium2  # pyright: ignore[reportMissingTypeStubs]  # there are none
from PIL import Image, ImageOps

try:
    import resource
except ImportError:  # Windows has no such limits; the time-out of the caller holds there
    resource = None

# The untyped edge: handles, images and arrays are Any from here to the end of this file.
PDFIUM, NUMPY, PICTURE = cast(Any, pypdfium2), cast(Any, numpy), cast(Any, Image)

MEMORY_BYTES_LIMIT = 6 * 1024**3  # of addresses; two readers side by side take 3 GB of them, 1 GB of memory
PICTURE_PIXELS_LIMIT = 120_000_000  # an A3 page at 600 dpi has 70 million
DOTS_PER_POINT = 200 / 72  # finer than 200 dpi reads no better and takes longer
SHORT_SIDE, LONG_SIDE = 2_500, 40_000  # pixels that are looked at; 300 dpi on A4, and a screen shot of 20 pages
BAND_SHARE = 1.6  # a strip longer than this many of its widths is read in bands
CUT_SHARE = 0.25  # of a band's foot, where a cut between two lines is looked for
COARSE, FINE = 960, 1_920  # pixels of the long side when lines are looked for
SMALL_LINE = 11  # pixels: lines lower than this in the coarse look are looked for again, finer
UPRIGHT_SCORE = 0.75  # a page whose lines are read with less certainty may stand on its head
PICTURE_SHARE, PICTURE_DEPTH, PICTURES_LIMIT = 0.4, 4, 1_000  # of a page that is a picture; nested drawings looked into
READERS = 2  # pages read side by side, each on one core: twice as fast as one page on two

# A piece: its words, how sure, the corners of its box (from top left, clockwise), the middle of each letter.
Piece = tuple[str, float, list[list[float]], list[float]]
pdfium_lock = threading.Lock()  # PDFium is not made for threads
own = threading.local()


def main() -> None:
    """Read one file: `{"pages": [{"size": [width, height], "pieces": [Piece, …]}, …]}` or `{"error": …}`.

    Arguments: pdf or picture, how many pages at most, seconds at most, the pages (from 0; none: all of them; with `?`
    behind it only where a picture covers much of the page).
    """
    kind, limit, seconds, *numbers = sys.argv[1:]
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES_LIMIT, MEMORY_BYTES_LIMIT))
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) * READERS, int(seconds) * READERS))
    warnings.simplefilter("ignore")
    out = os.dup(1)
    os.dup2(2, 1)  # what the libraries print must not come between
    try:
        content = sys.stdin.buffer.read()
        source: _Pdf | _Frames = _Pdf(content) if kind == "pdf" else _Frames(content)
        answer: dict[str, object] = {"pages": _read(source, numbers, int(limit))}
    except (
        PDFIUM.PdfiumError,
        PICTURE.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
    ) as broken:
        answer = {"error": str(broken) or type(broken).__name__}
    with os.fdopen(out, "wb") as stream:
        stream.write(json.dumps(answer).encode("ascii"))


class _Pdf:
    """The pages of a PDF, drawn."""

    def __init__(self, content: bytes) -> None:
        self.document = PDFIUM.PdfDocument(content)

    def __len__(self) -> int:
        return len(self.document)

    def image(self, name: str) -> Any:
        with pdfium_lock:
            page = self.document[int(name.rstrip("?"))]
            if name.endswith("?") and not self._is_pictured(page):
                return None
            short, long = sorted(page.get_size())
            scale = min(DOTS_PER_POINT, SHORT_SIDE / max(short, 1), LONG_SIDE / max(long, 1))
            drawn = page.render(scale=scale).to_pil().convert("RGB")
            page.close()
        return drawn

    @staticmethod
    def _is_pictured(page: Any) -> bool:
        width, height = page.get_size()
        pictures = page.get_objects(filter=[PDFIUM.raw.FPDF_PAGEOBJ_IMAGE], max_depth=PICTURE_DEPTH)
        boxes = [one.get_bounds() for one in islice(pictures, PICTURES_LIMIT)]
        return sum((right - left) * (top - foot) for left, foot, right, top in boxes) > PICTURE_SHARE * width * height


class _Frames:
    """The pages of a picture: one, or those of a TIFF."""

    def __init__(self, content: bytes) -> None:
        PICTURE.MAX_IMAGE_PIXELS = None  # ours is checked below
        self.picture = PICTURE.open(BytesIO(content), formats=("PNG", "JPEG", "TIFF", "BMP", "WEBP"))

    def __len__(self) -> int:
        return int(getattr(self.picture, "n_frames", 1)) if self.picture.format == "TIFF" else 1

    def image(self, name: str) -> Any:
        with pdfium_lock:
            self.picture.seek(int(name))
            width, height = self.picture.size
            if width * height > PICTURE_PIXELS_LIMIT:
                raise ValueError(f"it has {width * height:,} pixels, more than {PICTURE_PIXELS_LIMIT:,}")
            image = cast(Any, ImageOps).exif_transpose(_on_white(self.picture))
        scale = min(1.0, SHORT_SIDE / min(image.size), LONG_SIDE / max(image.size))
        return image if scale == 1 else image.resize([max(1, round(side * scale)) for side in image.size])


def _on_white(picture: Any) -> Any:
    """Return a frame in plain colours, what is transparent on white."""
    if picture.mode.startswith(("I", "F")):  # 16 bits of grey
        grey = NUMPY.asarray(picture, dtype="float32")
        return PICTURE.fromarray((grey * (255 / max(float(grey.max(initial=1)), 1))).astype("uint8")).convert("RGB")
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        return PICTURE.alpha_composite(PICTURE.new("RGBA", clear.size, "white"), clear).convert("RGB")
    return picture.convert("RGB")


def _read(source: _Pdf | _Frames, names: Sequence[str], limit: int) -> list[dict[str, object]]:
    wanted = list(names) or [str(number) for number in range(len(source))]
    if len(wanted) > limit:
        raise ValueError(f"it has {len(wanted):,} pages without text, more than {limit:,}")

    def page(name: str) -> dict[str, object]:
        return _page(source.image(name))

    with ThreadPoolExecutor(min(READERS, os.cpu_count() or 1, len(wanted) // 2 + 1)) as readers:
        return list(readers.map(page, wanted))


def _page(image: Any) -> dict[str, object]:
    """Read a page upright, whichever way it lies; an empty one is not read."""
    if image is None or all(low == high for low, high in image.getextrema()):
        return {"size": list(image.size) if image else [0, 0], "pieces": []}
    pieces = list(_pieces(image))
    if pieces and _lies(pieces):
        ways = (image.rotate(angle, expand=True) for angle in (90, 180, 270))
        read = [(image, pieces), *((turned, list(_pieces(turned))) for turned in ways)]
        image, pieces = max(
            read, key=lambda way: sum(score * len(text) for text, score, box, _ in way[1] if not _is_tall(box))
        )
    return {"size": list(image.size), "pieces": pieces}


def _lies(pieces: Sequence[Piece]) -> bool:
    letters = sum(len(text) for text, *_ in pieces)
    tall = sum(len(text) for text, _, box, _ in pieces if _is_tall(box))
    return tall * 2 > letters or sum(score * len(text) for text, score, *_ in pieces) < UPRIGHT_SCORE * letters


def _is_tall(box: list[list[float]]) -> bool:
    return _side(box, 1) > 1.5 * _side(box, 0)


def _side(box: list[list[float]], axis: int) -> float:
    return max(corner[axis] for corner in box) - min(corner[axis] for corner in box)


def _pieces(image: Any) -> Iterator[Piece]:
    """Yield the pieces of lines, band by band where the image is a long strip."""
    pixels = NUMPY.ascontiguousarray(NUMPY.asarray(image)[:, :, ::-1])
    for top, foot in _bands(pixels):
        band = pixels[top:foot]
        found = _seen(band, COARSE)
        long = max(band.shape[:2])
        if long > COARSE and found and _low(found) * COARSE / long < SMALL_LINE:
            found = _seen(band, FINE)
        for text, score, box, middles in found:
            yield text, score, [[x, y + top] for x, y in box], middles


def _bands(pixels: Any) -> Iterator[tuple[int, int]]:
    """Cut a strip where the row of pixels is most even: between two lines."""
    height, width = pixels.shape[:2]
    whole, top = max(int(BAND_SHARE * width), 200), 0
    while height - top > whole:
        first = top + int(whole * (1 - CUT_SHARE))
        uneven = pixels[first : top + whole].std(axis=(1, 2))
        foot = first + int(NUMPY.flatnonzero(uneven <= uneven.min())[-1])
        yield top, foot
        top = foot
    yield top, height


def _low(pieces: Sequence[Piece]) -> float:
    heights = sorted(min(_side(box, 0), _side(box, 1)) for _, _, box, _ in pieces)
    return heights[len(heights) // 4]


def _seen(pixels: Any, side: int) -> list[Piece]:
    found: Any = _reader(side)(pixels)
    if found.boxes is None or not found.txts:
        return []
    known = found.word_results if len(found.word_results or ()) == len(found.txts) else [()] * len(found.txts)
    return [
        (text, float(score), [[float(x), float(y)] for x, y in box], _middles(text, letters))
        for box, text, score, letters in zip(found.boxes, found.txts, found.scores, known, strict=True)
    ]


def _middles(text: str, letters: Sequence[tuple[str, float, Any]]) -> list[float]:
    """Return where the middle of each letter of `text` is, blanks left out; [] where the reader lost count."""
    if "".join(letter for letter, _, _ in letters) != "".join(text.split()):
        return []
    return [sum(float(x) for x, _ in box) / len(box) for _, _, box in letters]


def _reader(side: int) -> Any:
    """Return this thread's reader, lines being looked for with `side` pixels on the long side."""
    import rapidocr  # pyright: ignore[reportMissingTypeStubs]  # takes 2 s: only where there is something to read

    eye = cast(Any, rapidocr)
    readers: dict[int, Any] = own.__dict__.setdefault("readers", {})
    if side not in readers:
        models = Path(str(eye.__file__)).parent / "models"
        readers[side] = eye.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,  # turned pages are turned as a whole
                "Global.text_score": 0.0,  # who reads the answer decides
                "Global.max_side_len": LONG_SIDE,
                "Global.return_word_box": True,
                "Global.return_single_char_box": True,
                "Det.limit_type": "max",
                "Det.limit_side_len": side,
                "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
                "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )
    return readers[side]


if __name__ == "__main__":
    main()
