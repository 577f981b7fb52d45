"""What each fault cost: seconds frozen, seconds until it moved again, epochs lost; told at the end, never asserted."""

import pytest

COSTS = pytest.StashKey[list]()


def pytest_configure(config):
    config.stash[COSTS] = []


@pytest.fixture
def cost(request):
    """Note what a fault cost: the longest time frozen, the time from its end to the next epoch, epochs lost."""

    def note(fault, frozen, again, lost):
        request.config.stash[COSTS].append((fault, frozen, again, lost))
        request.node.user_properties.append((fault, {"frozen_s": frozen, "again_s": again, "epochs_lost": lost}))

    return note


def pytest_terminal_summary(terminalreporter, config):
    costs = config.stash[COSTS]
    if not costs:
        return
    terminalreporter.section("what faults cost: frozen s, moving again s after the end, epochs lost")
    for fault, frozen, again, lost in costs:
        after = "     " if again is None else f"{again:5.2f}"
        terminalreporter.write_line(f"{fault:<72} {frozen:6.2f}  {after}  {lost:3}")
