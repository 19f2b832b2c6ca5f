"""How many kernels run: one per core, and a further one only while there is memory."""

import threading

from helpers.publish import capacity
from helpers.publish.capacity import Room
from publish.test_run import wait_until


def test_where_memory_is_short_one_runs_and_the_next_waits_for_it(monkeypatch) -> None:
    monkeypatch.setattr(capacity, "available_bytes", lambda: capacity.KERNEL_BYTES - 1)
    room, inside, leave = Room(), [], threading.Event()

    def run(name: str) -> None:
        with room.taken():
            inside.append(name)
            leave.wait()

    first, second = (threading.Thread(target=run, args=(n,)) for n in ("first", "second"))
    first.start()
    wait_until(lambda: inside == ["first"])
    second.start()
    second.join(0.2)
    assert inside == ["first"]
    leave.set()
    wait_until(lambda: inside == ["first", "second"])
    first.join(), second.join()


def test_where_memory_suffices_none_waits(monkeypatch) -> None:
    monkeypatch.setattr(capacity, "available_bytes", lambda: capacity.KERNEL_BYTES)
    room = Room()
    with room.taken(), room.taken():
        pass
    assert capacity.cores() >= 1 and capacity.available_bytes() > 0
