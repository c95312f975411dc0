"""The filter of system calls, run here as the kernel runs it, for both machines."""

import struct

import pytest

from output_layer.grading import seccomp

pytestmark = pytest.mark.usefixtures("confined")


def verdict(program, number, machine):
    """Run a filter as the kernel does; return its verdict on a system call."""
    lines = list(struct.iter_unpack("HBBI", program))
    place, loaded = 0, None
    while True:
        operation, if_true, if_false, value = lines[place]
        if operation == seccomp.RETURN:
            return value
        if operation == seccomp.LOAD:
            loaded = {seccomp.NUMBER: number, seccomp.MACHINE: machine}[value]
        else:
            holds = loaded == value if operation == seccomp.EQUAL else loaded >= value
            place += if_true if holds else if_false
        place += 1


REFUSED = seccomp.ERROR | seccomp.EPERM


@pytest.mark.parametrize(("column", "name"), [*enumerate(seccomp.MACHINES)])
def test_the_filter_refuses_what_is_listed_and_nothing_else(column, name):
    program, machine = seccomp.program(name), seccomp.MACHINES[name]
    refused = {row[column] for row in seccomp.REFUSED.values()} - {None}
    for number in range(600):
        expected = REFUSED if number in refused else seccomp.ALLOW
        if number == seccomp.CLONE3:
            expected = seccomp.ERROR | seccomp.ENOSYS
        assert verdict(program, number, machine) == expected


@pytest.mark.parametrize("name", seccomp.MACHINES)
def test_another_machines_calls_end_the_process_and_second_numbers_are_refused(name):
    program, machine = seccomp.program(name), seccomp.MACHINES[name]
    assert verdict(program, 1, 0x40000003) == seccomp.KILL  # 32-bit calls of x86
    assert verdict(program, seccomp.X32 | 57, machine) == REFUSED
    assert verdict(program, 2**32 - 1, machine) == REFUSED


@pytest.mark.parametrize("name", seccomp.MACHINES)
def test_the_filter_is_one_that_the_kernel_takes(name):
    program = seccomp.program(name)
    lines = list(struct.iter_unpack("HBBI", program))
    assert len(lines) <= 4096
    assert lines[-1][0] == seccomp.RETURN
    jumps = (seccomp.EQUAL, seccomp.AT_LEAST)
    for place, (operation, if_true, if_false, _) in enumerate(lines):
        if operation in jumps:
            assert place + 1 + max(if_true, if_false) < len(lines)
