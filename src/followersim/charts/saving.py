"""Writing a chart as PNG and SVG: whole or not at all, and the same bytes for the same chart."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import followersim
from followersim.charts import theme

if TYPE_CHECKING:
    from followersim.charts.page import Chart

_READABLE_BY_ALL = 0o666


def _writable(text: str) -> str:
    """Return text that a file can hold: a name may have half a character in it, which none can."""
    return text.encode("utf-8", "replace").decode("utf-8")


def png_bytes(chart: Chart) -> bytes:
    """Return a chart as PNG, 1920 x 1080 pixels, with finding and alternative text in its metadata."""
    metadata = {
        "Title": _writable(chart.heading),
        "Description": _writable(chart.alt_text),
        "Software": f"followersim {followersim.__version__}",
    }
    buffer = io.BytesIO()
    with theme.style(chart.look):
        chart.savefig(buffer, format="png", metadata=metadata)
    return buffer.getvalue()


def svg_bytes(chart: Chart) -> bytes:
    """Return a chart as SVG with title and description for screen readers."""
    buffer = io.BytesIO()
    with theme.style(chart.look):
        chart.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    head, opening, rest = buffer.getvalue().decode("utf-8").partition("<svg ")
    attributes, end, body = rest.partition(">")
    described = (
        f'role="img" aria-labelledby="chart-title chart-description" {attributes}{end}\n'
        f' <title id="chart-title">{escape(_writable(chart.heading))}</title>\n'
        f' <desc id="chart-description">{escape(_writable(chart.alt_text))}</desc>'
    )
    return f"{head}{opening}{described}{body}".encode()


def save(chart: Chart, path: Path) -> list[Path]:
    """Write ``path`` + ".png" and ``path`` + ".svg" and return both paths; OSError when that is not possible.

    Each file appears whole or not at all; an older one is replaced.
    """
    path = Path(path)
    written = []
    for suffix, content in ((".png", png_bytes(chart)), (".svg", svg_bytes(chart))):
        target = path.with_name(path.name + suffix)
        _write_whole(target, content)
        written.append(target)
    return written


def _write_whole(target: Path, content: bytes) -> None:
    """Write a file next to its place and move it there; nothing is left behind when that fails."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            # a temporary file is private; a result is as readable as the user's other files
            mask = os.umask(0)
            os.umask(mask)
            os.fchmod(file.fileno(), _READABLE_BY_ALL & ~mask)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
