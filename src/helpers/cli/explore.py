"""Open the exploring notebook in JupyterLab, or serve it as an app."""

import importlib.util
import os
import sys
from pathlib import Path

from helpers.cli.choices import BadInputError
from helpers.publish.jobs import REPOSITORY
from helpers.publish.surroundings import FURTHER
from helpers.publish.warm import NAME

NOTEBOOK = Path("notebooks/explore.ipynb")
TEMPLATES = Path(__file__).resolve().parents[1] / "publish/templates"
"""Where Voila finds our template: a folder with voila/templates/."""

EXPLORING = "helpers.sections.explore.warm"
LOOPBACK = "127.0.0.1"
WARM = f"--KernelProvisionerFactory.default_provisioner_name={NAME}"
QUIET = (
    "--LabApp.news_url=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)
"""Nothing is asked of the network: no news, no updates, no list of extensions."""

CULL_SECONDS, CULL_LOOK_SECONDS = 600, 60
"""A kernel whose reader has gone is ended after so long; one with an open page is spared."""

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss: data:; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)
"""Nothing from elsewhere and no eval; Voila writes its own scripts and styles into the page."""


def lab_arguments(port: int, browser: bool, further: list[str]) -> list[str]:
    """Return the command that opens the notebook in JupyterLab: loopback, token, warm kernels."""
    words = [sys.executable, "-m", "jupyterlab", str(REPOSITORY / NOTEBOOK)]
    words += [f"--ServerApp.ip={LOOPBACK}", WARM, *QUIET]
    words += [f"--ServerApp.port={port}"] if port else []
    return words + ([] if browser else ["--no-browser"]) + further


def app_arguments(port: int, browser: bool, further: list[str]) -> list[str]:
    """Return the command that serves the notebook as an app on loopback.

    Raises:
        BadInputError: if Voila is not installed.
    """
    if importlib.util.find_spec("voila") is None:
        raise BadInputError(
            "--app: Voila is not installed. Install it with"
            " pip install -c constraints.txt -e '.[app]'"
        )
    settings = {
        "Voila.ip": LOOPBACK,
        "Voila.tornado_settings": repr({"headers": {"Content-Security-Policy": POLICY}}),
        "VoilaConfiguration.template": "treaty",
        "VoilaConfiguration.theme": "light",
        "VoilaConfiguration.allow_template_override": "NO",
        "VoilaConfiguration.allow_theme_override": "NO",
        "VoilaConfiguration.show_tracebacks": "False",
        "MappingKernelManager.cull_idle_timeout": str(CULL_SECONDS),
        "MappingKernelManager.cull_interval": str(CULL_LOOK_SECONDS),
        "KernelProvisionerFactory.default_provisioner_name": NAME,
    }
    words = [sys.executable, "-m", "voila", str(REPOSITORY / NOTEBOOK)]
    words += [f"--{name}={value}" for name, value in settings.items()]
    words += [f"--port={port}"] if port else []
    return words + ([] if browser else ["--no-browser"]) + further


def explore(app: bool, port: int, browser: bool, further: list[str]) -> int:
    """Become the server and return only if it cannot be started.

    Args:
        app: whether the app is served rather than JupyterLab opened.
        port: on loopback; a free one if 0.
        browser: whether a browser is opened.
        further: options that are handed on as they are.
    """
    words = (app_arguments if app else lab_arguments)(port, browser, further)
    known = os.environ.get("JUPYTER_PATH", "")
    os.environ[FURTHER] = EXPLORING
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(TEMPLATES), known]))
    sys.stdout.flush()
    os.execv(words[0], words)
