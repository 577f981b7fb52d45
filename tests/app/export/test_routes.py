"""The routes for a run to take home: what they answer, and what they refuse, with a sentence."""

import asyncio
import copy
import http.client
import json
import time
from urllib.parse import urlsplit

import nbformat
import pytest

from app.export.record import parse_record
from app.export.script import script
from app.factory import create_app
from app.http.turns import TooBusyError, Turns
from app.notices import RefusedError
from app.server_settings import Settings
from model.data import HousePricesData, HubbleData, LineData
from model.optimizers import SGD, Adam, TrainingSettings
from tests.asgi import Asked, encoded, sentence_of
from tests.runs import Run
from tests.support import in_a_loop_of_its_own, with_value

RUN = Run(LineData(n=50), TrainingSettings(SGD(0.1), 16)).epochs(3).batches(2).change(learning_rate=0.05).epochs(2)
GOOD = RUN.body()
HOSTILE = '"""\nimport os; os.system("true")  # {0}'


def changed(path, value, good=GOOD):
    return with_value(good, path, value)


def without(path):
    raw = copy.deepcopy(GOOD)
    *parents, last = path.split("/")
    place = raw
    for name in parents:
        place = place[int(name) if name.isdigit() else name]
    del place[last]
    return raw


def refused(raw):
    body = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    with pytest.raises(RefusedError) as error:
        parse_record(body)
    sentence = f"{sentence_of(error.value.as_json())} {error.value.detail}".strip()
    assert sentence[0].isupper()
    assert len(sentence) < 250
    assert "\n" not in sentence
    return sentence


def post(server, path, body, **headers):
    """Send a body, in chunks where it is an iterator; return status, kind and text of the answer."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    headers = {"Content-Type": "application/json", **headers}
    connection.request("POST", path, body, headers, encode_chunked=not isinstance(body, bytes))
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.headers["content-type"], text


def test_a_run_comes_back_as_a_script(server):
    status, kind, text = post(server, "/script", json.dumps(GOOD).encode())
    assert (status, kind) == (200, "text/x-python; charset=utf-8")
    assert text == RUN.script()


def test_a_run_comes_back_as_a_notebook(server):
    status, kind, text = post(server, "/notebook", json.dumps(GOOD).encode())
    assert (status, kind) == (200, "application/x-ipynb+json")
    nbformat.validate(json.loads(text))


def test_scripts_and_notebooks_are_written_one_at_a_time(monkeypatch):
    """Oracle: who is at work when a record is parsed, which is the first thing that is done for either."""
    at_work, most = [], []

    def slowly(body, _):
        at_work.append(body)
        most.append(len(at_work))
        time.sleep(0.02)
        at_work.pop()
        return parse_record(body)

    monkeypatch.setattr("app.export.routes.parse_record", slowly)
    asked = Asked(create_app(Settings()).server)

    async def many():
        return await asyncio.gather(*[asked.ask(encoded(GOOD), path=path) for path in 4 * ["/script", "/notebook"]])

    assert [answer.status for answer in asked.run(many())] == 8 * [200]
    asked.close()
    assert most == 8 * [1]


@pytest.mark.parametrize("path", ["/script", "/notebook"])
def test_what_is_no_run_gets_a_sentence_over_http_and_never_a_500(server, path):
    bodies = [b"", b"{", b"[" * 200_000, b'{"version": NaN}', b"\xff\xfe", b"null", b"{}", HOSTILE.encode()]
    bodies += [json.dumps(changed("segments/0/data/n", value)).encode() for value in ("250", 1, 10**400, None, [1])]
    bodies += [json.dumps({**GOOD, "start": 0}).encode().replace(b'"start": 0', b'"start": {"a": ' + b"[" * 200_000)]
    for body in bodies:
        status, kind, said = post(server, path, body)
        assert (status, kind) == (422, "application/json"), body[:40]
        assert json.loads(said)["notice"] == {"id": "server.unusable"}
        assert "\n" not in json.loads(said)["detail"]


def test_what_is_too_large_is_refused_before_it_is_parsed(server):
    too_large = (413, "application/json", '{"notice":{"id":"server.record-too-large"}}')
    padded = json.dumps(GOOD).encode().ljust(1_000_000)
    assert post(server, "/script", padded)[0] == 200
    assert post(server, "/script", padded + b" ") == too_large
    assert post(server, "/script", b"x" * 3_000_000) == too_large


def test_what_comes_in_chunks_is_counted_on_the_way(server):
    halves = json.dumps(GOOD).encode().partition(b"segments")
    assert post(server, "/script", iter(halves), **{"Transfer-Encoding": "chunked"})[0] == 200
    chunks = (b" " * 50_000 for _ in range(100))
    assert post(server, "/notebook", chunks, **{"Transfer-Encoding": "chunked"})[0] == 413


def test_a_browser_that_went_away_leaves_the_server_well(server):
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    connection.putrequest("POST", "/script")
    connection.putheader("Content-Length", "1000")
    connection.endheaders(b"{")
    connection.close()
    assert post(server, "/script", json.dumps(GOOD).encode())[0] == 200


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", 2),
        ("version", "1"),
        ("version", True),
        ("epoch", -1),
        ("epoch", 10_000_001),
        ("epoch", 2.5),
        ("epoch", "3"),
        ("batch", -1),
        ("batch", 2001),
        ("segments", []),
        ("segments", {}),
        ("segments", None),
        ("segments", [None]),
        ("segments", [GOOD["segments"][0]] * 2001),
        ("segments/0/epoch", 1),
        ("segments/0/batch", 1),
        ("segments/1/epoch", -1),
        ("segments/1/batch", 2001),
        ("segments/1/colour", "red"),
        ("segments/0/data", None),
        ("segments/0/data", {"kind": "moons"}),
        ("segments/0/data/kind", HOSTILE),
        ("segments/0/data/scaling", HOSTILE),
        ("segments/0/data/n", "250; import os"),
        ("segments/0/data/n", True),
        ("segments/0/data/noise", float("nan")),
        ("segments/0/data/noise", float("inf")),
        ("segments/0/data/noise", 10**400),
        ("segments/0/data/weight", 1001),
        ("segments/0/data/seed", 2**32),
        ("segments/0/data/" + HOSTILE.replace("/", ""), 1),
        ("segments/0/training/optimizer/name", HOSTILE),
        ("segments/0/training/optimizer/learning_rate", "0.1"),
        ("segments/0/training/optimizer/learning_rate", 11),
        ("segments/0/training/optimizer/nesterov", HOSTILE),
        ("segments/0/training/optimizer/dampening", 0.5),
        ("segments/0/training/batch_size", 0),
        ("segments/0/training/batch_size", "16"),
        ("segments/0/training/seed", -1),
        ("segments/0/training/colour", "red"),
        ("start", None),
        ("start", {}),
        ("start/version", 2),
        ("start/epoch", 1),
        ("start/step", 5),
        ("start/batch", 1),
        ("start/start_loss", float("inf")),
        ("start/parameters", {}),
        ("start/parameters/linear.weight", [float("nan")]),
        ("start/parameters/linear.weight", [1e39]),
        ("start/parameters/linear.weight", [0.0, 1.0]),
        ("start/parameters/linear.weight", ["0.0"]),
        ("start/parameters/linear.bias", []),
        ("start/parameters/" + HOSTILE.replace("/", ""), [1.0]),
        ("start/buffers", {"linear.weight.exp_avg": [0.5]}),
        ("start/extra", 1),
        ("unknown", 1),
        ("unknown" * 1000, 1),
        ("unknown\nline", 1),
    ],
)
def test_what_is_out_of_bounds_is_refused(path, value):
    refused(changed(path, value))


@pytest.mark.parametrize(
    "path",
    ["version", "start", "segments", "epoch", "batch", "segments/0/data", "segments/1/epoch", "start/parameters"],
)
def test_nothing_may_be_missing(path):
    refused(without(path))


def test_another_version_is_said_to_be_one():
    assert refused(changed("version", 2)) == "This page and the server are of different versions. Reload the page."


def test_segments_stand_in_order():
    raw = copy.deepcopy(GOOD)
    raw["segments"].append(raw["segments"][1])
    parse_record(json.dumps(raw).encode())
    raw["segments"].append({**raw["segments"][1], "batch": 1})
    assert "order" in refused(raw)


@pytest.mark.parametrize("data", [HousePricesData(), HubbleData(), LineData(scaling="ten")])
def test_all_segments_have_one_kind_of_data_and_one_scaling(data):
    other = Run(data, TrainingSettings()).body()["segments"][0]["data"]
    assert "same kind of data" in refused(changed("segments/1/data", other))


@pytest.mark.parametrize(
    ("epoch", "batch", "later"),
    [
        (3, 4, []),  # 50 points in batches of 16: four batches make an epoch
        (0, 4, []),
        (9, 1, [(5, 9)]),
        (9, 0, [(3, 4)]),
    ],
)
def test_a_run_stands_where_a_run_can_stand(epoch, batch, later):
    raw = {**GOOD, "segments": GOOD["segments"][:1], "epoch": epoch, "batch": batch}
    for place in later:
        changes = changed("training/optimizer/learning_rate", 0.2, GOOD["segments"][0])
        raw["segments"] = [*raw["segments"], {**changes, "epoch": place[0], "batch": place[1]}]
    assert "over by then" in refused(raw)


def test_a_full_batch_has_no_middle():
    raw = Run(LineData(), TrainingSettings()).epochs(2).body()
    refused({**raw, "batch": 1})


def test_no_words_of_the_body_reach_the_script():
    raw = changed("start/family", HOSTILE)
    code = script(parse_record(json.dumps(raw).encode()))
    assert code == RUN.script()
    raw = changed("start/buffers", {HOSTILE: [0.0]})
    assert script(parse_record(json.dumps(raw).encode())) == code


def test_nesterov_without_a_momentum_is_plain_gradient_descent():
    raw = changed("segments/0/training/optimizer/nesterov", True)
    assert script(parse_record(json.dumps(raw).encode())) == RUN.script()


def test_numbers_stay_numbers():
    raw = changed("segments/0/data/noise", 1)
    raw = changed("segments/0/training/optimizer", {"name": "adam", "learning_rate": 1, "beta1": 0}, raw)
    record = parse_record(json.dumps(raw).encode())
    assert record.segments[0].training.optimizer == Adam(1.0, 0.0)
    assert "lr=1.0, betas=(0.0, 0.999)" in script(record)


def test_what_waits_for_its_turn_is_bounded_and_given_back():
    async def wait_in_line():
        turns = Turns(most=100)
        async with turns.turn(60):
            second = asyncio.create_task(turns.turn(40).__aenter__())
            await asyncio.sleep(0)
            with pytest.raises(TooBusyError):
                await turns.turn(1).__aenter__()
            second.cancel()
            await asyncio.gather(second, return_exceptions=True)
            assert turns.waiting == 60
        return turns.waiting

    assert in_a_loop_of_its_own(wait_in_line()) == 0


def test_a_server_whose_line_is_full_says_so(monkeypatch):
    monkeypatch.setattr(Turns.__init__, "__defaults__", (10,))
    asked = Asked(create_app(Settings()).server)
    answer = asked(encoded(GOOD), path="/script")
    assert (answer.status, answer.notice) == (429, "Many are taking their runs along just now. Try again in a moment.")
    asked.close()
