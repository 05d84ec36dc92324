"""``python -m xinfang_desk``."""

import sys

from xinfang_desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
