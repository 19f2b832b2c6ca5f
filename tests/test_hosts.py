"""Hosts that open the repository in one click: their files are read, and carried out here.

The build takes the libraries that these tests run with, so that pip has only to hold them to
constraints.txt and to install the report itself. That the same tree can be had from nothing is what
`make test` shows by its first step, which is held equal to Binder's. TREATY_BUILD_HOSTS=1 starts
from an empty environment here too, as `make hosts` does.
"""

import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BINDER, CONTAINER = ROOT / ".binder", ROOT / ".devcontainer"
FILES = sorted(p for folder in (BINDER, CONTAINER) for p in folder.iterdir())
FROM_NOTHING = os.environ.get("TREATY_BUILD_HOSTS") == "1"
UNREACHED = (
    "NewConnectionError",
    "NameResolutionError",
    "No matching distribution found for setup",
)
ADDRESS = re.compile(r"\w+://|index-url|find-links|trusted-host|\b[\w-]+\.(?:com|org|io|net)\b")


def bare(text: str) -> str:
    """Return the text without its lines of comment."""
    return "\n".join(line for line in text.splitlines() if not re.match(r"\s*(#|//)", line))


def container() -> dict:
    """Return the settings of the development container."""
    return json.loads(bare((CONTAINER / "devcontainer.json").read_text("utf-8")))


def least_python() -> str:
    """Return the oldest Python that the project takes, such as 3.11."""
    return re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())[1]


def requirements() -> list[str]:
    """Return the lines that Binder hands to pip."""
    return bare((BINDER / "requirements.txt").read_text("utf-8")).split("\n")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_hosts_file_holds_no_address_and_no_path_of_one_machine(path):
    text = path.read_text("utf-8").replace("#!/usr/bin/env bash", "").replace("/bin/bash", "")
    assert not ADDRESS.search(text)
    assert not re.search(r"(?<![\w.}])/(?:home|root|srv|usr|opt|tmp|work|workspaces)\b", text)


def test_hosts_take_the_python_that_the_project_starts_from():
    assert (BINDER / "runtime.txt").read_text("utf-8").strip() == f"python-{least_python()}"
    dockerfile = CONTAINER / container()["build"]["dockerfile"]
    assert re.findall(r"^FROM (\S+)", dockerfile.read_text("utf-8"), re.M) == [
        f"python:{least_python()}"
    ]


def test_binder_installs_what_make_installs():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "install --quiet --disable-pip-version-check --no-compile -c constraints.txt" in makefile
    assert "\t$(INSTALL) -e .\n" in makefile
    assert requirements() == ["-c ../constraints.txt", "-e ."]
    assert (BINDER / "../constraints.txt").resolve() == ROOT / "constraints.txt"
    kernel = re.search(r"--sys-prefix --name treaty (\S+)", (BINDER / "postBuild").read_text())
    assert kernel and kernel[0] in makefile
    assert (ROOT / kernel[1] / "kernel.json").is_file()


def test_binders_last_step_can_be_run():
    assert os.access(BINDER / "postBuild", os.X_OK)


def test_the_container_runs_a_target_that_installs_and_opens_files_that_exist():
    settings = container()
    target = re.fullmatch(r"make ([\w-]+)", settings["postCreateCommand"])[1]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(rf"^{target}: \$\(VENV\)/\.install\b", makefile, re.M)
    user = settings["remoteUser"]
    assert re.search(
        rf"^RUN useradd .*\b{user}$", (CONTAINER / "Dockerfile").read_text("utf-8"), re.M
    )
    for name in settings["customizations"]["codespaces"]["openFiles"]:
        assert (ROOT / name).is_file(), name
    python = settings["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"]
    assert python == "${containerWorkspaceFolder}/.venv/bin/python"
    assert "\nVENV := .venv\n" in makefile


def test_the_environment_is_built_from_binders_files_and_runs(tmp_path):
    checkout, venv = copied(tmp_path / "checkout"), environment(tmp_path / "venv")

    installed = step(
        checkout, venv, "python", "-m", "pip", "install", "-r", ".binder/requirements.txt"
    )
    if any(sign in installed.stderr for sign in UNREACHED) and not os.environ.get("CI"):
        pytest.skip("no package index is within reach")
    assert installed.returncode == 0, installed.stdout + installed.stderr
    built = step(checkout, venv, "./.binder/postBuild")
    assert built.returncode == 0, built.stdout + built.stderr

    verdict = step(checkout, venv, "treaty", "claims", "C4")
    assert verdict.returncode == 0, verdict.stderr
    assert "mutual-defence" in verdict.stdout
    whence = step(checkout, venv, "python", "-c", "import helpers; print(helpers.__file__)")
    assert Path(whence.stdout.strip()) == checkout / "src/helpers/__init__.py"
    listed = step(checkout, venv, "python", "-m", "jupyter_client.kernelspecapp", "list", "--json")
    kernel = json.loads(listed.stdout)["kernelspecs"]["treaty"]
    assert Path(kernel["resource_dir"]) == venv / "share/jupyter/kernels/treaty"


def copied(folder: Path) -> Path:
    """Copy what git knows or would add, and return the copy."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        source, target = ROOT / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
            target.chmod(source.stat().st_mode)
    return folder


def environment(folder: Path) -> Path:
    """Make an environment, empty or with the libraries at hand, and return its folder."""
    pip = [] if FROM_NOTHING else ["--without-pip"]
    subprocess.run([sys.executable, "-m", "venv", *pip, folder], check=True)
    if not FROM_NOTHING:
        library = next(folder.glob("lib/python*/site-packages"))
        (library / "at_hand.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def step(checkout: Path, venv: Path, *command: str) -> subprocess.CompletedProcess:
    """Run one step of a build as the host would: in the checkout, with its own Python first."""
    hidden = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "TREATY_DATA", "JUPYTER_PATH"}
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    env["PATH"] = f"{venv / 'bin'}{os.pathsep}{env['PATH']}"
    env |= {"COLUMNS": "200", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    found = str(checkout / command[0]) if "/" in command[0] else str(venv / "bin" / command[0])
    return subprocess.run(
        [found, *command[1:]], cwd=checkout, env=env, capture_output=True, text=True, timeout=540
    )
