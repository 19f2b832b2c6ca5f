"""A button that renders the parameters of a panel into an edition, for download.

It runs the command that the panel prints, as a program of its own: what a reader gets is what the
command line gives. One edition at a time is rendered per reader and per machine; a click while one
is under way puts the newest wish in line.
"""

import asyncio
import base64
import html
import io
import shlex
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from helpers.sections.explore.panel import Panel
from helpers.sections.explore.reproduce import command

NAME = "edition"
PARTS = {"this section": True, "the whole report": False}
TAIL = 12
"""Lines of the command's own words that are shown when it fails."""


class RenderBox(widgets.VBox):  # type: ignore[misc]
    """Renders what a panel shows into HTML and PDF and offers it for download.

    Attributes:
        line: the command under way or last run.
        link: where the download appears.
    """

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._waiting = ""
        self._task: asyncio.Task[None] | None = None
        self.line = ""
        self.part = widgets.Dropdown(description="Render", options=list(PARTS))
        self.button = widgets.Button(description="Render an edition", button_style="primary")
        self.state, self.link = widgets.HTML(), widgets.HTML()
        self.button.on_click(self.clicked)
        super().__init__([widgets.HBox([self.part, self.button]), self.state, self.link])

    def clicked(self, _: Any = None) -> None:
        """Render now, or next if an edition is under way."""
        section = self._panel.section if PARTS[self.part.value] else ""
        self._waiting = command(self._panel.parameters, section)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._work())
        else:
            self._say("In line: it starts when the edition under way is done.")

    async def _work(self) -> None:
        while self._waiting:
            self.line, self._waiting = self._waiting, ""
            self.link.value = ""
            folder = Path(tempfile.mkdtemp(prefix="treaty-app-"))
            try:
                await self._render(folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    async def _render(self, folder: Path) -> None:
        words = [*shlex.split(self.line)[1:], "--out", str(folder), "--name", NAME]
        self._say("Starting")
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "helpers.publish.queue", *words,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said: list[str] = []
        try:
            assert process.stdout is not None
            async for line in process.stdout:
                said.append(line.decode("utf-8", "replace").strip())
                self._say(said[-1])
            code = await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
        if code:
            last = "\n".join(said[-TAIL:])
            self._say(f"The edition could not be rendered (exit code {code}): {last}", "alert")
            return
        edition = folder / NAME
        self.link.value = download(edition, "treaty-report.zip")
        self._say(f"Done: {sum(1 for f in edition.rglob('*') if f.is_file())} files.")

    def _say(self, text: str, role: str = "status") -> None:
        shown = html.escape(text).replace("\n", "<br>")
        self.state.value = f'<p class="treaty" role="{role}">{shown}</p>'


def download(folder: Path, name: str) -> str:
    """Return a link that holds the files of a folder as a zip: no address of a server is needed.

    The page, the PDF and the claims can also be had one by one.
    """
    archive = io.BytesIO()
    files = sorted(f for f in folder.rglob("*") if f.is_file())
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in files:
            zipped.write(file, str(file.relative_to(folder)))
    links = [_link("all as " + name, name, "application/zip", archive.getvalue())]
    kinds = {"report.pdf": "application/pdf", "claims.json": "application/json"}
    links += [
        _link(file, file, kind, (folder / file).read_bytes())
        for file, kind in kinds.items()
        if (folder / file).exists()
    ]
    return f'<p class="treaty">Download: {", ".join(links)}</p>'


def _link(words: str, name: str, kind: str, content: bytes) -> str:
    data = base64.b64encode(content).decode()
    return f'<a download="{name}" href="data:{kind};base64,{data}">{html.escape(words)}</a>'
