"""Who asks: the copies of one command, and a page that fails while it takes an answer."""

ASKED = """
    const posts = [];
    chalkline.link.post = (command, signal) => new Promise((ok, lost) => posts.push({ command, signal, ok, lost }));
    const wanted = { look: true, epochsToGoal: 0, playing: false, speed: 1, answered: false };
    const taken = [];
    const take = (command, progress) => taken.push(progress.seq);
    const page = { wish: () => wanted, command: (epochs) => ({ epochs }), take, wait() {}, changed() {} };
    const asker = new chalkline.Asker(page);
    const soon = (ms = 0) => new Promise((done) => setTimeout(done, ms));
    asker.ask();
"""


def test_a_copy_that_fails_does_not_throw_the_other_away(script):
    found = script(f"""async () => {{ {ASKED}
        asker.sendAgain(performance.now());
        posts[1].lost(new Error("no answer"));
        await soon();
        const kept = !posts[0].signal.aborted && !asker.gate.inFlight.isLost;
        posts[0].ok({{ seq: 1, pace_ms: 100 }});
        await soon();
        return [kept, posts.length, taken];
    }}""")
    assert found == [True, 2, [1]]


def test_when_the_last_copy_fails_the_command_is_lost(script):
    assert script(f"""async () => {{ {ASKED}
        posts[0].lost(new Error("no answer"));
        await soon();
        return asker.gate.inFlight.isLost;
    }}""")


def test_a_page_that_fails_to_take_an_answer_asks_again(script):
    asked = script(f"""async () => {{ {ASKED}
        page.take = () => {{ throw new Error("could not draw"); }};
        posts[0].ok({{ seq: 1, pace_ms: 100 }});
        await soon(1500);
        return posts.map(({{ command }}) => command.seq);
    }}""")
    assert asked == [1, 2]


def test_a_command_that_is_forgotten_is_given_up(script):
    assert script(f"""async () => {{ {ASKED}
        asker.forget();
        posts[0].ok({{ seq: 1, pace_ms: 100 }});
        await soon();
        return [posts[0].signal.aborted, taken];
    }}""") == [True, []]
