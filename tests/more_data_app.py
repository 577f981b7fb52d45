"""The application with more data sets than its own: `uvicorn tests.more_data_app:server`."""

from app.factory import create_app
from app.server_settings import Settings
from components.text import CATALOGUE
from tests.more_data import MORE_DATA_SETS, TEXTS

CATALOGUE.update(TEXTS)
server = create_app(Settings(), data_sets=MORE_DATA_SETS).server
