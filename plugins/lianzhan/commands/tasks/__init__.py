"""The tasks of those who run a federation, one a module; `task_table` says where each stands.

A task gathers its arguments, calls the project, and prints. What takes long to import is imported
inside the task: most builds change nothing, and are over before they need it.
"""
