"""All that runs beside a student's code; in the sandbox the rest of the package is not there."""
