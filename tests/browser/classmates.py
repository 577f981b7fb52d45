"""Members of a class without browser, through the routes that a page uses."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

CALLBACK = {
    "output": "progress.data",
    "outputs": {"id": "progress", "property": "data"},
    "changedPropIds": ["command.data"],
}


def ask(address, body):
    """Return the answer, or the notice of a refusal."""
    request = Request(address, data=json.dumps(body).encode(), headers={"content-type": "application/json"})
    try:
        return json.loads(urlopen(request, timeout=60).read())
    except HTTPError as refusal:
        return {"refused": refusal.code, **json.loads(refusal.read())}


class Classmate:
    """Somebody in the class, with a run of plain gradient descent on the straight line."""

    def __init__(self, url, code, number):
        self.url, self.code, self.number = url, code, number
        joined = ask(f"{url}/class/join", {"code": code, "browser": f"classmate-{number}"})
        self.token, self.version, self.mine = (joined[name] for name in ("token", "version", "mine"))
        self.checkpoint, self.seq = None, 0

    def learn(self, epochs, rate):
        """Run so many epochs on a sample and from a start of its own."""
        self.seq += 1
        room = {"code": self.code, "token": self.token, "version": self.version, "mine": self.mine}
        optimizer = {"name": "sgd", "learning_rate": rate}
        command = {
            **{"version": 1, "run": f"classmate{self.number}", "seq": self.seq, "epochs": epochs},
            "data": {"kind": "line", "n": 250, "noise": 0.25, "seed": self.number},
            "training": {"optimizer": optimizer, "batch_size": None, "seed": self.number},
            **{"checkpoint": self.checkpoint, "shown": None, "room": room},
        }
        inputs = [{"id": "command", "property": "data", "value": command}]
        answer = ask(f"{self.url}/_dash-update-component", {**CALLBACK, "inputs": inputs})
        progress = answer["response"]["progress"]["data"]
        self.checkpoint = progress["checkpoint"]
        return progress

    def act(self, **act):
        """Do what a page tells of its student."""
        return ask(f"{self.url}/class/act", {"code": self.code, "token": self.token, "do": act})

    def ask_me(self):
        """What the class tells this one of itself."""
        asked = {"code": self.code, "token": self.token, "version": 0, "mine": 0}
        return ask(f"{self.url}/class/poll", asked)["me"]
