"""Assignments that grade themselves: students' code is confined, and only its values are judged."""
