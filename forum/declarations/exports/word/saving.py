"""Writing a Word document so that the same content gives the same bytes."""

import io
import zipfile
from typing import Any


def saved(document: Any) -> bytes:
    """The library would write the time of day into every part."""
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as found, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in found.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, found.read(name))
    return out.getvalue()
