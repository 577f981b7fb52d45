"""What tests of ticks share."""

import pytest

from tests.app.run.ticking import SixBatches, fresh_ticks


@pytest.fixture
def short_ticks():
    """Ticks whose time is up after some batches, always the same number."""
    ticks = fresh_ticks(limit=2)
    ticks.budget = SixBatches()
    return ticks
