"""A network between pages and servers: gives requests to the servers in turn, and fails as networks do."""

import http.client
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Event, Thread

TICK = "/_dash-update-component"
PASSED_ON = ("content-type", "cache-control", "etag")


class Network:
    """An HTTP proxy on a port of its own, without stickiness: each request goes to the next of its servers.

    `fault` is called with each request first; when it returns True it has dealt with it, or left it unanswered.
    """

    def __init__(self, *servers, fault=None):
        self.servers = servers
        self.fault = fault
        self.asked = []
        self.closed = Event()
        self.turn = count()
        self.listener = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.url = f"http://127.0.0.1:{self.listener.server_port}"

    def __enter__(self):
        Thread(target=self.listener.serve_forever, daemon=True).start()
        return self

    def begin_anew(self):
        """Well again, and whoever still hangs is let go: a browser keeps its connections from one page to the next."""
        self.fault, self.asked = None, []
        self.closed.set()
        self.closed = Event()

    def __exit__(self, *_):
        self.closed.set()
        self.listener.shutdown()
        self.listener.server_close()

    def ask(self, method, path, headers, body):
        server = self.servers[next(self.turn) % len(self.servers)]
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            given = {name: answer.headers[name] for name in PASSED_ON if name in answer.headers}
            return answer.status, given, answer.read()
        finally:
            connection.close()


def handler_of(network):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def handle(self):
            with suppress(OSError):  # the page has gone, or does not wait any longer
                super().handle()

        def pass_on(self):
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            network.asked.append((time.monotonic(), self.path.split("?")[0]))
            if network.fault and network.fault(self):
                return
            headers = {"content-type": self.headers.get("content-type") or "text/plain"}
            self.reply(*network.ask(self.command, self.path, headers, body))

        def reply(self, status, headers, body):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def hang(self):
            network.closed.wait()
            self.close_connection = True

        do_GET = do_POST = pass_on  # noqa: N815 - http.server's own names

        def log_message(self, *_):
            pass

    return Handler


def silent(request):
    """As when an access point dies: whoever asks now never hears anything, not even that it is over."""
    request.hang()
    return True


def abort(request):
    """The answer breaks off. (A connection closed before its first byte is asked again by browsers themselves.)"""
    request.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{")
    request.close_connection = True
    return True


def error(request):
    request.reply(500, {"content-type": "application/json"}, b'{"error": "no"}')
    return True


def html(request):
    request.reply(200, {"content-type": "text/html"}, b"<h1>Please wait</h1>")
    return True


def delayed(seconds):
    def delay(_):
        time.sleep(seconds)
        return False

    return delay


def for_ticks(fault):
    return lambda request: request.path.startswith(TICK) and fault(request)


def every_third(fault):
    turn = count(1)
    return for_ticks(lambda request: next(turn) % 3 == 0 and fault(request))


def once_for_a_tick(fault, otherwise):
    turn = iter([fault])
    return lambda request: (next(turn, otherwise) if request.path.startswith(TICK) else otherwise)(request)
