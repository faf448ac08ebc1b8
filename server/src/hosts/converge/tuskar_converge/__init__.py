"""Makes one host equal its part of a blueprint.

Sent over ssh and run once; nothing of it stays on the host but its state file.
Python 3.9 and its standard library only: every OpenStack host has them.
"""
