"""Run the command line: `python -m verbale`."""

from verbale.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
