"""A process that serves classes, asked without sockets; a teacher and members on it; and a Redis of one's own."""

import asyncio
import json
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from app.http.turns import Turns
from app.notices import RefusedError
from app.rooms.answers import Answers
from app.rooms.lifecycle import Rooms
from app.rooms.memory_store import MemoryStore
from app.rooms.rate_limits import RateLimits
from app.rooms.redis_store import RedisStore
from app.rooms.room import ENCODER
from app.rooms.runs import Runs
from app.rooms.ticking import Ticking
from app.run.pace import Pace
from app.run.sessions import SessionCache
from app.run.ticks import Ticks
from model.data import DATA_SETS
from tests.asgi import encoded
from tests.support import free_port

ADDRESS = "192.0.2.7"
LINE = {"kind": "line", "n": 20, "noise": 0.25, "seed": 7}
SGD = {"name": "sgd", "learning_rate": 0.1}


async def at_once(_):
    """Wait for nobody."""


class Loop:
    """An event loop in a thread of its own: a browser of another test may keep one running in this one."""

    def __init__(self):
        self.pool = ThreadPoolExecutor(1)
        self.loop = asyncio.new_event_loop()

    def run(self, coroutine):
        return self.pool.submit(self.loop.run_until_complete, coroutine).result()

    def close(self):
        self.pool.submit(self.loop.close).result()
        self.pool.shutdown()


class Worker:
    """One process: what it is asked it answers as plain JSON, or as the name of its refusal."""

    def __init__(self, loop, store=None, workers=1, **rooms):
        self.loop = loop
        self.rooms = Rooms(store or MemoryStore(), workers, **({"limits": RateLimits(sleep=at_once)} | rooms))
        self.ticks = Ticks(SessionCache(1000), Pace(), 1000)
        self.answers = Answers(self.rooms, self.ticks.own, DATA_SETS, Runs(self.rooms, Turns(), DATA_SETS))
        self.ticks.in_room = Ticking(self.rooms).answer

    async def asked(self, route, raw, address=ADDRESS):
        try:
            found = await getattr(self.answers, route)(encoded(raw), address)
        except RefusedError as refused:
            return {"refused": refused.notice["id"].removeprefix("class.error.")}
        if route == "download":
            return found
        return json.loads(found if isinstance(found, bytes) else ENCODER.encode(found))

    def ask(self, route, **raw):
        return self.loop.run(self.asked(route, raw))

    def tick(self, command):
        async def ticked():
            return json.loads(ENCODER.encode(self.ticks.answer(command)))

        return self.loop.run(ticked())

    def work(self):
        """Let the store write and fetch, as it does five times a second."""

        async def worked():
            for room in await self.rooms.store.work(list(self.rooms.known.values())):
                self.rooms.forget(room)

        self.loop.run(worked())

    def close(self):
        self.loop.run(self.rooms.close())


class Teacher:
    """Whoever has opened a class."""

    def __init__(self, worker):
        self.worker = worker
        self.opened = worker.ask("open")
        self.code, self.key = self.opened["code"], self.opened["key"]

    def watch(self, **more):
        asked = {"want": ["map", "curves", "ucurve", "slopes"]} | more
        return self.worker.ask("watch", code=self.code, key=self.key, **asked)

    def drive(self, type_, **more):
        return self.worker.ask("drive", code=self.code, key=self.key, do={"type": type_, **more})

    def download(self, table):
        return self.worker.ask("download", code=self.code, key=self.key, table=table)

    @property
    def room(self):
        return self.worker.rooms.known[self.code]


class Pupil:
    """A member, with a run of its own."""

    def __init__(self, worker, code, **more):
        self.worker, self.code = worker, code
        self.joined = worker.ask("join", code=code, browser="a browser", **more)
        self.token = self.joined.get("token")
        self.checkpoint, self.seq = None, 0

    @property
    def member(self):
        return self.token.partition(".")[0]

    def poll(self, version=0, mine=0, **more):
        return self.worker.ask("poll", code=self.code, token=self.token, version=version, mine=mine, **more)

    def act(self, type_, **more):
        return self.worker.ask("act", code=self.code, token=self.token, do={"type": type_, **more})

    def send(self, purpose, record, claim=None):
        more = {} if claim is None else {"claim": claim}
        return self.worker.ask("record", code=self.code, token=self.token, record=record, **{"for": purpose}, **more)

    def look(self):
        return self.worker.ask("look", code=self.code, token=self.token)

    def tick(self, epochs=1, *, rate=0.1, data=LINE, version=0, mine=0, again=False, **room):
        """Run on from the last checkpoint, or from the start `again`."""
        self.seq += 1
        if again:
            self.checkpoint = None
        training = {"optimizer": SGD | {"learning_rate": rate}, "batch_size": None, "seed": 1}
        asked = {"code": self.code, "token": self.token, "version": version, "mine": mine, **room}
        command = {"version": 1, "run": "r1", "seq": self.seq, "epochs": epochs, "data": data, "training": training}
        progress = self.worker.tick(command | {"checkpoint": self.checkpoint, "shown": None, "room": asked})
        self.checkpoint = progress.get("checkpoint")
        done = len(progress.get("loss", ()))
        if not 0 < done < epochs or progress.get("diverged"):
            return progress
        # A busy machine answers with fewer: the page, too, asks for the others then.
        rest = self.tick(epochs - done, rate=rate, data=data, version=version, mine=mine, **room)
        return rest | {name: progress[name] + rest[name] for name in ("weight", "bias", "loss")}


class RedisServer:
    """A redis-server that keeps nothing on disk, unless it is told to; it can be killed and be silent."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.process = None

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self, *options):
        server = shutil.which("redis-server")
        assert server, "redis-server is missing: `make browser` installs it."
        command = [server, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), *options]
        command += [] if "--appendonly" in options else ["--appendonly", "no"]
        self.process = subprocess.Popen([*command, "--save", "", "--daemonize", "no"], stdout=subprocess.DEVNULL)
        for _ in range(500):
            if self.call("ping") == "PONG":
                return self
            time.sleep(0.01)
        raise TimeoutError("redis-server does not answer.")

    def call(self, *words):
        command = ["redis-cli", "-p", str(self.port), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def store(self, timeout_s=10):
        """A process's store: a machine that is busy with other tests is not out of reach."""
        return RedisStore(self.url, timeout_s)


def workers_of(loop, server, count=2):
    return [Worker(loop, server.store(), workers=count) for _ in range(count)]


def settle(*workers):
    """Let each write, and then each fetch what the others have written, numbers too."""
    for _ in range(2):
        for one in workers:
            one.rooms.store.fetched.clear()
            one.work()
