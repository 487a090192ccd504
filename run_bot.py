"""The door: `python run_bot.py [COMMAND]`; `python run_bot.py --help` lists the commands."""

import sys

from bot.door import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
