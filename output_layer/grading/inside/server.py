"""Forks a process for each submission from one that has loaded what students' code needs.

Loading is most of what a new process takes. A fork is as fresh as a new one, for no student's
code ever runs in the process that forks. Each has its own numbers of processes, files in ``/tmp``
and limits, so that no submission meets another. Like ``values.py`` this runs inside the sandbox.
"""

import os
import signal
import socket
import sys

import numpy as np
import restraint

CONTROL = 0  # where requests come in: a byte, with the descriptors of `DESCRIPTORS`
DESCRIPTORS = 4  # what is read, written and complained to, and where the end is told


def serve(limits):
    """Wait for requests; return in every process that was forked for one, confined, and only there.

    ``limits`` is what `confinement.command` hands over. Ends with the grader.
    """
    restraint.close_devices(limits)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those between
    with socket.socket(fileno=CONTROL) as control:
        while True:
            message, descriptors, _, _ = socket.recv_fds(control, 1, DESCRIPTORS)
            if not message:
                os._exit(0)
            if os.fork() == 0:
                control.detach()
                return _born(descriptors, limits)
            for descriptor in descriptors:
                os.close(descriptor)


def _born(descriptors, limits):
    """Return in the student's process; leave its guardian outside of it to tell how it ended.

    A process of one's own numbers has a first one, which no signal from within can end. So that
    is the guardian, and the student's is its child.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for place, descriptor in enumerate(descriptors[:3]):
        os.dup2(descriptor, place)
        os.close(descriptor)
    told = descriptors[3]
    try:
        restraint.part()
        guardian = os.fork()
        if guardian:
            _hand_over(guardian, told)
        os.setsid()
        student = os.fork()
        if student:
            _tell_end(student, told)
        os.close(told)
        os.setsid()
        restraint.renew_folder(limits)
        np.random.seed()  # or all would draw the same numbers
    except OSError as error:
        sys.exit(f"{error}")


def _hand_over(guardian, told):
    """Give the grader the guardian, whose end is the end of all that it guards, and go."""
    handle = os.pidfd_open(guardian)
    with socket.socket(fileno=told) as stream:
        socket.send_fds(stream, [b"!"], [handle])
    os._exit(0)


def _tell_end(student, told):
    """Tell the grader how the student's process ended, by a code or a signal's number, and end."""
    for place in range(3):  # the student's own: their end is to be seen
        os.close(place)
    _, status = os.waitpid(student, 0)
    os.write(told, b"%d" % os.waitstatus_to_exitcode(status))
    os._exit(0)
