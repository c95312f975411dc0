"""Grades the submissions that were found: what has changed anew, the rest from what was kept."""

import logging
import time
from dataclasses import dataclass, field, replace
from functools import partial

from tqdm import tqdm

from output_layer.grading.assignment import Assignment, digest
from output_layer.grading.feedback import page
from output_layer.grading.given import Given
from output_layer.grading.gradebook import STALE, Gradebook, Result, graded, mark
from output_layer.grading.jobs import Job, refusal
from output_layer.grading.limits import Limits
from output_layer.grading.overview import Overview
from output_layer.grading.roster import Named
from output_layer.grading.submission import UnreadableError
from output_layer.grading.workers import performed


@dataclass
class Run:
    """One run over a class: what it has to know, and the grades so far."""

    assignment: Assignment
    book: Gradebook
    limits: Limits
    unsafe: bool
    given: Given
    log: logging.Logger
    people: Named
    grades: dict = field(default_factory=dict)
    marks: dict = field(default_factory=dict)
    found: dict = field(default_factory=dict)
    unchanged: list = field(default_factory=list)

    def __post_init__(self):
        """Begin to count."""
        self.rule = self.given.rule
        self.overview = Overview(self.assignment, self.people.missing, self.people.strangers)

    def grade(self, handed_in, pool, width, *, earlier, progress):
        """Grade all submissions and return the rows of `grades.csv`, which is then written.

        ``earlier`` has the students of earlier runs, who are in the table but not among these.
        """
        start = time.monotonic()
        self.log.info(self._opening(handed_in, width))
        hidden = None if progress else True  # None: shown on a terminal only
        with tqdm(total=len(handed_in), unit=" submissions", disable=hidden) as bar:
            jobs = self._jobs(handed_in, bar)
            for job, result in performed(jobs, pool, width, self.log.warning):
                notes, handed = self.found.pop(job.student)
                result = replace(result, notes=[*notes, *result.notes], handed=handed)
                self._finish(job.student, result, self.marks.pop(job.student), bar)
            self._finish_unchanged(bar)  # last: who waits for a new page has it first
        for student in earlier:
            result, current = self.book.other(student)
            grade = self._show(student, result)
            self.grades[student] = grade if current else replace(grade, status=STALE)
        rows = [self.grades[student] for student in sorted(self.grades)]
        self.book.write_grades(self.assignment, rows, self.overview.page())
        self.log.info(f"{len(rows)} rows are written, after {time.monotonic() - start:.1f} s")
        return rows

    def _opening(self, handed_in, width):
        how = ", WITHOUT CONFINEMENT" if self.unsafe else ""
        name = f"{self.assignment.name} ({self.assignment.digest[:12]})"
        return f"{name}: {len(handed_in)} submissions, {width} at a time{how}"

    def _jobs(self, handed_in, bar):
        """Yield what has to be graded; finish what cannot be, and remember what has not to be."""
        for one in handed_in:
            try:
                one, data = one.taken(partial(refusal, self.assignment))
            except UnreadableError as error:
                notes = list(one.notes)
                result = Result(problem=str(error), notes=notes, handed=one.handed)
                self._finish(one.student, result, "", bar)
                continue
            key = mark(self.assignment, data, self.limits, unsafe=self.unsafe)
            key, notes = digest((key, "\n".join(one.notes).encode())), [*one.notes, *one.told]
            if self.book.kept(one.student, key):
                self.unchanged.append((one.student, one.handed, key))
                continue
            self.marks[one.student], self.found[one.student] = key, (notes, one.handed)
            yield Job(one.student, self.assignment, data, self.limits, self.unsafe)

    def _finish_unchanged(self, bar):
        for student, handed, key in self.unchanged:
            kept = self.book.kept(student, key)
            same = kept.handed == handed
            self._finish(student, replace(kept, handed=handed), None if same else key, bar)

    def _finish(self, student, result, key, bar):
        """Keep a result under its mark, unless it was kept before, and show what came out."""
        if key is not None:
            self.book.keep(student, "" if result.failed else key, result)
        grade = self._show(student, result)
        how = "unchanged, " if key is None else ""
        self.log.info(f"{student}: {how}{grade.total:g} of {grade.out_of:g}, {grade.status}")
        bar.update()

    def _show(self, student, result):
        """Write a student's page and return the row of the table."""
        hand = self.given.hand.get(result.handed.get("label", student), {})
        late = self.rule and self.rule.cost(result.handed, self.assignment.points)
        grade = self.grades[student] = graded(self.assignment, student, result, hand, late)
        shown = page(self.assignment, grade, result, hand, unsafe=self.unsafe)
        self.book.keep_page(student, shown)
        self.overview.add(grade, result)
        return grade
