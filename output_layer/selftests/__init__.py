"""Self-tests: five questions for each chapter, each on something that readers get wrong.

- `question`: what a question and its answers are made of
- `confusions`: what readers get wrong
- `asking`: how a notebook shows a question; the site makes a form of it (`site.selftests`)
- one module for each chapter, with its `QUESTIONS`
"""

from output_layer.selftests.asking import ask

__all__ = ["ask"]
