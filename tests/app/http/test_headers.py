"""Headers: on pages all of them, https only where it is true, forwarded addresses only of known proxies."""

import pytest

from app.factory import create_app
from app.serve import uvicorn_config
from app.server_settings import Settings
from tests.asgi import CANARY, Asked, encoded, frame


@pytest.fixture
def served():
    """Make an application with these settings."""
    made = []

    def make(**settings):
        made.append(Asked(create_app(Settings(**settings)).server))
        return made[-1]

    yield make
    for one in made:
        one.close()


def page(asked, **request):
    return asked(method="GET", path="/", **{"headers": [], **request})


def policy(answer):
    parts = [part.split(" ") for part in answer.headers["content-security-policy"].split("; ")]
    return {name: values for name, *values in parts}


def test_a_page_may_load_nothing_from_elsewhere_and_run_no_script_within_it(served):
    found = policy(page(served()))
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == ["'self'"]
    assert not any("unsafe-eval" in source or "http" in source for sources in found.values() for source in sources)
    assert found["base-uri"] == found["form-action"] == ["'none'"]


def test_pages_and_everything_else(served):
    asked = served()
    opened = page(asked)
    assert opened.headers["referrer-policy"] == "same-origin"
    assert "camera=()" in opened.headers["permissions-policy"]
    for answer in (
        opened,
        asked(encoded(frame(CANARY))),
        asked(b"{"),
        page_at(asked, "/page-0123456789abcdef0123/main.js"),
        page_at(asked, "/nothing"),
    ):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not {"set-cookie", "server", "x-powered-by"} & set(answer.headers)


def page_at(asked, path):
    return asked(method="GET", path=path, headers=[])


def test_a_tick_carries_no_more_than_it_needs(served):
    assert set(served()(encoded(frame(CANARY))).headers) == {"content-type", "content-length", "x-content-type-options"}


def test_nobody_may_embed_the_page_but_the_origins_named(served):
    assert policy(page(served()))["frame-ancestors"] == ["'none'"]
    named = served(embed_origins="https://moodle.example.org, https://*.school.example:8443")
    assert policy(page(named))["frame-ancestors"] == ["https://moodle.example.org", "https://*.school.example:8443"]


FORWARDED = [(b"x-forwarded-proto", b"https"), (b"x-forwarded-for", b"198.51.100.9")]


def test_https_is_kept_only_where_it_is_true(served):
    asked = served()
    assert "strict-transport-security" not in page(asked).headers
    assert "strict-transport-security" not in page(asked, headers=FORWARDED, client=("127.0.0.1", 1)).headers
    assert page(asked, scheme="https").headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_answer_that_nobody_expected_carries_them_too(monkeypatch, scheme):
    """Starlette makes it outside of all middleware, and raises the error once more, for the log."""

    def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("app.run.route.TickRoute._answer", broken)
    asked, sent = Asked(create_app(Settings()).server), []

    async def send(message):
        sent.append(message)

    with pytest.raises(ZeroDivisionError):
        asked(encoded(frame(CANARY)), scheme=scheme, send=send)
    asked.close()
    told = dict(sent[0]["headers"])
    assert (sent[0]["status"], told[b"x-content-type-options"]) == (500, b"nosniff")
    assert (b"strict-transport-security" in told) is (scheme == "https")
    assert sent[1]["body"] == b"Internal Server Error"


def test_forwarded_headers_are_believed_of_the_proxies_named_and_of_nobody_else(served):
    asked = served(trusted_proxies="10.0.0.0/8 2001:db8::5", new_runs_per_minute=1)
    for proxy, believed in [("10.1.2.3", True), ("2001:db8::5", True), ("192.0.2.7", False), ("127.0.0.1", False)]:
        answer = page(asked, headers=FORWARDED, client=(proxy, 1))
        assert ("strict-transport-security" in answer.headers) is believed, proxy


def new_run(asked, run, forwarded, proxy="10.1.2.3"):
    headers = [(b"content-type", b"application/json"), (b"x-forwarded-for", forwarded)]
    return asked(encoded(frame({**CANARY, "run": run})), headers=headers, client=(proxy, 1)).status


def test_behind_a_proxy_the_limit_counts_the_last_address_that_the_proxy_saw(served):
    asked = served(trusted_proxies="10.0.0.0/8", new_runs_per_minute=1)
    assert new_run(asked, "a", b"198.51.100.1") == 200
    assert new_run(asked, "b", b"198.51.100.2") == 200
    assert new_run(asked, "c", b"198.51.100.1") == 429
    assert new_run(asked, "d", b"203.0.113.5, 198.51.100.1") == 429  # what the sender itself wrote comes first
    alone = served(new_runs_per_minute=1)
    assert [new_run(alone, "a", b"198.51.100.1"), new_run(alone, "b", b"198.51.100.2")] == [200, 429]


def test_a_host_starts_uvicorn_without_banner_forwarded_headers_or_second_way_in():
    config = uvicorn_config(Settings())
    assert (config.access_log, config.server_header, config.proxy_headers) == (False, False, False)
    assert config.ws == "none"


def test_a_connection_outlives_what_a_balancer_keeps():
    assert uvicorn_config(Settings()).timeout_keep_alive > 90
