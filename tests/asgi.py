"""An ASGI application asked without a socket, on an event loop of its own; and the calls that a page makes."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from components.text import text

ENDPOINT = "/_dash-update-component"
JSON_TYPE = ((b"content-type", b"application/json"),)
CANARY = {
    "version": 1,
    "run": "ca9a12",
    "seq": 0,
    "epochs": 1,
    "data": {"kind": "line", "n": 20},
    "training": {"optimizer": {"name": "sgd", "learning_rate": 0.1, "momentum": 0.9}, "batch_size": None, "seed": 1},
    "checkpoint": None,
    "shown": None,
}


def frame(command, **changes):
    """A call as Dash's renderer writes it."""
    return {
        "output": "progress.data",
        "outputs": {"id": "progress", "property": "data"},
        "inputs": [{"id": "command", "property": "data", "value": command}],
        "changedPropIds": ["command.data"],
        **changes,
    }


def encoded(raw):
    return json.dumps(raw, separators=(",", ":")).encode()


def sentence_of(said):
    """The words that the page has for a notice; the server sends their id."""
    return text(said["notice"]["id"], **said["notice"].get("values", {}))


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def notice(self):
        said = json.loads(self.body)
        assert set(said) <= {"notice", "detail"}
        words = sentence_of(said)
        assert words[0].isupper()
        assert words.endswith(".")
        return words

    @property
    def progress(self):
        assert self.status == 200, self.body
        return json.loads(self.body)["response"]["progress"]["data"]


class Asked:
    """The application in a thread: a browser of another test may keep a loop running in this one."""

    def __init__(self, application):
        self.application = application
        self.pool = ThreadPoolExecutor(1)
        self.loop = asyncio.new_event_loop()

    def close(self):
        self.pool.submit(self.loop.close).result()
        self.pool.shutdown()

    def run(self, coroutine):
        return self.pool.submit(self.loop.run_until_complete, coroutine).result()

    def __call__(self, body=b"", **request):
        return self.run(self.ask(body, **request))

    async def ask(
        self,
        body=b"",
        *,
        method="POST",
        path=ENDPOINT,
        headers=JSON_TYPE,
        query=b"",
        scheme="http",
        client=("192.0.2.7", 1),
        chunks=None,
        ends=True,
        send=None,
    ):
        """Send one request; `ends=False` is a sender that goes away before the end of the body; `send` hears all."""
        sent = []

        async def take(message):
            sent.append(message)

        where = {"method": method, "scheme": scheme, "path": path, "query_string": query}
        scope = scope_of(**where, headers=list(headers), client=client)
        await self.application(scope, told_in_turn(chunks or [body], ends), send or take)
        return answer_of(sent) if sent else None


def scope_of(*, path, **others):
    known = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "root_path": "", "server": ("test", 80)}
    return {**known, "path": path, "raw_path": path.encode(errors="replace"), **others}


def told_in_turn(parts, ends):
    """What an application calls for the parts of a body; after them the sender has gone away."""
    waiting = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    if ends:
        waiting[-1]["more_body"] = False
    waiting = iter(waiting)

    async def receive():
        return next(waiting, {"type": "http.disconnect"})

    return receive


def answer_of(sent):
    start, *bodies = sent
    assert [message["type"] for message in sent] == ["http.response.start"] + ["http.response.body"] * len(bodies)
    body = b"".join(message.get("body", b"") for message in bodies)
    return Answer(start["status"], {k.decode(): v.decode() for k, v in start["headers"]}, body)


def with_checkpoint(command, progress, **changes):
    """The command that goes on from an answer."""
    shown = progress["points"]["shown"] if "points" in progress else command["shown"]
    seq = command["seq"] + 1
    return {**command, "seq": seq, "shown": shown, "checkpoint": progress["checkpoint"], **changes}
