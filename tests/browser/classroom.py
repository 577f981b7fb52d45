"""People of a class, each in a browser of their own: a teacher, students."""

import re

from axe_playwright_python.sync_playwright import Axe

from tests.support import Student

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
STATE = "dash_clientside.chalkline.page.state"
FROZEN = "document.documentElement.dataset.frozen"
QUIET = re.compile("status of [45]|ERR_")  # a browser tells of every refusal, and of a server that is away


class Person(Student):
    """Somebody of a class: a teacher or a student, each in a browser of their own."""

    def here(self):
        self.wait_until("document.querySelector('#class-strip') !== null")
        return self

    def join(self, code):
        """Type a code, as it is written somewhere."""
        self.press("class-join")
        self.page.fill("#join-code", code)
        self.press("join")

    def reads(self, id_):
        """What stands there, as it is read."""
        return re.sub(r"\s+", " ", self.page.inner_text(f"#{id_}"))

    def code(self):
        self.wait_until("document.querySelector('#class-code')?.textContent.length === 7")
        return self.text("class-code").replace(" ", "")

    def key_link(self):
        return self.page.get_attribute("#class-key-link", "href")

    def mode(self):
        return self.page.evaluate(f"{STATE}.room?.state.drive.mode")

    def faults(self):
        found = Axe().run(self.page).response["violations"]
        return [f"{it['id']}: {node['html'][:90]}" for it in found for node in it["nodes"]]
