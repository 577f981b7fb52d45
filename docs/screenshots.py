"""`make screenshots`: the README's pictures, taken of the running page in headless Chromium."""

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bench.classroom import Classroom
from tests.support import CHROMIUM_FLAGS, Server, Student

PICTURES = Path(__file__).with_name("pictures")
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 720}}
WALL = {"viewport": {"width": 1920, "height": 1080}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
FRAMES = 36
FRAME_MS = 120
FRAME_WIDTH = 800
CLASS_FRAMES = 30
CLASS_FRAME_MS = 300
BETWEEN_MS = 600  # of the class: half as fast as it is shown
REVEALED = 24  # the frame from which on theory stands over the class's own dots
LAST_MS = 3000
QUALITY = 70
CODE = "document.querySelector('#class-code')?.textContent.replace(/\\s/g, '') ?? ''"


def main() -> None:
    """Take every picture and say where it is."""
    PICTURES.mkdir(exist_ok=True)
    server = Server().start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM_FLAGS))
            running(browser, server.url, "desk-light", DESK)
            running(browser, server.url, "desk-dark", DESK | {"color_scheme": "dark"})
            running(browser, server.url, "phone", PHONE)
            running(browser, server.url, "projector", WALL, button="projector-button")
            seeing_why(browser, server.url)
            moving(browser, server.url)
            the_class(browser, server)
            browser.close()
    finally:
        server.stop()


def running(browser: Browser, url: str, name: str, screen: dict, button: str | None = None) -> None:
    """Take a picture of a run at epoch 40."""
    student = Student(browser, url, **screen).open()
    if button:
        student.press(button)
    student.set_rate(0.1)
    student.press("start")
    student.wait_for_epoch(40)
    save(student.page.screenshot(), name)
    student.close()


def seeing_why(browser: Browser, url: str) -> None:
    """Take a picture of four zig-zag steps on the loss map, the last one in numbers."""
    student = Student(browser, url, **DESK).open()
    student.press("chip-map")
    student.press("chip-step")
    student.set_rate(0.6)
    for epoch in range(1, 5):
        student.press("step")
        student.wait_for_epoch(epoch)
    student.settle(800)
    save(student.page.screenshot(), "see-why")
    student.close()


def moving(browser: Browser, url: str) -> None:
    """Record the first epochs as an animated GIF, one picture an epoch."""
    student = Student(browser, url, **DESK).open()
    student.set_rate(0.1)
    frames = []
    for _ in range(FRAMES):
        frames.append(small(student.page.screenshot()))
        epoch = student.epoch()
        student.press("step")
        student.wait_for_epoch(epoch + 1)
        student.settle(60)
    animate(frames, "learning.gif", [FRAME_MS] * FRAMES, optimize=True)
    student.close()


def the_class(browser: Browser, server: Server) -> None:
    """Record a class of two hundred on the wall: dots on one map, the U-curve, and theory over it in the end."""
    teacher = Student(browser, server.url, **DESK).open()
    teacher.press("class-open")
    teacher.wait_until(f"({CODE}).length === 6")
    teacher.page.keyboard.press("Escape")
    with Classroom(server.port, teacher.page.evaluate(CODE)):
        teacher.press("class-view")
        teacher.page.click("#class-show-ucurve [data-value=wall]")
        teacher.wait_until("document.querySelector('#class-map .dots') !== null")
        frames = []
        for number in range(CLASS_FRAMES):
            if number == REVEALED:
                teacher.page.click("#class-show-theory")
                teacher.settle(BETWEEN_MS)
            frames.append(narrow(teacher.page.screenshot()))
            teacher.settle(BETWEEN_MS)
    animate(frames, "class.webp", [*[CLASS_FRAME_MS] * (CLASS_FRAMES - 1), LAST_MS], quality=QUALITY, method=6)
    teacher.close()


def animate(frames: list[Image.Image], name: str, durations: list[int], **kind: Any) -> None:
    """Write frames as one moving picture."""
    path = PICTURES / name
    first, *rest = frames
    first.save(path, save_all=True, append_images=rest, duration=durations, loop=0, **kind)
    print(f"{path.relative_to(Path.cwd())}: {path.stat().st_size // 1000} kB")


def small(png: bytes) -> Image.Image:
    """Shrink a screenshot and give it few colours, as a GIF needs."""
    return narrow(png).quantize(64, dither=Image.Dither.NONE)


def narrow(png: bytes) -> Image.Image:
    """Shrink a screenshot."""
    image = Image.open(BytesIO(png)).convert("RGB")
    return image.resize((FRAME_WIDTH, round(FRAME_WIDTH * image.height / image.width)), Image.Resampling.LANCZOS)


def save(png: bytes, name: str) -> None:
    """Write a screenshot with a palette: a third of the bytes, the same to the eye."""
    path = PICTURES / f"{name}.png"
    Image.open(BytesIO(png)).convert("RGB").quantize(256).save(path, optimize=True)
    print(f"{path.relative_to(Path.cwd())}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
