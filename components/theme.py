"""The look: one palette by day, one by night, one colour per actor; CSS and figures read them here."""

from dataclasses import asdict, dataclass
from urllib.parse import quote

INTERFACE_FONT = '"Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif'
MATHS_FONT = '"STIX Two Text", Cambria, "Iowan Old Style", "Liberation Serif", Georgia, serif'
CODE_FONT = "ui-monospace, Consolas, monospace"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one mode.

    Vermilion is the model now, green the truth, purple least squares, violet a line by hand, blue what acts.
    """

    page: str
    plot: str
    field: str
    ink: str
    ink2: str
    grid_fine: str
    grid_strong: str
    axis: str
    rule: str
    margin_line: str
    data: str
    predicted: str
    predicted_text: str
    true: str
    true_text: str
    least_squares: str
    least_squares_text: str
    hand: str
    action: str
    on_action: str
    control_border: str
    track: str
    notice: str
    notice_edge: str
    zigzag: str
    runs: tuple[str, ...]  # of the eight runs that can be compared, beside their marks
    loss_map: tuple[str, ...]  # six shades, low to high; "darker is worse" by day, lighter by night


PAPER = Palette(
    page="#F6F4EC",
    plot="#FFFEFA",
    field="#FFFEFA",
    ink="#1B2833",
    ink2="#4A5A67",
    grid_fine="#DFE9F1",
    grid_strong="#BCCDDC",
    axis="#7B8A97",
    rule="#D8D4C6",
    margin_line="#E5A79A",
    data="#5B7C9B",
    predicted="#D55E00",
    predicted_text="#A94A00",
    true="#009E73",
    true_text="#00694D",
    least_squares="#AF4B7A",
    least_squares_text="#8F3A6C",
    hand="#4B3B8F",
    action="#0072B2",
    on_action="#FFFFFF",
    control_border="#7A8792",
    track="#BCCDDC",
    notice="#FFF1CF",
    notice_edge="#E69F00",
    zigzag="#A86A00",
    runs=("#3D46B8", "#8A6100", "#00737F", "#B3123F", "#557600", "#7B3FC4", "#6B4226", "#46515A"),
    loss_map=("#FFFEFA", "#EEF3F7", "#DFE8EF", "#D3DFE8", "#C4D3DF", "#B5C7D6"),
)
BOARD = Palette(
    page="#18261F",
    plot="#1E2F27",
    field="#22312B",
    ink="#F3F0E4",
    ink2="#B7C4BC",
    grid_fine="#273B32",
    grid_strong="#3C564A",
    axis="#8FA39A",
    rule="#33463E",
    margin_line="#7A5148",
    data="#9CB9D0",
    predicted="#FF8A3C",
    predicted_text="#FF9C5A",
    true="#3ED3A6",
    true_text="#5ADDB5",
    least_squares="#CD89A9",
    least_squares_text="#F0B6D5",
    hand="#C9B8FF",
    action="#56B4E9",
    on_action="#0E1B22",
    control_border="#7E938A",
    track="#3C564A",
    notice="#3B311A",
    notice_edge="#E6A820",
    zigzag="#F0B840",
    runs=("#A3AEFF", "#F2C14E", "#5CD6E6", "#FF8FA3", "#B7DE5A", "#C9A0FF", "#D9B08C", "#D6DEDA"),
    loss_map=("#18261F", "#1E2F27", "#243530", "#2C403A", "#354C45", "#3F5951"),
)
PALETTES = {"light": PAPER, "dark": BOARD}

MARK_SVG = f"""
<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 24'>
<g fill='{PAPER.data}'><circle cx='6' cy='13' r='2.2'/><circle cx='14' cy='7' r='2.2'/>
<circle cx='23' cy='11' r='2.2'/><circle cx='9' cy='15' r='2'/></g>
<path d='M2 21L27 3' stroke='{PAPER.predicted}' stroke-width='3' stroke-linecap='round'/></svg>"""
# Chalkline's mark, beside its name and in the browser's tab.
MARK = "data:image/svg+xml," + quote(MARK_SVG.replace("\n", ""), safe="/:=' ")


def css_variables() -> str:
    """Return the palettes and fonts as CSS custom properties, one block a mode."""
    fonts = {"interface-font": INTERFACE_FONT, "maths-font": MATHS_FONT, "code-font": CODE_FONT}
    blocks = [_block(":root", {**fonts, "mark": f'url("{MARK}")'})]
    for mode, palette in PALETTES.items():
        colours = {name: value for name, value in asdict(palette).items() if isinstance(value, str)}
        colours |= {f"run_{number}": colour for number, colour in enumerate(palette.runs, 1)}
        blocks.append(_block(f'[data-bs-theme="{mode}"]', colours))
    return "\n".join(blocks)


def _block(selector: str, values: dict[str, str]) -> str:
    lines = "".join(f"--{name.replace('_', '-')}:{value};" for name, value in values.items())
    return f"{selector}{{{lines}}}"
