"""The tasks: `python3 tasks.py TASK …`, or `invoke TASK …` inside the environment.

What a task does stands in plugins/lianzhan/commands/, one file each. Run as a program, this file
sees to the environment first, and so needs nothing that is not Python's own.
"""

import sys

if __name__ == "__main__":
    try:
        from pathlib import Path

        sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))
        from lianzhan.commands.environment.bootstrap import enter

        sys.exit(enter(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
else:
    from invoke import Collection

    from lianzhan.commands.task_table import all_tasks

    namespace = Collection(*all_tasks().values())
