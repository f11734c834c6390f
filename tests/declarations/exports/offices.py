"""LibreOffice without a window: what an office program makes of a file."""

import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.services import missing


@functools.lru_cache
def profile():
    """Its own settings, so that it does not meet another one that runs."""
    return tempfile.mkdtemp(prefix="forum-office-")


def converted(folder, name, data, wanted):
    """The bytes of the file in another format, such as txt:Text or pdf."""
    program = shutil.which("soffice")
    if not program:
        missing("LibreOffice")
    source = Path(folder) / name
    source.write_bytes(data)
    command = [program, "--headless", f"-env:UserInstallation=file://{profile()}", "--convert-to", wanted]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=180)
    return source.with_suffix(f".{wanted.partition(':')[0]}").read_bytes()
