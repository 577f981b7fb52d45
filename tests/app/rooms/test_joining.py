"""Opening, joining, coming back, being removed, and the end: the same in both stores."""

import json

import pytest

from app.rooms.bounds import IDLE_S, MOST_MEMBERS, OF_A_ROW
from app.rooms.codes import ALPHABET, read_code
from app.rooms.memory_store import MemoryStore
from app.rooms.names import FIRST, SECOND
from app.rooms.plan import SECTIONS
from tests.app.rooms.school import Pupil, Teacher, Worker


def test_a_code_is_read_as_people_type_it(teacher, worker):
    code = teacher.code
    assert len(code) == 6
    assert set(code) <= set(ALPHABET)
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)  # of a keyboard for Japanese
    apart = f"{code[:3]}\u2011{code[3:]}"
    for typed in (code.lower(), f"{code[:3]} {code[3:]}", f" {code[:2]}-{code[2:4]}–{code[4:]} ", wide, apart):
        assert Pupil(worker, typed).joined["code"] == code


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ABCDE1", {"letter": "1"}),
        ("ABCDEO", {"letter": "O"}),
        ("AB\x00CDE", {"letter": "?"}),
        ("ABCDE", {"count": 5}),
        ("АBCDEF", {"letter": "А"}),  # of the Russian alphabet
        ("ABCßEF", {"letter": "ß"}),
    ],
)
def test_what_no_code_can_be_is_said(typed, said):
    with pytest.raises(Exception, match=r"class\.error") as raised:
        read_code(typed)
    assert raised.value.notice["values"] == said
    assert ("foreign" in raised.value.notice["id"]) == (not typed.isascii())


def test_who_joins_gets_a_name_and_the_state_of_now(teacher, join):
    teacher.drive("mode", mode="freeze", sentence="Eyes to the front.")
    joined = join().joined
    assert set(joined["state"]) == set(SECTIONS)
    assert joined["state"]["drive"]["sentence"] == "Eyes to the front."
    first, second = joined["me"]["name"]["words"]
    assert 0 <= first < FIRST
    assert 0 <= second < SECOND
    assert joined["here"] == 1


def test_each_has_another_name_sample_and_start(join):
    members = [join().joined["me"] for _ in range(20)]
    for field in ("seed", "start"):
        assert len({me[field] for me in members}) == 20
    assert len({tuple(me["name"]["words"]) for me in members}) == 20


def test_who_comes_back_with_the_token_is_the_same(join):
    one = join()
    one.act("hide", hidden=True)
    again = join(token=one.token).joined
    assert again["token"] == one.token
    assert again["me"] == one.joined["me"] | {"hidden": True}
    assert again["here"] == 1


def test_a_hidden_name_is_not_sent_to_the_teacher_either(teacher, join):
    one, other = join(), join()
    one.act("hide", hidden=True)
    listed = {it["member"]: it["name"] for it in teacher.watch()["members"]["list"]}
    assert listed == {one.member: None, other.member: other.joined["me"]["name"]}


def test_who_was_removed_may_join_again_as_somebody_else(teacher, join):
    one, other = join(), join()
    assert teacher.drive("remove", member=one.member)["here"] == 1
    assert one.poll() == {"refused": "removed"}
    assert one.tick()["room"] == {"gone": "removed"}
    assert join(token=one.token).joined == {"refused": "removed"}
    assert join().member not in (one.member, other.member)
    assert [entry["member"] for entry in teacher.watch()["members"]["list"]].count(one.member) == 0


def test_a_name_is_changed_and_no_two_are_alike(teacher, join):
    one, other = join(), join()
    mine, taken = one.joined["me"]["name"]["words"], other.joined["me"]["name"]["words"]
    assert one.act("name", words=taken) == {"refused": "name-taken"}
    assert one.act("name", other=True)["me"]["name"]["words"] not in (mine, taken)
    assert one.act("name", own="Ada") == {"refused": "closed"}
    teacher.drive("names", allowed=True)
    assert one.act("name", own=" Ada ")["me"]["name"] == {"own": "Ada"}
    assert one.act("name", own="\u202e") == {"refused": "name"}
    assert one.act("name", own="ada")["me"]["name"] == {"own": "ada"}  # it was one's own
    other = join()
    assert other.act("name", own="ADA") == {"refused": "name-taken"}
    teacher.drive("names", allowed=False)  # nobody has one that was typed any more
    assert one.poll()["me"]["name"].keys() == {"words"}
    assert one.poll()["me"]["name"] != other.poll()["me"]["name"]


def test_the_teacher_is_the_teacher_on_another_device(teacher, worker):
    again = worker.ask("open", again={"code": teacher.code, "key": teacher.key, "kept": ""})
    assert (again["code"], again["id"]) == (teacher.code, teacher.opened["id"])
    assert worker.ask("open", again={"code": teacher.code, "key": "no key", "kept": ""}) == {"refused": "key"}


def test_at_the_end_everything_is_deleted(teacher, join, store):
    one = join()
    one.tick(3)
    teacher.worker.work()
    assert teacher.drive("end") == {"ended": True}
    assert one.poll() == {"refused": "ended"}
    assert one.tick()["room"] in ({"gone": "unknown"}, {"wait": True})
    assert teacher.watch() == {"refused": "ended"}
    teacher.worker.work()
    if store.is_shared:
        kept = teacher.worker.loop.run(store.redis.keys(f"*{teacher.code}*"))
        assert kept == []


def test_a_class_that_nobody_asks_for_is_deleted(teacher, worker, store, monkeypatch):
    if store.is_shared:
        lives = worker.loop.run(store.redis.pttl(f"chalkline:{teacher.code}:rows"))
        assert IDLE_S - 60 < lives / 1000 <= IDLE_S
        return
    teacher.room.used -= IDLE_S - 60
    worker.loop.run(worker.rooms.sweep())
    assert teacher.code in worker.rooms.known
    teacher.room.used -= 61
    worker.loop.run(worker.rooms.sweep())
    assert teacher.watch() == {"refused": "ended"}


def test_a_class_is_full_at_five_hundred(teacher, join, monkeypatch):
    monkeypatch.setattr("app.rooms.lifecycle.MOST_MEMBERS", 3)
    members = [join() for _ in range(3)]
    assert join().joined == {"refused": "full-class"}
    assert "token" in join(token=members[0].token).joined
    teacher.drive("remove", member=members[0].member)
    assert "token" in join().joined
    assert join().joined == {"refused": "full-class"}
    assert MOST_MEMBERS == 500


def test_several_processes_need_a_store_that_they_share(loop, store):
    worker = Worker(loop, store, workers=2)
    opened = worker.ask("open")
    assert ("code" in opened) == store.is_shared
    assert store.is_shared or opened == {"refused": "workers"}
    worker.close()


def test_a_server_holds_so_many_classes(loop, store):
    worker = Worker(loop, store, most=2)
    opened = [Teacher(worker) for _ in range(2)]
    assert worker.ask("open") == {"refused": "full-server"}
    opened[0].drive("end")
    assert "code" in worker.ask("open")
    worker.close()


def test_the_classes_of_a_process_are_bounded_in_bytes_and_who_is_in_one_goes_on(loop):
    """A member takes more than its row: two hundred classes of five hundred were 400 MB."""
    worker = Worker(loop, MemoryStore(most_bytes=5 * OF_A_ROW))
    teacher = Teacher(worker)
    members = [Pupil(worker, teacher.code) for _ in range(4)]
    assert [member.joined.get("refused") for member in members] == [None] * 3 + ["full-server"]
    teacher.drive("handing", on=True)
    assert members[0].act("hand-in", link="x" * 3000) == {"refused": "full-server"}
    assert members[0].act("tempo", tempo="lost")["me"]["tempo"] == "lost"
    assert teacher.drive("mode", mode="freeze")["changed"]["drive"]["mode"] == "freeze"
    store, room = worker.rooms.store, teacher.room
    assert store.bytes == room.size == sum(OF_A_ROW + 2 * len(row) for row in room.rows.values())
    teacher.drive("end")
    assert store.bytes == 0
    assert "token" in Pupil(worker, Teacher(worker).code).joined
    worker.close()


def test_of_keys_and_tokens_only_hashes_are_kept(teacher, join):
    one = join()
    rows = b"".join(teacher.room.rows.values()) + repr(teacher.room.head).encode()
    for secret in (teacher.key, one.token, one.token.partition(".")[2]):
        assert secret.encode() not in rows


def test_without_a_store_the_pages_bring_the_class_back(loop):
    before = Worker(loop)
    teacher = Teacher(before)
    one, other = Pupil(before, teacher.code), Pupil(before, teacher.code)
    one.act("hide", hidden=True)
    me = one.poll()["me"]
    teacher.drive("mode", mode="freeze", sentence="Wait.")
    kept = teacher.watch(keep=0)["keep"]["kept"]
    after = Worker(loop)
    assert Pupil(after, teacher.code, token=one.token).joined == {"refused": "unknown"}
    again = after.ask("open", again={"code": teacher.code, "key": teacher.key, "kept": kept})
    assert again["id"] == teacher.opened["id"]
    assert again["state"]["drive"]["sentence"] == "Wait."
    back = Pupil(after, teacher.code, token=one.token, again={"id": again["id"], "me": me})
    assert back.token == one.token
    assert back.joined["me"] == me
    assert back.poll(version=1)["changed"].keys() == set(SECTIONS)
    stranger = Pupil(after, teacher.code, token=other.token, again={"id": "another class", "me": me})
    assert stranger.token != other.token
    typed = {"id": again["id"], "me": me | {"name": {"own": "Somebody"}}}
    unasked = Pupil(after, teacher.code, token=other.token, again=typed).joined["me"]
    assert (unasked["seed"], unasked["name"].keys()) == (me["seed"], {"words"})  # names are not typed in this class


def test_a_class_outlives_a_server_of_another_version(loop):
    """What that one cannot read of what the class had set is as at the beginning; the rest stays."""
    before = Worker(loop)
    teacher = Teacher(before)
    teacher.drive("show", ucurve="all")
    teacher.drive("mode", mode="freeze", sentence="Wait.")
    kept = json.loads(teacher.watch(keep=0)["keep"]["kept"])
    kept["follow"]["whole"] = {"once": 1}
    kept["show"] |= {"map": "ceiling", "once": 1}
    kept |= {"once": {}, "since": kept["since"] | {"once": 3}}
    again = {"code": teacher.code, "key": teacher.key}
    opened = Worker(loop).ask("open", again=again | {"kept": json.dumps(kept)})
    assert opened["state"]["drive"] | {"mode": "freeze", "sentence": "Wait."} == opened["state"]["drive"]
    show = opened["state"]["show"]
    assert [opened["state"]["follow"]["whole"], show["map"], show["ucurve"]] == [None, "wall", "all"]
    for none in ("[]", '{"version": "1"}', '{"version": 1, "since": 3}', '{"version": -1, "once": 1}'):
        assert Worker(loop).ask("open", again=again | {"kept": none})["refused"] == "server.unusable"


def test_a_class_that_was_ended_is_brought_back_by_no_page(teacher, worker, loop, store):
    """A second device of the teacher's, whose page holds the class too, would else undo the end."""
    one, kept = Pupil(worker, teacher.code), teacher.watch(keep=0)["keep"]["kept"]
    again = {"code": teacher.code, "key": teacher.key, "kept": kept}
    teacher.drive("end")
    other = Worker(loop, store) if store.is_shared else worker
    assert other.ask("open", again=again) == {"refused": "ended"}
    assert Pupil(other, teacher.code, token=one.token).joined == {"refused": "ended"}
    assert Pupil(other, "AAAAAA").joined == {"refused": "unknown"}


def test_nobody_takes_the_code_of_a_class_that_is_there(teacher, worker):
    kept = teacher.watch(keep=0)["keep"]["kept"]
    taken = worker.ask("open", again={"code": teacher.code, "key": "another", "kept": kept})
    assert taken == {"refused": "key"}
