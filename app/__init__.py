"""What a caja does: use cases, ports and the domain. No Qt, no SQL, no ESC/POS."""

#: Of the program.
VERSION = "0.1.0"
