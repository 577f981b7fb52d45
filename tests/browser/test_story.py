"""The whole story in one browser, as dash.testing tells it, without an error in the console."""

from dash.testing.wait import until
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from app.factory import create_app
from app.server_settings import Settings
from tests.support import free_port


def press(dash_duo, id_):
    dash_duo.find_element(f"#{id_}").click()


def text(dash_duo, id_):
    return dash_duo.driver.execute_script(f"return document.getElementById('{id_}')?.textContent ?? ''")


def epoch(dash_duo):
    return int(text(dash_duo, "epoch"))


def wait(condition, seconds=60):
    until(condition, seconds)


def wait_for_epoch(dash_duo, least):
    wait(lambda: epoch(dash_duo) >= least)


def slide_to(dash_duo, id_, value):
    dash_duo.driver.execute_script(
        """
        const input = document.getElementById(arguments[0]);
        const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
        setter.call(input, arguments[1]);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        """,
        id_,
        value,
    )


def test_a_class_watches_a_line_being_learned(dash_duo):
    dash_duo.start_server(create_app(Settings()), start_timeout=60, port=free_port())
    wait(lambda: text(dash_duo, "loss") != "")
    assert text(dash_duo, "weights-title") == "Weights right now: far from the target"
    assert epoch(dash_duo) == 0
    start = text(dash_duo, "weight"), text(dash_duo, "bias"), text(dash_duo, "loss")
    play_and_pause(dash_duo, start)
    step_once(dash_duo)
    press(dash_duo, "reset")
    wait(lambda: text(dash_duo, "epoch") == "0")
    wait(lambda: (text(dash_duo, "weight"), text(dash_duo, "bias"), text(dash_duo, "loss")) == start)
    learn_without_noise(dash_duo)
    diverge_and_halve(dash_duo)
    learn_house_prices(dash_duo)
    look_at_hubble(dash_duo)
    assert dash_duo.get_logs() in ([], None)


def play_and_pause(dash_duo, start):
    press(dash_duo, "start")
    wait_for_epoch(dash_duo, 10)
    assert float(text(dash_duo, "loss")) < float(start[2])
    press(dash_duo, "pause")
    paused = epoch(dash_duo)
    dash_duo.driver.execute_async_script("setTimeout(arguments[0], 700)")
    assert epoch(dash_duo) == paused
    assert text(dash_duo, "state") == "Paused"


def step_once(dash_duo):
    paused = epoch(dash_duo)
    press(dash_duo, "step")
    wait(lambda: epoch(dash_duo) == paused + 1)
    dash_duo.driver.execute_async_script("setTimeout(arguments[0], 400)")
    assert epoch(dash_duo) == paused + 1


def learn_without_noise(dash_duo):
    """The noise goes while the run goes on, and the rate is raised by keys."""
    press(dash_duo, "start")
    wait_for_epoch(dash_duo, 3)
    slide_to(dash_duo, "noise", 0)
    wait(lambda: text(dash_duo, "noise-value") == "0")
    wait(lambda: abs(float(text(dash_duo, "weight-least-squares")) - 2) < 0.002)
    slide = dash_duo.find_element("#learning-rate")
    slide.send_keys(*[Keys.ARROW_RIGHT] * 24)
    wait(lambda: slide.get_attribute("data-value") == "0.1")
    before = epoch(dash_duo)
    wait_for_epoch(dash_duo, before + 15)
    assert float(text(dash_duo, "loss")) < 1


def diverge_and_halve(dash_duo):
    dash_duo.find_element("#learning-rate").send_keys(Keys.PAGE_UP)
    wait(lambda: text(dash_duo, "learning-rate-value") == "1")
    wait(lambda: text(dash_duo, "state") == "Stopped")
    assert "Diverged at epoch" in text(dash_duo, "sentence")
    assert "each epoch multiplies the loss by" in text(dash_duo, "diverged")
    assert text(dash_duo, "card-limit") == text(dash_duo, "learning-rate-limit").rsplit(" ", 1)[-1]
    press(dash_duo, "halve")
    wait(lambda: "Learning" in text(dash_duo, "state"))
    wait(lambda: dash_duo.find_element("#learning-rate").get_attribute("data-value") == "0.5")


def learn_house_prices(dash_duo):
    Select(dash_duo.find_element("#dataset")).select_by_value("house-prices")
    wait(lambda: epoch(dash_duo) == 0 and text(dash_duo, "weight-4") != "")
    assert text(dash_duo, "state") == "Ready"
    press(dash_duo, "start")
    wait_for_epoch(dash_duo, 20)
    press(dash_duo, "pause")


def look_at_hubble(dash_duo):
    Select(dash_duo.find_element("#dataset")).select_by_value("hubble")
    wait(lambda: text(dash_duo, "weight-least-squares") == "454.158")
    assert text(dash_duo, "bias-least-squares") == "-40.784"
    assert text(dash_duo, "learning-rate-limit") == "diverges above 0.492"
    assert text(dash_duo, "weight-true") == ""
