"""What the scripts compute: numbers as text, axes, stops of the slider, the record of a run."""

import math

import pytest


@pytest.mark.parametrize(
    ("value", "text"),
    [(-0.55, "-0.550"), (1.4954, "1.495"), (-0.0001, "0.000"), (454.158, "454.158"), (-240312.5, "-2.40e+5")],
)
def test_parameters(script, value, text):
    assert script("(v) => chalkline.format.parameter(v)", value) == text
    float(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0829, "0.0829"),
        (15.9412, "15.94"),
        (1.9137, "1.914"),
        (769.12, "769.1"),
        (51678.4, "51678"),
        (3.24e7, "3.24e+7"),
        (0.00123, "0.00123"),
        (1.2e-9, "1.20e-9"),
        (0, "0"),
    ],
)
def test_losses(script, value, text):
    assert script("(v) => chalkline.format.loss(v)", value) == text
    float(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.5, "1.50"), (-0.554, "\u22120.55"), (-0.001, "0.00"), (-2403, "\u22122\u2009403"), (999.999, "1\u2009000")],
)
def test_the_equation(script, value, text):
    assert script("(v) => chalkline.format.sign(v) + chalkline.format.digits(v)", value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.0599, "0.060"), (49727, "49\u2009727"), (557, "557"), (0, "0"), (1e-9, "1.0e-9")]
)
def test_brief_numbers(script, value, text):
    assert script("(v) => chalkline.format.brief(v, 2)", value) == text


@pytest.mark.parametrize(("low", "high"), [(-0.2, 5.6), (-220, 1090), (2.9, 3.1), (3, 3), (0, 1e-3), (-5e4, 8e5)])
def test_paper_holds_the_values_with_room_to_spare_on_whole_squares(script, low, high):
    paper = script("(low, high) => chalkline.axes.paper(low, high)", low, high)
    bottom, top = paper["range"]
    assert bottom <= low - 0.049 * (high - low)
    assert top >= high + 0.049 * (high - low)
    assert (top - bottom) / paper["square"] == pytest.approx(15)
    assert bottom / paper["square"] == pytest.approx(round(bottom / paper["square"]), abs=1e-6)


def test_the_epoch_axis_grows_only_when_full(script):
    ends = script(
        "(epochs) => epochs.map(chalkline.axes.lastEpoch)", [0, 50, 51, 100, 101, 200, 201, 501, 1001, 5001, 99999]
    )
    assert ends == [50, 50, 100, 100, 200, 200, 500, 1000, 2000, 10000, 100000]


def test_the_loss_axis_is_finite_even_without_noise(script):
    low, high = script("() => chalkline.axes.lossRange(16, 0, true)")
    assert math.isfinite(low)
    assert high == pytest.approx(math.log10(20))


def test_the_slider_stops_at_the_rates_a_teacher_names(script):
    stops = [0.0001, 0.01, 0.1, 0.3, 0.5, 0.6, 0.65, 0.75, 1, 10]
    assert script("(rates) => rates.map((rate) => chalkline.controls.stop(rate))", stops) == stops
    assert script("() => chalkline.controls.stop(0.0123)") == 0.012
    assert script("() => [chalkline.controls.stop(0.1, 1), chalkline.controls.stop(0.1, -1)]") == [0.11, 0.09]
    assert script("() => [chalkline.controls.stop(10, 1), chalkline.controls.stop(0.0001, -1)]") == [10, 0.0001]
    assert script("() => chalkline.controls.rateOf(chalkline.controls.valueOf(0.35))") == 0.35


@pytest.mark.parametrize(
    ("text", "number"), [("20", 20), (" 7 ", 7), ("1", None), ("2001", None), ("2.5", None), ("", None), ("x", None)]
)
def test_whole_numbers(script, text, number):
    assert script("(text) => chalkline.controls.wholeNumber(text, { low: 2, high: 2000 })", text) == number


@pytest.mark.parametrize(
    ("per_second", "text"),
    [
        (10, "10 epochs a second"),
        (1000, "1\u2009000 epochs a second"),
        (1.2, "1 epoch a second"),
        (0.2, "an epoch in 5 seconds"),
    ],
)
def test_the_state_line(script, per_second, text):
    assert script("(rate) => chalkline.words.stateLine('running', rate, false)", per_second) == f"Learning, {text}"
    assert script("(rate) => chalkline.words.stateLine('running', rate, true)", per_second) == f"Busy server: {text}"


CHECKPOINT = "(epoch, batch = 0) => ({ epoch, batch, step: epoch, parameters: {} })"
RECORD = f"""
const checkpoint = {CHECKPOINT};
const command = (from, epochs, rate = 0.1) => ({{
    epochs, checkpoint: from === null ? null : checkpoint(from), data: {{ kind: "line", n: 250 }},
    training: {{ optimizer: {{ learning_rate: rate }}, batch_size: null }},
}});
const answer = (from, to, losses, diverged = false) => ({{
    epoch: to, weight: losses.map((loss) => [loss]), bias: losses, loss: losses, diverged,
    checkpoint: checkpoint(diverged ? to - 1 : to),
}});
const record = new chalkline.Record();
record.take(command(null, 0), answer(0, 0, [16]));
"""


def test_the_record_keeps_history_segments_and_checkpoints(script):
    dump = script(f"""() => {{ {RECORD}
        for (let epoch = 0; epoch < 250; epoch += 1) {{
            record.take(command(epoch, 1), answer(epoch, epoch + 1, [1]));
        }}
        record.take(command(250, 1, 0.2), answer(250, 251, [0.5]));
        return {{ ...record.dump(), epoch: record.epoch, steps: record.steps(250) }};
    }}""")
    assert (dump["epoch"], dump["steps"]) == (251, 251)
    assert [(segment["epoch"], segment["training"]["optimizer"]["learning_rate"]) for segment in dump["segments"]] == [
        (0, 0.1),
        (250, 0.2),
    ]
    assert [checkpoint["epoch"] for checkpoint in dump["checkpoints"]] == [0, 100, 200, 250]
    assert len(dump["rows"]) == 252


def test_a_diverged_record_knows_its_last_good_epoch_and_goes_back_there(script):
    result = script(f"""() => {{ {RECORD}
        record.take(command(0, 3), answer(0, 3, [4, 1, 0.5]));
        record.take(command(3, 3, 1), answer(3, 6, [1, 2, 4], true));
        const before = {{ good: record.lastGoodEpoch(), growth: record.growth(), steps: record.steps(250) }};
        const goal = record.rewind(before.good);
        return {{ ...before, goal, at: record.epoch, diverged: record.diverged }};
    }}""")
    assert (result["good"], result["growth"], result["steps"]) == (3, 2, 6)
    assert result["goal"]["training"]["optimizer"]["learning_rate"] == 1
    assert (result["at"], result["diverged"]) == (3, False)


def test_a_stored_record_comes_back_thinned(script):
    result = script(f"""() => {{ {RECORD}
        for (let epoch = 0; epoch < 9000; epoch += 100) {{
            record.take(command(epoch, 100), answer(epoch, epoch + 100, Array(100).fill(0.5)));
        }}
        const dump = record.dump();
        const back = chalkline.Record.load(JSON.parse(JSON.stringify(dump)));
        const counts = {{ rows: dump.rows.length, kept: dump.checkpoints.length, epoch: back.epoch }};
        return {{ ...counts, first: back.at(0), row: back.at(back.rowOf(4321)) }};
    }}""")
    assert result["rows"] <= 2001
    assert result["kept"] <= 52
    assert result["epoch"] == 9000
    assert result["first"] == {"epoch": 0, "weight": [16], "bias": 16, "loss": 16}
    assert 4300 <= result["row"]["epoch"] <= 4321


def test_the_curve_grows_by_pieces_and_stays_short(script):
    lengths = script("""() => {
        const curve = new chalkline.Curve();
        const history = { length: 0, epoch: (row) => row };
        const sizes = [];
        for (history.length = 1; history.length <= 100000; history.length *= 10) {
            const end = chalkline.axes.lastEpoch(history.length - 1);
            sizes.push(curve.through(history, end, (row) => `${row},1`, String(end)).split("L").length);
        }
        return sizes;
    }""")
    assert lengths[1] == 11
    assert max(lengths) < 700


def test_an_answer_that_is_none_is_told_apart(script):
    result = script("""async () => {
        const json = { "content-type": "application/json" };
        const good = { multi: true, response: { progress: { data: { seq: 4 } } } };
        const tries = [
            async () => { throw new TypeError("network"); },
            async () => new Response("oops", { status: 500, headers: json }),
            async () => new Response("<h1>Bad gateway</h1>", { status: 200, headers: { "content-type": "text/html" } }),
            async () => new Response("{}", { status: 200, headers: json }),
            async () => new Response(JSON.stringify(good), { status: 200, headers: json }),
        ];
        const seen = [];
        for (const fetch of tries) {
            window.fetch = fetch;
            seen.push(await chalkline.link.post({}).catch(() => "lost"));
        }
        return seen;
    }""")
    assert result == ["lost", "lost", "lost", "lost", {"seq": 4}]
