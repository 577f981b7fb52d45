"""What tests of a server as a real process share."""

import pytest

from tests.app.hosts import Host


@pytest.fixture
def host(tmp_path, request):
    running = Host(tmp_path / "log", **request.param).start()
    yield running
    running.open.close()
    running.stop()
