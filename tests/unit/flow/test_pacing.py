"""The queue and the pacer by themselves."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialog.message import Outgoing
from bot.pacing import Item, Pacer, Queue, Trouble
from bot.services.ports import REMINDER
from bot.services.records import Parcel
from tests.unit.flow.desk import person
from tests.unit.flow.virtual import EPOCH


def parcel(number: int, chat: int = 0, priority: int = REMINDER) -> Parcel:
    """Return a parcel to a chat."""
    return Parcel(number, chat, person(chat), Outgoing("x"), priority)


@settings(deadline=None)
@given(st.lists(st.floats(0, 0.5), min_size=5, max_size=5), st.integers(0, 1_000_000))
def test_no_second_holds_more_than_the_server_allows(stalls: list[float], seed: int) -> None:
    """However late the loop comes back, any window of one second holds at most thirty."""
    chance = random.Random(seed)
    pacer, now, sent = Pacer(29), 100.0, []
    for number in range(200):
        late = chance.uniform(0.0, 0.005) if number % 40 else stalls[number // 40]
        now = max(now, pacer.ready_at()) + late
        pacer.sent(now)
        sent.append(now)
    assert all(later - earlier >= 1.0 for earlier, later in zip(sent, sent[30:], strict=False))


@settings(deadline=None)
@given(st.integers(0, 1_000_000))
def test_every_parcel_leaves_once_and_one_at_a_time_to_a_chat(seed: int) -> None:
    chance = random.Random(seed)
    queue = Queue(keep=100)
    flying: list[Item] = []
    left: list[int] = []
    waiting = [parcel(number, number % 3, number % 2 * 2) for number in chance.sample(range(12), 12)]
    while waiting or flying or len(queue):
        if waiting and chance.random() < 0.5:
            queue.add(waiting.pop(), EPOCH)
        item = queue.next(0.0, bulk=True)
        if item is not None:
            assert item.parcel.address not in [other.parcel.address for other in flying]
            flying.append(item)
        if flying and chance.random() < 0.5:
            item = flying.pop(chance.randrange(len(flying)))
            if chance.random() < 0.5:
                queue.again(item, 0.0)
            else:
                left.append(item.parcel.id)
                queue.done(item, 0.0)
    assert sorted(left) == list(range(12))
    assert queue.next(1.0, bulk=True) is None
    assert (queue.bulk, queue._chats, queue._ready, queue._cooling) == (0, {}, [], [])


def test_what_can_wait_is_refused_when_the_memory_is_full() -> None:
    queue = Queue(keep=2)
    assert [queue.add(parcel(number), EPOCH) for number in range(3)] == [True, True, False]
    assert queue.add(parcel(9, priority=0), EPOCH)
    assert queue.add(parcel(1), EPOCH)
    assert (queue.bulk, queue.pressing) == (2, 1)


def test_a_cleared_queue_forgets_all_but_what_is_on_its_way() -> None:
    queue = Queue(keep=10)
    for number in range(4):
        queue.add(parcel(number, chat=number % 2), EPOCH)
    item = queue.next(0.0, bulk=True)
    assert item is not None
    queue.clear()
    assert (len(queue), queue.sendable, queue.bulk) == (0, 0, 0)
    assert item.parcel.id in queue
    queue.done(item, 0.0)
    assert queue.next(0.0, bulk=True) is None
    assert not queue._chats


def test_trouble_grows_to_a_few_seconds_and_no_further() -> None:
    trouble, queue, now, pauses = Trouble(), Queue(keep=10), 100.0, []
    queue.add(parcel(1), EPOCH)
    item = queue.next(now, bulk=True)
    assert item is not None
    for _ in range(8):
        until, again = trouble.failed(item, now)
        pauses.append(until - now)
        assert until < again <= now + 5
        now = until
    assert pauses == [0.5, 1.0, 2.0, 3.5, 3.5, 3.5, 3.5, 3.5]


def test_parcels_that_fail_together_are_one_failure() -> None:
    trouble, queue = Trouble(), Queue(keep=10)
    for number in range(8):
        queue.add(parcel(number, chat=number), EPOCH)
    items = [queue.next(1.0, bulk=True) for _ in range(8)]
    assert {trouble.failed(item, 1.0)[0] for item in items if item is not None} == {1.5}
    assert trouble.streak == 1
    assert trouble.over()
    assert not trouble.over()


def test_a_parcel_keeps_its_words_when_it_comes_back() -> None:
    queue = Queue(keep=10)
    queue.add(parcel(1), EPOCH)
    item = queue.next(0.0, bulk=True)
    assert item is not None
    item.parcel = replace(item.parcel, edits="")
    queue.again(item, 0.0, first=True)
    queue.add(parcel(2, priority=0), EPOCH)
    again = queue.next(0.0, bulk=True)
    assert again is item
