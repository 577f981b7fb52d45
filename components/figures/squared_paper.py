"""What all figures share: squared paper, no decoration, a look that one palette gives.

A figure is a skeleton, a pure function of its palette; the page fills in what it shows.
"""

from typing import Any

import plotly.graph_objects as go

from components.theme import INTERFACE_FONT, MATHS_FONT, Palette

TICK_SIZE = 15
LABEL_SIZE = 20
# The page writes what stands under the pointer, because Plotly writes numbers otherwise.
HOVER = "%{text}<extra></extra>"


def squared_paper(
    *, traces: list[Any], palette: Palette, margin: dict[str, int], x: dict[str, Any], y: dict[str, Any]
) -> go.Figure:
    """Return a figure with these traces on squared paper; `x` and `y` are added to the axes' settings."""
    figure = go.Figure(traces)
    figure.update_layout(
        template="none",
        autosize=True,
        margin=margin | {"pad": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor=palette.plot,
        font={"family": INTERFACE_FONT, "size": TICK_SIZE, "color": palette.ink2},
        showlegend=False,
        hovermode="closest",
        hoverlabel={"bgcolor": palette.field, "bordercolor": palette.control_border, "font": {"color": palette.ink}},
        dragmode=False,
        uirevision="chalkline",
        xaxis=_axis(palette) | x,
        yaxis=_axis(palette) | y,
    )
    return figure


def line(name: str, *, color: str, width: float, dash: str = "solid") -> dict[str, Any]:
    """Return a trace of straight pieces, without any yet."""
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": [],
        "y": [],
        "line": {"color": color, "width": width, "dash": dash, "simplify": False},
        "connectgaps": False,
        "hoverinfo": "skip",
    }


def kept_runs(palette: Palette) -> dict[str, Any]:
    """Return the trace of the runs to compare, without any yet: their lines and numbers."""
    return line("Kept runs", color=palette.ink2, width=1.6) | {
        "mode": "lines+text",
        "text": [],
        "textfont": {"color": palette.ink, "size": TICK_SIZE},
        "textposition": "top right",
    }


def markers(name: str, look: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Return a trace of marks that look so, without any yet."""
    return {"type": "scatter", "name": name, "mode": "markers", "x": [], "y": [], "marker": look, **rest}


def points(name: str, *, color: str) -> dict[str, Any]:
    """Return a trace of dots, without any yet; its texts are what they say under the pointer."""
    look = {"color": color, "size": 6, "opacity": 0.72}
    return markers(name, look, hovertemplate=HOVER)


def axis_label(text: str, *, palette: Palette, **place: Any) -> dict[str, Any]:
    """Return an annotation that names an axis, in the italics of mathematics."""
    font = {"family": MATHS_FONT, "size": LABEL_SIZE, "color": palette.ink}
    return {"text": f"<i>{text}</i>", "showarrow": False, "font": font, "xref": "paper", "yref": "paper"} | place


def _axis(palette: Palette) -> dict[str, Any]:
    return {
        "fixedrange": True,
        "zeroline": False,
        "showline": True,
        "linecolor": palette.axis,
        "linewidth": 1.5,
        "gridcolor": palette.grid_strong,
        "gridwidth": 1,
        "minor": {"showgrid": True, "gridcolor": palette.grid_fine, "gridwidth": 1},
        "ticks": "",
        "tickfont": {"size": TICK_SIZE, "color": palette.ink2},
        "ticklabeloverflow": "allow",
    }
