"""What a person takes along: files where they are saved, and no word of saving where they are not."""

import pytest

from tests.support import Student

SANDBOX = 'sandbox="allow-scripts allow-same-origin"'


def unguarded(route):
    """The page without its policy, which lets only those embed it that a host names."""
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name != "content-security-policy"}
    route.fulfill(response=answer, headers=headers)


@pytest.fixture
def framed(chromium, server):
    """Open the page in a frame with these attributes, in a page of the same origin."""
    opened = []

    def frame(attributes):
        student = Student(chromium, server.url)
        opened.append(student)
        html = f'<iframe src="/" width="1270" height="710" {attributes}></iframe>'
        student.page.route("**/outside", lambda route: route.fulfill(body=html, content_type="text/html"))
        student.page.route(f"{server.url}/", unguarded)
        student.page.goto(f"{server.url}/outside")
        inside = student.page.frames[1]
        inside.wait_for_selector("html[data-plotly=ready]")
        return student, inside

    yield frame
    for student in opened:
        student.close()


def test_a_frame_that_saves_nothing_says_so_and_shows_what_it_would_have_saved(framed):
    student, inside = framed(SANDBOX)
    saved = []
    student.page.on("download", lambda file: saved.append(file.suggested_filename))
    inside.click("#step")
    inside.click("#chip-code")
    inside.wait_for_selector("#script:has-text('torch')")
    inside.click("#download-history")
    assert inside.input_value("#given textarea").startswith("epoch,weight,bias,loss")
    assert "cannot be saved" in inside.text_content("#code-words")
    inside.press("#given", "Escape")
    assert inside.query_selector("#given") is None
    inside.click("[data-picture=loss][data-format=png]")
    inside.wait_for_selector("#given img[src^='data:image/png']")
    assert inside.evaluate("document.querySelector('#given img').decode().then(() => true)")
    assert saved == []
    assert "Saved" not in inside.inner_text("body")


def test_a_frame_without_a_sandbox_saves_as_the_page_does(framed):
    student, inside = framed("")
    inside.click("#chip-code")
    inside.wait_for_selector("#script:has-text('torch')")
    with student.page.expect_download():
        inside.click("#download-script")
    inside.wait_for_selector("#code-words:has-text('Saved')")
    assert inside.query_selector("#given") is None
