"""Files from outside: judged by their first bytes; pictures are painted anew, so that nothing hidden in them is kept."""

import hashlib
import re
import threading
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from forum.kit.i18n import _
from forum.kit.verdict import Refused, refuse

MOST_PICTURE_BYTES = 12 * 1024 * 1024
MOST_PDF_BYTES = 14 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE, SMALL_SIDE = 1600, 640
KINDS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "pdf": "PDF"}
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "PDF": "application/pdf"}
PAINT: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 84, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80},
}
# One picture at a time: the memory that it takes unpacked is known, whatever many people send at once.
_painting = threading.Lock()


@dataclass(frozen=True)
class File:
    """A file as it is kept: pictures in two sizes, without anything but their pixels."""

    kind: str  # image | pdf
    name: str
    media_type: str
    content: bytes
    small: bytes = b""
    width: int | None = None
    height: int | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def take(name: str, content: bytes) -> File:
    """The file if it is what its name says and may come in. Raises Refused with the sentence."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    kind = KINDS.get(ending)
    if kind is None:
        raise _no(_("Files of this kind are not taken."), _("Send pictures as JPEG, PNG or WebP, and documents as PDF."))
    if not content:
        raise _no(_("This file is empty."), _("Choose it again."))
    if found_kind(content) != kind:
        raise _no(_("This file is not what its name says."), _("Save it again in its own format and send that."))
    name = clean_name(name)
    return _document(name, content) if kind == "PDF" else _picture(name, content, kind)


def found_kind(content: bytes) -> str | None:
    """What the first bytes say."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    return "PDF" if re.match(rb"%PDF-[12]\.\d", content) else None


def clean_name(name: str) -> str:
    """A name that is only a name: no folders, controls, marks that turn the direction, or dots in front."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*')
    stem, _dot, ending = kept.strip(" .").rpartition(".")
    return f"{stem.strip(' .')[:80] or 'file'}.{ending.lower()}"


def _document(name: str, content: bytes) -> File:
    if len(content) > MOST_PDF_BYTES:
        raise _no(_("This document is larger than 14 MB."), _("Save it with smaller pictures and send that."))
    if b"%%EOF" not in content[-2048:]:
        raise _no(_("This document ends in the middle."), _("Save it again and send the whole file."))
    return File("pdf", name, TYPES["PDF"], content)


def _picture(name: str, content: bytes, kind: str) -> File:
    if len(content) > MOST_PICTURE_BYTES:
        raise _no(_("This picture is larger than 12 MB."), _("Save it smaller and send that."))
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # it would only warn; the limit below refuses, before anything is unpacked
    try:
        with _painting, Image.open(BytesIO(content), formats=[kind]) as source:
            if source.width * source.height > MOST_PIXELS:
                raise _no(_("This picture has more than 40 million pixels."), _("Save it smaller and send that."))
            if kind == "JPEG":
                source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            source.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            large = _pixels(ImageOps.exif_transpose(source), kind)
            small = large.copy()
            small.thumbnail((SMALL_SIDE, SMALL_SIDE))
            return File(
                "image", name, TYPES[kind], _painted(large, kind), _painted(small, "WEBP"), large.width, large.height
            )
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise _no(
            _("This picture cannot be read; it may be damaged."), _("Open it, save it again and send that.")
        ) from error


def _pixels(image: Any, kind: str) -> Any:
    """The pixels alone: a new picture that no chunk, profile or remark of the old one gets into."""
    from PIL import Image

    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    image = image.convert("RGBA" if clear and kind != "JPEG" else "RGB")
    fresh = Image.new(image.mode, image.size)
    fresh.paste(image)
    return fresh


def _painted(image: Any, kind: str) -> bytes:
    target = BytesIO()
    image.save(target, kind, **PAINT[kind])
    return target.getvalue()


def _no(sentence: str, remedy: str) -> Refused:
    return Refused(refuse(sentence, remedy))
