"""Tuskar's hardware manager: burn-in that measures, erasure that is verified, and an inventory by part.

It runs inside the agent ramdisk, beside the agent's own hardware manager. What it measures reaches Tuskar in the
ramdisk's log archive; see docs/decisions.
"""
