"""A kernel's reply is found also where nothing announced it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from queue import Empty

import pytest
from jupyter_client.channels import AsyncZMQSocketChannel

from output_layer.site import replies


class Silent:
    """A socket that has a message and says so only to who asks anew, and counts the questions."""

    def __init__(self, ready):
        self.ready, self.asked = ready, 0

    async def poll(self, milliseconds):
        """Return whether a message is known to be there, after the wait if not."""
        self.asked += 1
        if self.asked in self.ready:
            return 1
        await asyncio.sleep(milliseconds / 1000)
        return 0


def answer(channel, timeout):
    """Return what the channel says; the thread of the tests may have a loop of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(replies.get_msg(channel, timeout))).result()


@pytest.fixture
def channel(monkeypatch):
    """Return a function that makes a channel on a silent socket; it asks every 10 ms."""

    class Channel(AsyncZMQSocketChannel):
        def __init__(self, *ready):
            self.socket = Silent(ready)

        async def _recv(self):
            return {"msg": self.socket.asked}

    monkeypatch.setattr(replies, "EVERY", 0.01)
    return Channel


@pytest.mark.parametrize("timeout", [None, 60])
def test_a_reply_that_nothing_announced_is_found_by_asking_again(channel, timeout):
    assert answer(channel(3), timeout) == {"msg": 3}


def test_a_reply_that_is_there_is_taken_at_once(channel):
    assert answer(channel(1), 60) == {"msg": 1}


def test_where_none_comes_the_wait_ends(channel):
    silent = channel()
    with pytest.raises(Empty):
        answer(silent, 0.05)
    assert silent.socket.asked > 2


def test_a_question_without_patience_is_asked_once(channel):
    silent = channel()
    with pytest.raises(Empty):
        answer(silent, 0)
    assert silent.socket.asked == 1


def test_the_site_lets_its_clients_wait_so(monkeypatch):
    monkeypatch.setattr(AsyncZMQSocketChannel, "get_msg", replies._announced)
    replies.look_again()
    assert AsyncZMQSocketChannel.get_msg is replies.get_msg
