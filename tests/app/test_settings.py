"""Settings: defaults that just work, and a sentence for what does not."""

import pytest

from app.settings import Settings, from_environment


def test_an_empty_environment_gives_the_defaults():
    assert from_environment({}) == Settings()


def test_variables_are_read():
    settings = from_environment({"PORT": "9000", "HOST": "0.0.0.0", "MAX_SESSIONS": "5", "LOG_LEVEL": "INFO"})
    assert (settings.port, settings.host, settings.max_sessions, settings.log_level) == (9000, "0.0.0.0", 5, "info")


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PORT": "eighty"}, "PORT must be a whole number, not 'eighty'."),
        ({"PORT": "70000"}, "PORT must lie between 0 and 65535, not 70000."),
        ({"MAX_SESSIONS": "0"}, "MAX_SESSIONS must lie between"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be"),
    ],
)
def test_a_wrong_variable_is_named(variables, sentence):
    with pytest.raises(ValueError, match=sentence):
        from_environment(variables)
