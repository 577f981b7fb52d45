"""The page in Streamlit: a fragment that runs again every 100 ms and gives its charts anew."""

import streamlit as st

from bench.peers.lesson import ENDS, EPOCH_S, TRUE_LINE, Lesson

st.set_page_config(page_title="Streamlit", layout="wide")
if "lesson" not in st.session_state:
    st.session_state.lesson = Lesson()


def rows(xs: list[float], ys: list[float]) -> dict:
    """Return columns as Vega-Lite's data."""
    return {"values": [{"x": x, "y": y} for x, y in zip(xs, ys, strict=True)]}


def layer(mark: dict, data: dict) -> dict:
    """Return one layer of a chart."""
    return {"mark": mark, "data": data}


def axis(name: str, title: str, low: float | None = None, high: float | None = None) -> dict:
    """Return the encoding of an axis."""
    scale = {} if low is None else {"scale": {"domain": [low, high]}}
    return {"field": name, "type": "quantitative", "title": title, **scale}


def fit_chart(lesson: Lesson) -> dict:
    """Return the chart of points and lines."""
    return {
        "height": 400,
        "encoding": {"x": axis("x", "x", 0, 1), "y": axis("y", "y", -1, 6)},
        "layer": [
            layer({"type": "point", "filled": True}, rows(lesson.x, lesson.y)),
            layer({"type": "line", "color": "green"}, rows(ENDS, TRUE_LINE)),
            layer({"type": "line", "color": "red"}, rows(ENDS, lesson.predicted())),
        ],
    }


def loss_chart(lesson: Lesson) -> dict:
    """Return the chart of the loss."""
    encoding = {"x": axis("x", "epoch"), "y": axis("y", "loss")}
    data = rows([float(i) for i in range(1, lesson.epoch + 1)], lesson.losses)
    return {"height": 400, "encoding": encoding, "mark": "line", "data": data}


@st.fragment(run_every=EPOCH_S)
def advance() -> None:
    """Run an epoch and draw everything anew."""
    lesson = st.session_state.lesson
    lesson.run_epoch()
    st.text(f"Epoch {lesson.epoch}")
    fit, loss = st.columns(2)
    fit.vega_lite_chart(fit_chart(lesson))
    loss.vega_lite_chart(loss_chart(lesson))


advance()
