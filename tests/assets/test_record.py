"""The record's other uses: steps, settings of an epoch, a chosen start, tables, settings from controls."""

import csv
import io

import pytest

from tests.assets.test_scripts import RECORD


def test_steps_up_to_an_epoch_follow_the_batches_on_the_way(script):
    found = script(f"""() => {{ {RECORD}
        const step = (from, to, size, steps) => {{
            const sent = command(from, to - from);
            sent.training.batch_size = size;
            sent.checkpoint = record.checkpoint;
            const progress = answer(from, to, Array(to - from).fill(1));
            progress.checkpoint.step = steps;
            record.take(sent, progress);
        }};
        step(0, 3, null, 3);
        step(3, 5, 100, 3 + 2 * 3);
        step(5, 6, null, 10);
        return [0, 2, 3, 4, 5, 6].map((epoch) => record.stepsAt(epoch, 250));
    }}""")
    assert found == [0, 2, 3, 6, 9, 10]


def test_each_epoch_knows_the_settings_it_was_trained_under(script):
    rates = script(f"""() => {{ {RECORD}
        record.take(command(0, 2), answer(0, 2, [4, 2]));
        record.take(command(2, 2, 0.5), answer(2, 4, [1, 0.5]));
        return [0, 1, 2, 3].map((epoch) => record.segmentAt(epoch).training.optimizer.learning_rate);
    }}""")
    assert rates == [0.1, 0.1, 0.5, 0.5]


def test_a_chosen_start_is_what_reset_comes_back_to(script):
    found = script(f"""() => {{ {RECORD}
        const start = chalkline.startFrom({{ ...record.start, start_loss: 16 }}, {{ weight: [1.5], bias: 2.5 }}, 3);
        const chosen = new chalkline.Record();
        chosen.beginFrom(start);
        const look = {{ ...command(null, 0), checkpoint: start }};
        chosen.take(look, {{ ...answer(0, 0, [3]), checkpoint: start }});
        chosen.take({{ ...command(0, 2), checkpoint: start }}, answer(0, 2, [2, 1]));
        chosen.reset();
        return {{ checkpoint: chosen.checkpoint, epoch: chosen.epoch, segments: chosen.segments.length }};
    }}""")
    assert found["checkpoint"]["parameters"] == {"linear.weight": [1.5], "linear.bias": [2.5]}
    assert (found["checkpoint"]["start_loss"], found["epoch"], found["segments"]) == (3, 0, 0)


def table(text):
    return list(csv.reader(io.StringIO(text)))


def test_the_history_is_a_table_of_every_epoch_with_its_settings(script):
    rows = table(
        script(f"""() => {{ {RECORD}
        record.take(command(0, 2), answer(0, 2, [4, 2]));
        record.take(command(2, 1, 0.5), answer(2, 3, [1]));
        const points = {{ inputs: [{{ name: "x" }}], targets: Array(250) }};
        for (const segment of record.segments) segment.training.optimizer.name = "sgd";
        return chalkline.code.historyTable({{ record, points }});
    }}""")
    )
    assert rows[0] == ["epoch", "weight", "bias", "loss", "learning_rate", "optimizer", "batch_size", "noise", "n"]
    assert [row[0] for row in rows[1:]] == ["0", "1", "2", "3"]
    assert [row[4] for row in rows[1:]] == ["0.1", "0.1", "0.1", "0.5"]
    assert rows[2][1:4] == ["4", "4", "4"]


def test_the_data_are_a_table_with_units_and_names(script):
    rows = table(
        script("""() => chalkline.code.dataTable({
        inputs: [{ name: "distance", unit: "Mpc" }], output: { name: "velocity", unit: "km/s" },
        features: [[0.5], [2]], targets: [290, 1090], labels: ["N.G.C. 6822", 'a "b", c'],
    })""")
    )
    assert rows == [
        ["name", "distance (Mpc)", "velocity (km/s)"],
        ["N.G.C. 6822", "0.5", "290"],
        ['a "b", c', "2", "1090"],
    ]


CONTROLS = {"learningRate": 0.1, "batchSize": None, "momentum": 0.9, "beta1": 0.8, "beta2": 0.99, "alpha": 0.7}


@pytest.mark.parametrize(
    ("optimizer", "command"),
    [
        ("sgd", {"name": "sgd"}),
        ("momentum", {"name": "sgd", "momentum": 0.9}),
        ("nesterov", {"name": "sgd", "momentum": 0.9, "nesterov": True}),
        ("rmsprop", {"name": "rmsprop", "alpha": 0.7}),
        ("adam", {"name": "adam", "beta1": 0.8, "beta2": 0.99}),
        ("adagrad", {"name": "adagrad"}),
    ],
)
@pytest.mark.parametrize("decay", [0, 0.5])
def test_the_controls_name_an_optimizer_that_the_server_knows(script, optimizer, command, decay):
    controls = {**CONTROLS, "optimizer": optimizer, "weightDecay": decay}
    found = script("(controls) => chalkline.settings.training(controls, { start: 7 })", controls)
    wanted = {**command, "learning_rate": 0.1, **({"weight_decay": decay} if decay else {})}
    assert found == {"optimizer": wanted, "batch_size": None, "seed": 7}


def test_momentum_of_zero_is_plain_gradient_descent(script):
    controls = {**CONTROLS, "optimizer": "nesterov", "momentum": 0, "weightDecay": 0}
    found = script("(controls) => chalkline.settings.training(controls, { start: 7 })", controls)
    assert found["optimizer"] == {"name": "sgd", "learning_rate": 0.1}
    name = "(optimizer) => chalkline.settings.nameOf(optimizer)"
    assert script(name, {"name": "sgd", "momentum": 0.9, "nesterov": True}) == "SGD, Nesterov 0.9"
    assert script(name, {"name": "adam", "weight_decay": 0.1}) == "Adam, decay 0.1"


def test_a_third_panel_closes_the_oldest(script):
    panels = script("""() => {
        const look = { panels: [] };
        return ["map", "step", "code", "step", "map"].map((name) => {
            chalkline.panels.flip(look, name, look.panels.includes(name));
            return [...look.panels];
        });
    }""")
    assert panels == [["map"], ["map", "step"], ["step", "code"], ["code"], ["code", "map"]]
    # On a phone the older of two is not seen: its chip brings it forward.
    hidden = (
        "() => { const look = { panels: ['map', 'step'] }; chalkline.panels.flip(look, 'map', false); return look; }"
    )
    assert script(hidden) == {"panels": ["step", "map"]}
