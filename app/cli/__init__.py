"""The command line: one module per kind of work, each adds its orders and runs them on the same use cases.

The contract (names, options, JSON keys, exit codes) is kept: add, don't rename.
"""
