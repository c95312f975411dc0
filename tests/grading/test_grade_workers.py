"""Workers may die, threads have helpers, and each job has one result all the same."""

import os
import signal
import sys
import threading
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest

import classroom
from output_layer.grading import Limits, jobs
from output_layer.grading.assignment import read_assignment
from output_layer.grading.gradebook import Result
from output_layer.grading.workers import Here, crew, local, performed

pytestmark = pytest.mark.usefixtures("confined")

SLOW = "import time\ntime.sleep(0.2)\n" + classroom.SQUARE
DONE = classroom.handed_in(**classroom.SOLVED)


@pytest.fixture
def notebook(tmp_path):
    return classroom.write_toy(tmp_path)


# Workers that die


class Broken(Executor):
    """A pool in which one student's job kills the worker, and with it the pool."""

    opened = 0

    def __init__(self, _):
        type(self).opened += 1
        self.broken = False

    def submit(self, function, job, /):
        """Return a future that is over, and broken from the killer's on."""
        if self.broken:
            raise BrokenProcessPool("down")
        future = Future()
        self.broken = job.student == "killer"
        if self.broken:
            future.set_exception(BrokenProcessPool("down"))
        else:
            future.set_result(Result(problem=f"of {job.student}"))
        return future


def made(*students, assignment=None, data=b""):
    return [jobs.Job(student, assignment, data, Limits()) for student in students]


def test_a_task_that_kills_its_worker_takes_no_other_along():
    said, students = [], ["a", "b", "killer", "c", "d", "e"]
    pairs = [*performed(made(*students), Broken, 2, said.append)]
    results = {job.student: result for job, result in pairs}
    assert sorted(job.student for job, _ in pairs) == sorted(students)
    assert [student for student in students if results[student].failed] == ["killer"]
    assert "The grader failed (BrokenProcessPool: down)." in results["killer"].problem
    assert len(said) == 1


def test_a_worker_process_that_is_killed_costs_nothing(notebook):
    work = classroom.handed_in(square=SLOW, average=classroom.AVERAGE)
    assignment, said = read_assignment(notebook), []
    waiting = made(*"abcdefgh", assignment=assignment, data=work)
    pools = []

    def pool(width):
        pools.append(local(width))
        return pools[-1]

    results = performed(waiting, pool, 2, said.append)
    pairs = [next(results)]
    os.kill(next(iter(pools[0]._processes)), signal.SIGKILL)
    pairs += results
    assert sorted(job.student for job, _ in pairs) == [*"abcdefgh"]
    assert all(sum(one["points"] for one in result.outcomes) == 80 for _, result in pairs)
    assert len(said) == 1


def die_with_the_lock():
    """Kill this worker when no other can hand in its result any more."""
    sys._getframe(1).f_locals["result_queue"]._wlock.acquire()
    time.sleep(3)  # the other worker has a result meanwhile
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_dies_while_it_hands_in_a_result_stops_no_other():
    def broken():
        with local(2) as pool:
            futures = [pool.submit(die_with_the_lock), pool.submit(time.sleep, 0.1)]
        ended.extend(type(future.exception()) for future in futures)

    ended = []
    thread = threading.Thread(target=broken, daemon=True)
    thread.start()
    thread.join(120)
    assert ended == [BrokenProcessPool, BrokenProcessPool]


@pytest.fixture
def rested():
    """Give up in the end what this process kept for a next job."""
    yield
    jobs.rest()


# Threads that are not the main one


def in_a_thread(function):
    """Return what a function returns in another thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function).result()


def test_a_thread_has_a_helper_that_another_follows_when_it_dies(notebook, rested):
    assignment = read_assignment(notebook)
    (job,) = made("ada", assignment=assignment, data=DONE)

    def grade_twice():
        first, dead = jobs.perform(job), jobs._own.helper
        assert jobs.perform(job) == first
        assert jobs._own.helper is dead
        dead.process.kill()
        with pytest.raises((EOFError, OSError)):
            jobs.perform(job)
        again = jobs.perform(job)
        jobs._own.helper.close()
        return first, again

    first, again = in_a_thread(grade_twice)
    assert first == again == jobs.perform(job)


def test_a_helper_says_what_went_wrong():
    def grade_nothing():
        try:
            return jobs.perform(None)
        finally:
            jobs._own.helper.close()

    with pytest.raises(AttributeError, match="assignment"):
        in_a_thread(grade_nothing)


def test_the_number_of_workers_is_bounded_by_the_work():
    with crew(None, None, 1) as chosen:
        assert chosen == (Here, 1)
    with crew(8, None, 3) as chosen:
        assert chosen == (local, 3)


def test_an_assignment_that_comes_again_is_not_prepared_again(notebook, rested, monkeypatch):
    assignments = [read_assignment(notebook) for _ in range(2)]
    monkeypatch.setattr(jobs, "_known", {})
    for assignment in assignments:
        (job,) = made("ada", assignment=assignment, data=DONE)
        assert sum(one["points"] for one in jobs.perform(job).outcomes) == 80
    assert ["given" in vars(assignment) for assignment in assignments] == [True, False]
