"""Brings the questions of the self-tests into the system in which a teacher asks them.

- `chapters`: which questions there are, in the book's order
- `markup`: their texts as HTML, and XML as bytes
- `moodle`, `qti`, `canvas`: one file for each kind of system
- `command`: ``output-layer questions``
"""
