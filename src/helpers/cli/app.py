"""The commands, thin: each reads its options, calls one function, and sets the exit code.

Imports of pandas, matplotlib and papermill wait inside the commands: a bad parameter is refused
before anything heavy is loaded or any kernel starts.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from helpers.cli.choices import BadInputError, read_assignments, read_choices
from helpers.parameters import ParameterError, report_settings

app = typer.Typer(
    name="treaty",
    help="The Moscow-Tehran treaty report: render it, list its parameters, print its verdicts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
data = typer.Typer(help="Look after the evidence base.", no_args_is_help=True)
app.add_typer(data, name="data")

Set = Annotated[
    list[str] | None,
    typer.Option("--set", help="A parameter as name=value; repeat for more. See `treaty params`."),
]
Preset = Annotated[str, typer.Option("--preset", help="A named set in data/presets.toml.")]
ParamsFile = Annotated[
    Path | None,
    typer.Option("--params", help="A TOML or YAML file of parameters."),
]


@app.command()
def report(
    section: Annotated[
        list[str] | None,
        typer.Option("--section", help="Only this section; repeat for more."),
    ] = None,
    assignments: Set = None,
    params_file: ParamsFile = None,
    preset: Preset = "",
    name: Annotated[str, typer.Option("--name", help="Name of the edition.")] = "",
    out: Annotated[Path, typer.Option("--out", help="Folder of editions.")] = Path("reports"),
    html: Annotated[bool, typer.Option("--html/--no-html", help="Write the pages.")] = True,
    pdf: Annotated[bool, typer.Option("--pdf/--no-pdf", help="Write report.pdf.")] = True,
    cell_seconds: Annotated[
        float, typer.Option("--cell-seconds", help="Longest time for one cell.", min=1)
    ] = 300,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Run every section, whatever the cache holds.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say per section what has changed since its last run.")
    ] = False,
) -> None:
    """Run the notebooks and render an edition: HTML pages, a PDF, claims.json, data.zip."""
    choices = read_choices(assignments or [], params_file, preset, section or [], name)
    from helpers.cli.standing import plan, warm_up

    wanted = plan(choices, name, out, formats=(html, pdf), fresh=fresh)
    if explain:
        typer.echo(wanted.explain())
    if told := wanted.unchanged():
        typer.echo(told)
        raise typer.Exit
    wanted.require_writable()
    warm_up(wanted)
    from helpers.publish.lean import lean_imports

    with lean_imports():
        from helpers.cli.editions import render

    raise typer.Exit(render(choices, wanted, formats=(html, pdf), cell_seconds=cell_seconds))


@app.command()
def params(
    section: Annotated[str, typer.Argument(help="A section; all if left out.")] = "",
) -> None:
    """List every parameter with type, default, allowed values and help."""
    from helpers.cli.listings import show_parameters

    show_parameters(section or None)


@app.command()
def claims(
    claim_id: Annotated[str, typer.Argument(help="A claim such as C4; all if left out.")] = "",
    assignments: Set = None,
    params_file: ParamsFile = None,
    preset: Preset = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the document claims.json.")
    ] = False,
) -> None:
    """Print the verdicts, or one claim with the findings behind it."""
    choices = read_choices(assignments or [], params_file, preset, [])
    from helpers.cli.listings import show_claims

    show_claims(choices.report, claim_id, as_json)


@app.command()
def compare(
    first: Annotated[str, typer.Argument(help="An edition's folder or name, or a day.")],
    second: Annotated[str, typer.Argument(help="What it is compared with: likewise.")],
    assignments: Set = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write it as a page too.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print what changed between two editions or days, claim by claim, and why."""
    from helpers.cli.compare import compare

    compare(first, second, assignments or [], html=html, as_json=as_json)


@app.command()
def models(
    name: Annotated[str, typer.Argument(help="A model such as corridors; all if left out.")] = "",
    assignments: Annotated[
        list[str] | None,
        typer.Option("--set", help="A knob of the model, or as_of, as name=value; repeatable."),
    ] = None,
    scenario: Annotated[
        str, typer.Option("--scenario", help="A case named in data/scenarios.toml.")
    ] = "base",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the what-if models, or one with its parameters, base case and result."""
    settings = read_assignments(assignments or [])
    day = {k: settings.pop(k) for k in ("as_of",) if k in settings}
    from helpers.cli.whatif import show_models

    show_models(report_settings(day), name, settings, scenario=scenario, as_json=as_json)


@app.command()
def indicators(
    indicator_id: Annotated[
        str, typer.Argument(help="An indicator such as I-K1; all if left out.")
    ] = "",
    assignments: Set = None,
    params_file: ParamsFile = None,
    preset: Preset = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the indicators: series, rule, value, interval, effect on the verdicts."""
    choices = read_choices(assignments or [], params_file, preset, [])
    from helpers.cli.whatif import show_indicators

    show_indicators(choices.report, indicator_id, as_json=as_json)


@app.command()
def sweep(
    grid: Annotated[Path, typer.Option("--grid", help="A TOML file: what is to be varied.")],
    workers: Annotated[
        int | None, typer.Option("--workers", help="Processes of this machine.", min=1)
    ] = None,
    scheduler: Annotated[
        str, typer.Option("--scheduler", help="A Dask scheduler instead: tcp://... or tls://...")
    ] = "",
    tls_ca: Annotated[Path | None, typer.Option("--tls-ca", help="Certificate authority.")] = None,
    tls_cert: Annotated[Path | None, typer.Option("--tls-cert", help="Own certificate.")] = None,
    tls_key: Annotated[Path | None, typer.Option("--tls-key", help="Its private key.")] = None,
    name: Annotated[str, typer.Option("--name", help="Name of the sweep.")] = "",
    out: Annotated[Path, typer.Option("--out", help="Folder of sweeps.")] = Path("reports/sweeps"),
) -> None:
    """Judge, or render, under every combination of parameters; goes on where it was stopped."""
    from helpers.cli.sweep import Place, run_sweep

    place = Place(workers, scheduler, (tls_ca, tls_cert, tls_key))
    raise typer.Exit(run_sweep(grid, place, name, out))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def explore(
    context: typer.Context,
    as_app: Annotated[
        bool, typer.Option("--app", help="Serve the notebook as an app; needs the extra [app].")
    ] = False,
    port: Annotated[
        int, typer.Option("--port", help="On loopback; a free one if left out.", min=0, max=65535)
    ] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser.")] = True,
) -> None:
    """Turn the knobs: open JupyterLab, or an app, on loopback. Further options go to the server."""
    from helpers.cli.explore import explore as become

    raise typer.Exit(become(as_app, port, browser, context.args))


@data.command("check")
def data_check(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Folder of a data package; data/ if left out."),
    ] = None,
) -> None:
    """Check the evidence base and print every fault as file, row, column, value, rule."""
    from helpers.cli.listings import show_faults

    raise typer.Exit(show_faults(folder))


@data.command("derive")
def data_derive() -> None:
    """Read every indicator on every day anew and keep what follows in data/derived/."""
    from helpers.cli.derive import derive

    typer.echo(derive())


@data.command("import-text")
def data_import_text(
    file: Annotated[Path, typer.Argument(help="The full text of a treaty: plain text or HTML.")],
    out: Annotated[
        Path | None,
        typer.Option("--csv", help="Write rows in the form of clauses.csv, to be coded."),
    ] = None,
    treaty: Annotated[str, typer.Option("--treaty", help="Id of the treaty.")] = "IR-RU-2025",
    encoding: Annotated[
        str, typer.Option("--encoding", help="Of the file, such as cp1251; UTF-8 if left out.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Split a treaty's text by article; print verbs, pointers to other papers, and names."""
    from helpers.cli.texts import import_text

    import_text(file, out, treaty=treaty, encoding=encoding, as_json=as_json)


def main() -> None:
    """Run the command line; bad input ends with exit code 2 and a message that teaches."""
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except (ParameterError, BadInputError) as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("stopped; the edition that stood before is untouched", err=True)
        sys.exit(130)
    except OSError as error:
        told = f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}"
        typer.echo(f"{told}; the edition that stood before is untouched", err=True)
        sys.exit(1)
    except Exception as error:
        if (show := getattr(error, "show", None)) is not None:
            show()
            sys.exit(getattr(error, "exit_code", 2))
        if not type(error).__module__.startswith("helpers."):
            raise
        typer.echo(str(error), err=True)
        sys.exit(1)
