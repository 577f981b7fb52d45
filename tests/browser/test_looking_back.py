"""Looking back only looks; going on from an epoch replays it exactly."""

from tests.browser.person import check_replay, numbers, run_to


def test_looking_back_only_looks(student):
    run_to(student, 12, 0.2)
    now, record = (student.epoch(), numbers(student)), student.record()
    student.press("step-back")
    student.press("step-back")
    row = record["rows"][now[0] - 2]
    assert student.epoch() == now[0] - 2
    assert numbers(student) == (row[3], row[2], row[1])
    assert student.state() == f"Looking at epoch {now[0] - 2} of {now[0]}"
    student.page.fill("#scrubber", "3")
    student.page.wait_for_function("document.querySelector('#epoch').textContent === '3'")
    assert student.value("loss") == record["rows"][3][1]
    assert student.text("steps") == "3"
    student.press("step")
    student.page.wait_for_function("document.querySelector('#epoch').textContent === '4'")
    student.press("live")
    student.settle(200)
    assert (student.epoch(), numbers(student)) == now
    assert student.record()["rows"] == record["rows"]


def test_going_on_from_an_epoch_replays_it_exactly_and_cuts_the_record_there(student):
    run_to(student, 10, 0.2)
    run_to(student, student.epoch() + 8, 0.4)
    before = student.record()["rows"]
    student.page.fill("#scrubber", "6")
    student.page.wait_for_function("document.querySelector('#epoch').textContent === '6'")
    student.press("go-on-here")
    student.page.wait_for_function("document.querySelector('#state').textContent === 'Paused'")
    student.settle(600)
    assert student.epoch() == 6
    assert student.record()["rows"] == before[:7]
    run_to(student, 12, 0.5)
    check_replay(student)


def test_a_replay_holds_the_epoch_that_it_leads_to(student):
    run_to(student, 60, 0.3)
    student.page.fill("#scrubber", "47")
    student.page.wait_for_function("document.querySelector('#epoch').textContent === '47'")
    student.page.evaluate(
        """() => {
            window.seen = new Set();
            const epoch = document.getElementById("epoch");
            const note = () => window.seen.add(epoch.textContent);
            new MutationObserver(note).observe(epoch, { childList: true, subtree: true });
        }"""
    )
    student.press("go-on-here")
    student.wait_for_text("state", "Paused")
    student.settle(300)
    assert student.page.evaluate("[...window.seen]") in ([], ["47"])
    assert student.epoch() == 47
