"""Charts of numbers: lines, bars, dots, slopes and small multiples, labelled where they end."""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, end_labels, mark_days, quiet, zero_based
from helpers.display.style import BLUE, GREY, INK, LIGHT, WHITE, canvas, colours, name
from helpers.display.words import num

MARKERS = ("o", "s", "D", "^", "v", "P", "X")


def line_chart(
    frame: pd.DataFrame,
    *,
    unit: str = "",
    as_of: str = "9999",
    marks: Sequence[tuple[str, str]] = (),
    zero: bool = False,
    log: bool = False,
    height: float = 3.3,
) -> Figure:
    """Return lines over time, each labelled at its end.

    Args:
        frame: index of periods (YYYY, YYYY-Qn, YYYY-MM, YYYY-MM-DD), one column per line.
        unit: written above the axis.
        as_of: marks later than this day are not drawn.
        marks: (ISO day, word) for thin vertical lines.
        zero: whether the axis begins at zero.
        log: whether the axis is logarithmic.
        height: inches.
    """
    fig, (ax,) = canvas(height)
    draw_lines(ax, frame, zero=zero, log=log)
    mark_days(ax, marks, as_of)
    ax.set_title(unit, fontweight="normal", color=GREY, fontsize=8.5)
    return fig


def draw_lines(
    ax: Axes, frame: pd.DataFrame, *, zero: bool = False, log: bool = False, labels: bool = True
) -> None:
    """Draw the columns of a frame of periods as lines on given axes."""
    frame = frame.sort_index(key=lambda index: [at(p) for p in index])
    tint, ends = colours(list(frame.columns)), []
    for i, column in enumerate(frame.columns):
        values = frame[column].dropna()
        if values.empty:
            continue
        x = [at(p) for p in values.index]
        marker = MARKERS[i % len(MARKERS)] if len(values) < 40 else None
        ax.plot(x, values, color=tint[column], marker=marker, markersize=3.8)
        ends.append((x[-1], float(values.iloc[-1]), name(str(column)), tint[column]))
    if log:
        ax.set_yscale("log")
        ax.yaxis.set_major_formatter(lambda value, _: num(value))
    span = [str(p) for p in frame.index]
    if span:
        date_axis(ax, min(span, key=at), max(span, key=at))
        low, high = ax.get_xlim()
        ax.set_xlim(low - 0.015 * (high - low), high + 0.015 * (high - low))  # whole markers
    ax.grid(True, axis="y")
    if zero and not log:
        zero_based(ax)
    quiet(ax)
    if labels:
        end_labels(ax, ends)


def panels(
    frames: Mapping[str, pd.DataFrame],
    *,
    cols: int = 3,
    height: float = 1.9,
    share: bool = False,
    zero: bool = True,
) -> Figure:
    """Return small multiples: one panel of lines for each title.

    Args:
        frames: by panel title, a frame as for `line_chart`.
        cols: panels in a row.
        height: inches of one row.
        share: whether all panels have one scale.
        zero: whether scales begin at zero.
    """
    rows = -(-len(frames) // cols)
    fig, axes = canvas(height * rows, rows, cols, sharey=share)
    for ax, (title, frame) in zip(axes, frames.items(), strict=False):
        draw_lines(ax, frame, zero=zero, labels=frame.shape[1] > 1)
        ax.set_title(title, fontsize=9)
        ax.tick_params(labelsize=7.5)
    if share and zero:
        axes[0].set_ylim(top=1.06 * max(float(f.max().max()) for f in frames.values()))
    for ax in axes[len(frames) :]:
        ax.set_axis_off()
    return fig


def bars(
    values: pd.Series,
    *,
    unit: str = "",
    colour: str | Mapping[str, str] = BLUE,
    digits: int | None = None,
    hatched: Sequence[str] = (),
    height: float | None = None,
) -> Figure:
    """Return horizontal bars from zero, in the order given, with their values written.

    Args:
        values: index of labels.
        unit: written above the axis.
        colour: one colour, or one by label.
        digits: digits of the values.
        hatched: labels drawn hatched: planned, estimated or from another account.
        height: inches; by the number of bars if None.
    """
    fig, (ax,) = canvas(height or 0.55 + 0.29 * len(values))
    draw_bars(ax, values, colour=colour, digits=digits, hatched=hatched)
    ax.set_title(unit, fontweight="normal", color=GREY, fontsize=8.5)
    return fig


def draw_bars(
    ax: Axes,
    values: pd.Series,
    *,
    colour: str | Mapping[str, str] = BLUE,
    digits: int | None = None,
    hatched: Sequence[str] = (),
) -> None:
    """Draw horizontal bars on given axes, first at the top."""
    top = max([abs(v) for v in values if v == v] or [1])
    for i, (label, value) in enumerate(values.items()):
        tint = colour if isinstance(colour, str) else colour.get(label, BLUE)
        planned = label in hatched
        ax.barh(
            i, value, height=0.66, color=WHITE if planned else tint, edgecolor=tint,
            hatch="////" if planned else None, lw=0.8,
        )  # fmt: skip
        ax.text(value + 0.012 * top, i, num(value, digits), va="center", ha="left", fontsize=8.5)
    ax.set_yticks(range(len(values)), [name(str(v)) for v in values.index])
    ax.set_ylim(len(values) - 0.45, -0.55)
    ax.set_xlim(0, top * 1.12)
    ax.tick_params(axis="y", length=0)
    ax.tick_params(axis="x", length=0, labelbottom=False)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.axvline(0, color=GREY, lw=0.8)


def columns(
    frame: pd.DataFrame,
    *,
    unit: str = "",
    stacked: bool = False,
    as_of: str = "9999",
    marks: Sequence[tuple[str, str]] = (),
    height: float = 3.1,
) -> Figure:
    """Return upright bars over time, side by side or stacked, from zero.

    Args:
        frame: index of periods, one column per kind of bar.
        unit: written above the axis.
        stacked: whether the kinds are parts of one whole.
        as_of: marks later than this day are not drawn.
        marks: (ISO day, word).
        height: inches.
    """
    fig, (ax,) = canvas(height)
    draw_columns(ax, frame, stacked=stacked)
    mark_days(ax, marks, as_of)
    ax.set_title(unit, fontweight="normal", color=GREY, fontsize=8.5)
    return fig


def draw_columns(ax: Axes, frame: pd.DataFrame, *, stacked: bool = False) -> None:
    """Draw upright bars on given axes."""
    frame = frame.sort_index(key=lambda index: [at(p) for p in index])
    x = [at(p) for p in frame.index]
    gap = min((b - a for a, b in zip(x, x[1:], strict=False)), default=365)
    width = 0.82 * gap / (1 if stacked else max(1, frame.shape[1]))
    tint, base = colours(list(frame.columns)), [0.0] * len(x)
    for i, column in enumerate(frame.columns):
        values = [float(v) if v == v else 0.0 for v in frame[column]]
        shift = 0 if stacked else (i - (frame.shape[1] - 1) / 2) * width
        places = [p + shift for p in x]
        hatch = None if i == 0 else ("////", "....", "xxxx")[(i - 1) % 3]
        face = tint[column] if i == 0 else WHITE
        ax.bar(
            places, values, width, bottom=base if stacked else None, label=name(str(column)),
            color=face, edgecolor=tint[column], hatch=hatch, lw=0.7,
        )  # fmt: skip
        base = [b + v for b, v in zip(base, values, strict=True)] if stacked else base
    if len(x):
        date_axis(ax, frame.index[0], frame.index[-1])
        ax.set_xlim(x[0] - gap * 0.7, x[-1] + gap * 0.7)
    if frame.shape[1] > 1:
        ax.legend(loc="upper left", ncols=frame.shape[1], borderaxespad=0, handlelength=1.4)
    zero_based(ax, pad=0.18 if frame.shape[1] > 1 else 0.06)
    quiet(ax)


def shares(
    frame: pd.DataFrame,
    *,
    unit: str = "",
    height: float | None = None,
    tints: Mapping[str, str] | None = None,
) -> Figure:
    """Return bars of parts of a whole (per cent), one bar per row, parts labelled inside.

    Args:
        frame: rows are bars, columns parts; values in per cent.
        unit: written above the axis.
        height: inches.
        tints: a colour by part; the palette's if None.
    """
    fig, (ax,) = canvas(height or 0.75 + 0.42 * len(frame))
    tint = {str(k): v for k, v in (tints or colours(list(frame.columns))).items()}
    left = [0.0] * len(frame)
    for column in map(str, frame.columns):
        values = [float(v) for v in frame[column].fillna(0)]
        ax.barh(
            range(len(frame)), values, 0.62, left=left, color=tint[column], edgecolor=WHITE, lw=1
        )
        for row, (start, value) in enumerate(zip(left, values, strict=True)):
            if value >= 6:
                ax.text(
                    start + value / 2,
                    row,
                    num(value, 0),
                    ha="center",
                    va="center",
                    color=INK if tint[column] == LIGHT else WHITE,
                    fontsize=8.5,
                )
        left = [a + b for a, b in zip(left, values, strict=True)]
        ax.plot([], [], "s", color=tint[column], label=name(column))
    ax.set_yticks(range(len(frame)), [name(str(v)) for v in frame.index])
    ax.set_ylim(len(frame) - 0.45, -0.55)
    ax.set_xlim(0, max(100, *left))
    ax.legend(
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        ncols=min(6, frame.shape[1]),
        handletextpad=0.2,
        columnspacing=1.0,
    )
    ax.set_xlabel(unit, color=GREY)
    quiet(ax)
    return fig


def dot_rows(
    rows: pd.DataFrame,
    *,
    unit: str = "",
    log: bool = False,
    digits: int | None = None,
    zero: bool = True,
    height: float | None = None,
) -> Figure:
    """Return a dot plot: one row per label, one dot per value, a shape for each account.

    Args:
        rows: columns label, value and, if there are several, account; hollow (bool) marks
            goals, plans or values of low grade.
        unit: written above the axis.
        log: whether the axis is logarithmic.
        digits: digits of the values written.
        zero: whether the axis begins at zero.
        height: inches.
    """
    labels = list(dict.fromkeys(rows["label"]))
    fig, (ax,) = canvas(height or 0.8 + 0.3 * len(labels))
    draw_dots(ax, rows, labels=labels, digits=digits)
    if log:
        ax.set_xscale("log")
        ax.xaxis.set_major_formatter(lambda value, _: num(value))
    elif zero:
        zero_based(ax, "x", pad=0.1)
    ax.set_title(unit, fontweight="normal", color=GREY, fontsize=8.5)
    return fig


def draw_dots(ax: Axes, rows: pd.DataFrame, *, labels: Sequence[str], digits: int | None) -> None:
    """Draw dots by row on given axes, with the values beside them."""
    accounts = list(dict.fromkeys(rows["account"])) if "account" in rows else [""]
    tint = colours(accounts)
    for i, account in enumerate(accounts):
        part = rows[rows["account"] == account] if "account" in rows else rows
        hollow = part["hollow"].astype(bool) if "hollow" in part else part["value"] != part["value"]
        y = [labels.index(label) for label in part["label"]]
        face = [WHITE if h else tint[account] for h in hollow]
        ax.scatter(
            part["value"], y, s=38, marker=MARKERS[i % len(MARKERS)], c=face, edgecolors=tint[account],
            linewidths=1.3, zorder=3, label=account,
        )  # fmt: skip
        for value, row in zip(part["value"], y, strict=True):
            ax.annotate(
                num(value, digits),
                (value, row),
                xytext=(6, 0),
                textcoords="offset points",
                va="center",
                fontsize=8,
            )
    ax.set_yticks(range(len(labels)), [name(str(v)) for v in labels])
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.grid(True, axis="y")
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    if len(accounts) > 1:
        ax.legend(
            loc="lower center",
            bbox_to_anchor=(0.5, 1.0),
            ncols=min(4, len(accounts)),
            handletextpad=0.2,
        )


def slope(frame: pd.DataFrame, *, unit: str = "", height: float = 3.2) -> Figure:
    """Return a slope chart between the first and the last column of a frame.

    Args:
        frame: rows are lines, two columns are the moments.
        unit: written above the chart.
        height: inches.
    """
    fig, (ax,) = canvas(height)
    tint = colours([str(i) for i in frame.index])
    for row, values in frame.iterrows():
        ax.plot([0, 1], values, color=tint[str(row)], marker="o")
        ax.annotate(
            f"{num(values.iloc[0])}",
            (0, values.iloc[0]),
            xytext=(-6, 0),
            textcoords="offset points",
            ha="right",
            va="center",
        )
    ax.set_xlim(-0.15, 1.02)
    ends = [
        (1.0, float(v.iloc[-1]), f"{num(v.iloc[-1])}  {name(str(r))}", tint[str(r)])
        for r, v in frame.iterrows()
    ]
    ax.set_xticks([0, 1], list(frame.columns))
    ax.set_yticks([])
    quiet(ax, ("left", "bottom"))
    ax.vlines([0, 1], *ax.get_ylim(), color=LIGHT, lw=1, zorder=0)
    end_labels(ax, ends)
    ax.set_title(unit, fontweight="normal", color=GREY, fontsize=8.5)
    return fig


def dumbbell(frame: pd.DataFrame, *, unit: str = "", height: float | None = None) -> Figure:
    """Return two dots per row joined by a bar: what is made and what is used, before and after.

    Args:
        frame: rows are bars, two columns are the dots.
        unit: written above the axis.
        height: inches.
    """
    fig, (ax,) = canvas(height or 0.85 + 0.32 * len(frame))
    first, second = frame.columns
    tint = colours([str(first), str(second)])
    for i, (_, values) in enumerate(frame.iterrows()):
        ax.plot(values, [i, i], color=LIGHT, lw=4, solid_capstyle="round", zorder=1)
    for marker, column in zip("os", frame.columns, strict=True):
        ax.scatter(
            frame[column],
            range(len(frame)),
            s=42,
            marker=marker,
            color=tint[str(column)],
            zorder=3,
            label=column,
        )
    for i, (_, values) in enumerate(frame.iterrows()):
        for side, column in ((-1, values.idxmin()), (1, values.idxmax())):
            ax.annotate(num(values[column]), (values[column], i), xytext=(7 * side, 0), textcoords="offset points",
                        ha="left" if side > 0 else "right", va="center", fontsize=8, color=INK)  # fmt: skip
    ax.set_yticks(range(len(frame)), [name(str(v)) for v in frame.index])
    ax.set_ylim(len(frame) - 0.4, -0.6)
    zero_based(ax, "x", pad=0.12)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(unit, color=GREY)
    return fig
