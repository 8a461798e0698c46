"""`python -m familjeflow` is the same program as the installed `familjeflow`."""

import sys

from familjeflow.app import main

if __name__ == "__main__":
    sys.exit(main())
