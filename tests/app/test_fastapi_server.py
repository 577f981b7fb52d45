"""The server process: what it answers, and that it is quiet."""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import dash
import pytest

from app.factory import create_app
from app.http.json_body import parse_call
from app.page import UNUSED
from app.run.route import TickRoute
from app.server_settings import Settings
from tests.support import ROOT, in_a_loop_of_its_own

COMMAND = {
    "version": 1,
    "run": "route",
    "seq": 5,
    "epochs": 2,
    "data": {"kind": "line"},
    "training": {"optimizer": {"name": "adam", "learning_rate": 0.1}, "batch_size": None, "seed": 1},
}


def get(server, path):
    with urllib.request.urlopen(f"{server.url}{path}", timeout=60) as answer:
        return answer.status, answer.headers, answer.read().decode()


def call(command, output="progress.data"):
    return {
        "output": output,
        "outputs": {"id": output.split(".")[0], "property": "data"},
        "inputs": [{"id": "command", "property": "data", "value": command}],
        "changedPropIds": ["command.data"],
    }


def tick(server, command):
    request = urllib.request.Request(
        f"{server.url}/_dash-update-component",
        json.dumps(call(command)).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
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
    command = COMMAND | {"run": "http", "data": {"kind": "hubble"}}
    progress = tick(server, command)
    # A busy machine may stop after the first epoch: a shorter answer is a prefix of the longer one.
    assert (progress["seq"], progress["epoch"]) == (5, len(progress["loss"]))
    assert progress["points"]["labels"][0] == "S. Mag."
    assert progress["points"]["true_weight"] is None
    while progress["epoch"] < 2:
        progress = tick(server, {**command, "epochs": 1, "checkpoint": progress["checkpoint"]})
    assert progress["epoch"] == 2
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


async def asked(app, messages):
    """Send a tick's request to an ASGI application, in these pieces; return its status and body."""
    waiting, sent = iter(messages), []

    async def receive():
        return next(waiting, {"type": "http.disconnect"})

    async def send(message):
        sent.append(message)

    headers = [(b"content-type", b"application/json"), (b"host", b"test")]
    scope = {
        **{"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http"},
        **{"path": "/_dash-update-component", "raw_path": b"/_dash-update-component", "query_string": b""},
        **{"root_path": "", "headers": headers, "client": ("127.0.0.1", 1), "server": ("test", 80)},
    }
    await app(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


def pieces(body, size):
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    return [{"type": "http.request", "body": part, "more_body": part is not parts[-1]} for part in parts]


@pytest.mark.parametrize("command", [COMMAND, {**COMMAND, "epochs": 1000}, None, "x", {}], ids=str)
def test_the_ticks_route_answers_what_dashs_callback_answers(command):
    async def both():
        app = create_app(Settings(tick_budget_ms=1000))
        server = app.server
        async with server.router.lifespan_context(server):
            body = json.dumps(call(command)).encode()
            by_route = await asked(server, pieces(body, 100))
            route = server.middleware_stack
            while not isinstance(route, TickRoute):
                route = route.app
            by_dash = await asked(route.app, pieces(body, 100))
            return by_route, by_dash

    (status, fast), (dash_status, slow) = in_a_loop_of_its_own(both())
    assert (status, json.loads(fast)) == (dash_status, json.loads(slow))


def test_the_guards_call_is_the_one_that_dash_has_declared():
    ((output, spec),) = (
        (key, spec) for key, spec in create_app(Settings()).callback_map.items() if spec.get("callback")
    )
    assert (output, spec["state"]) == ("progress.data", [])
    given = [{**one, "value": COMMAND} for one in spec["inputs"]]
    changed = [f"{one['id']}.{one['property']}" for one in spec["inputs"]]
    body = {"output": output, "inputs": given, "changedPropIds": changed}
    outputs = {"id": spec["output"].component_id, "property": spec["output"].component_property}
    assert parse_call(json.dumps({**body, "outputs": outputs}).encode()).command == COMMAND


def test_the_page_names_all_components_with_children_in_other_properties_and_no_others():
    """The renderer takes what is not listed for a component without any; oracle: what Dash itself would write."""
    app = create_app(Settings())
    written = re.search(r'_dash-config" type="application/json">(.*?)</script>', app.index())
    found = json.loads(written[1])["children_props"]
    whole = app._config()["children_props"]
    assert {name: {one: at for one, at in of.items() if at} for name, of in whole.items()} == found
    assert found["dash_bootstrap_components"]["Checkbox"] == ["label"]
    assert all(at for of in found.values() for at in of.values())


def test_dash_writes_what_is_taken_out_of_its_configuration():
    app = create_app(Settings())
    written = json.loads(re.search(r'_dash-config" type="application/json">(.*?)</script>', app.index())[1])
    assert {*UNUSED, "children_props"} <= app._config().keys()
    assert not set(UNUSED) & written.keys()


def test_the_renderer_does_without_what_is_not_listed():
    """Each of its look-ups names what it takes where there is nothing."""
    renderer = next(Path(dash.__path__[0]).glob("dash-renderer/build/dash_renderer.min.js")).read_text("utf-8")
    looked_up = re.findall(r'\w\("?\w*"?(?:\[\])?,\[[^]]*\],window\.__dashprivate_childrenProps\)', renderer)
    assert len(looked_up) == len(re.findall(r",window\.__dashprivate_childrenProps\)", renderer)) > 1
    assert all(re.search(r'\((\[\]|"\w+"),', one) for one in looked_up)
    assert re.search(r'\(\[\],\["children_props",', renderer)


@pytest.mark.parametrize("module", ["app.asgi", "app.__main__"])
def test_what_stays_is_not_collected_again_and_again(module):
    """A full garbage collection of torch and Dash would stop everybody for 150 ms."""
    entry = f"import {module}" if module == "app.asgi" else f"import {module} as m; m.Announcing.run = str; m.main()"
    told = subprocess.run(
        [sys.executable, "-c", f"{entry}; import gc; print(gc.get_freeze_count(), len(gc.get_objects()))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    kept, others = map(int, told.stdout.split()[-2:])
    assert kept > 100_000
    assert others < kept / 10
