"""The example of a chapter is copied by its test, and not collected where it stands."""

collect_ignore = ["example"]
