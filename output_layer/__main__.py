"""Makes ``python -m output_layer`` the same as the command ``output-layer``."""

import sys

from output_layer.grading.command import main

if __name__ == "__main__":
    sys.exit(main())
