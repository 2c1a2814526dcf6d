"""`make bench`: every benchmark in turn, each a ratio against a floor or a peer of the same run."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPTS = (
    "reading/speed.py",
    "writing.py",
    "organisations.py",
    "unit_sheets.py",
    "programmes.py",
    "desk.py",
    "notices.py",
    "names.py",
)


def main() -> int:
    """Run the scripts, or those whose names are on the command line; 1 when a figure does not hold."""
    wanted = sys.argv[1:]
    failed = 0
    for script in SCRIPTS:
        if wanted and not any(name in script for name in wanted):
            continue
        print(f"\n=== {script}", flush=True)
        failed |= subprocess.run([sys.executable, str(HERE / script)], check=False).returncode
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
