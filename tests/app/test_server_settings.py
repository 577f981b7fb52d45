"""Settings: defaults that just work, and a sentence for what does not."""

import pytest

from app.server_settings import Settings, from_environment

NO_REDIS = [
    *("http://redis", "redis", "redis://redis:99999", "redis://redis:port", "redis://[::1"),
    *("redis://redis?socket_timeout=soon", "redis://redis?unheard_of=1", "rediss://redis?ssl_cert_reqs=perhaps"),
]


def test_an_empty_environment_gives_the_defaults():
    assert from_environment({}) == Settings()


def test_variables_are_read():
    settings = from_environment({"PORT": "9000", "HOST": "0.0.0.0", "MAX_SESSIONS": "5", "LOG_LEVEL": "INFO"})
    assert (settings.port, settings.host, settings.max_sessions, settings.log_level) == (9000, "0.0.0.0", 5, "info")


def test_lists_are_read():
    settings = from_environment(
        {
            "EMBED_ORIGINS": " https://A.example,http://localhost:3000 ",
            "TRUSTED_PROXIES": "10.0.0.0/8 ::1 ::ffff:192.0.2.1",
        }
    )
    assert settings.embedders == ["https://a.example", "http://localhost:3000"]
    assert settings.proxies == ["10.0.0.0/8", "::1/128", "192.0.2.1/32"]


@pytest.mark.parametrize("origin", ["https://*.school.example", "https://a.example:65535", "http://localhost"])
def test_origins_may_have_a_port_and_stand_for_those_below_one_name(origin):
    assert from_environment({"EMBED_ORIGINS": origin}).embedders == [origin]


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PORT": "eighty"}, "PORT must be a whole number, not 'eighty'."),
        ({"PORT": "70000"}, "PORT must lie between 0 and 65535, not 70000."),
        ({"MAX_SESSIONS": "0"}, "MAX_SESSIONS must lie between"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be"),
        ({"NEW_RUNS_PER_MINUTE": "0"}, "NEW_RUNS_PER_MINUTE must lie between"),
        ({"EMBED_ORIGINS": "moodle.example.org"}, "EMBED_ORIGINS must list origins"),
        ({"EMBED_ORIGINS": "https://a.example/path"}, "EMBED_ORIGINS must list origins"),
        ({"EMBED_ORIGINS": "https://a.example; script-src *"}, "EMBED_ORIGINS must list origins"),
        ({"EMBED_ORIGINS": "*"}, "EMBED_ORIGINS must list origins"),
        ({"EMBED_ORIGINS": "https://*.com"}, "EMBED_ORIGINS must list origins"),
        ({"EMBED_ORIGINS": "https://a.example:99999"}, "EMBED_ORIGINS must list origins"),
        ({"EMBED_ORIGINS": "https://a.example:0"}, "EMBED_ORIGINS must list origins"),
        ({"TRUSTED_PROXIES": "0.0.0.0/0"}, "TRUSTED_PROXIES must list addresses or networks.* no wider"),
        ({"TRUSTED_PROXIES": "::/0"}, "TRUSTED_PROXIES must list addresses or networks"),
        ({"TRUSTED_PROXIES": "::ffff:0:0/96"}, "TRUSTED_PROXIES must list addresses or networks"),
        ({"TRUSTED_PROXIES": "*"}, "TRUSTED_PROXIES must list addresses or networks"),
        ({"TRUSTED_PROXIES": "10.0.0.1/8"}, "TRUSTED_PROXIES must list addresses or networks"),
        ({"TRUSTED_PROXIES": "proxy.example"}, "TRUSTED_PROXIES must list addresses or networks"),
        *(({"REDIS_URL": url}, "REDIS_URL must be an address of a Redis") for url in NO_REDIS),
    ],
)
def test_a_wrong_variable_is_named(variables, sentence):
    with pytest.raises(ValueError, match=sentence):
        from_environment(variables)


@pytest.mark.parametrize(
    "url", ["rediss://:secret@redis.example:6379/0", "redis://localhost", "unix:///run/redis.sock"]
)
def test_an_address_of_a_redis_is_taken(url):
    assert from_environment({"REDIS_URL": url}).redis_url == url


def test_the_password_of_a_redis_is_told_to_nobody():
    with pytest.raises(ValueError, match="REDIS_URL") as refused:
        from_environment({"REDIS_URL": "redis://:secret@redis:port"})
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None
