"""The server process: what it answers, and that it is quiet."""

import json
import urllib.error
import urllib.request

from app.factory import create_app
from app.settings import Settings


def get(server, path):
    with urllib.request.urlopen(f"{server.url}{path}", timeout=10) as answer:
        return answer.status, answer.headers, answer.read().decode()


def tick(server, command):
    body = {
        "output": "progress.data",
        "outputs": {"id": "progress", "property": "data"},
        "inputs": [{"id": "command", "property": "data", "value": command}],
        "changedPropIds": ["command.data"],
    }
    request = urllib.request.Request(
        f"{server.url}/_dash-update-component", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)["response"]["progress"]["data"]


def test_healthz_answers(server):
    status, _, text = get(server, "/healthz")
    assert (status, text) == (200, "ok")


def test_the_page_is_in_english_and_loads_nothing_from_elsewhere(server):
    _, headers, text = get(server, "/")
    assert '<html lang="en"' in text
    assert "//cdn" not in text
    assert 'src="http' not in text
    assert "set-cookie" not in headers
    assert get(server, text.split('<link rel="stylesheet" href="')[1].split('"')[0])[0] == 200


def test_a_tick_over_http(server):
    command = {
        "version": 1,
        "run": "http",
        "seq": 5,
        "epochs": 2,
        "data": {"kind": "hubble"},
        "training": {"optimizer": {"name": "sgd", "learning_rate": 0.1}, "batch_size": None, "seed": 1},
    }
    progress = tick(server, command)
    assert (progress["seq"], progress["epoch"], len(progress["loss"])) == (5, 2, 2)
    assert progress["points"]["labels"][0] == "S. Mag."
    assert progress["points"]["true_weight"] is None
    refused = tick(server, {**command, "epochs": 1000})
    assert refused["seq"] == 5
    assert "checkpoint" not in refused
    assert refused["notice"]


def test_there_is_one_way_in():
    app = create_app(Settings())
    outputs = [spec["output"] for spec in app.callback_map.values() if spec.get("callback")]
    assert len(outputs) == 1
    assert not any("ws" in getattr(route, "path", "") for route in app.server.routes)  # pyright: ignore


def test_two_apps_do_not_share_callbacks_or_sessions():
    one, other = create_app(Settings()), create_app(Settings())
    assert one.server is not other.server
    assert one.callback_map is not other.callback_map
