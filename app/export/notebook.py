"""The script of a run as a Jupyter notebook: its sections as cells, with a curve of the loss at the end."""

from typing import Any

from app.export.script import TITLE, sections
from model.data.curve import CurveData
from model.record import RunRecord

CURVE_WORDS = "## Loss by epoch\n\nThis cell draws a picture if matplotlib is installed."
CURVE = """\
try:
    import matplotlib.pyplot as plt
except ImportError:
    print("To see the loss as a curve, install matplotlib (pip install matplotlib) and run this cell again.")
else:
    plt.plot([epoch for epoch, *_ in history], [loss for *_, loss in history])
    plt.yscale("log")
    plt.xlabel("epoch")
    plt.ylabel("loss")
    plt.show()"""
TESTED_CURVE = CURVE.replace(
    "[loss for *_, loss in history])",
    """[loss for *_, loss, _ in history], label="training")
    plt.plot([epoch for epoch, *_ in history], [test_loss for *_, test_loss in history], label="test")
    plt.legend()""",
)
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook(record: RunRecord) -> str:
    """Return the notebook of a run, as JSON; its code cells, one after the other, are the script."""
    # nbformat costs some 130 ms and 15 MB, which a server that writes no notebook need not pay.
    from nbformat import v4  # noqa: PLC0415

    about, parts = sections(record)
    cells = [_words(v4, "title", f"# {TITLE}\n\nA run of Chalkline, written out: {about}")]
    for part in parts:
        name = part.title.lower()
        cells += [_words(v4, f"about-{name}", f"## {part.title}\n\n{part.words}"), _code(v4, name, part.code)]
    cells += [_words(v4, "about-curve", CURVE_WORDS), _code(v4, "curve", _curve(record))]
    return v4.writes(v4.new_notebook(cells=cells, metadata=METADATA)) + "\n"


def _curve(record: RunRecord) -> str:
    data = record.segments[0].data
    return TESTED_CURVE if isinstance(data, CurveData) and data.test_share else CURVE


def _words(v4: Any, name: str, text: str) -> Any:
    return v4.new_markdown_cell(text, id=name)


def _code(v4: Any, name: str, code: str) -> Any:
    return v4.new_code_cell(code, id=name)
