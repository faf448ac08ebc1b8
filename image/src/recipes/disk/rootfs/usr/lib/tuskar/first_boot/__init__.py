"""First boot of a machine: takes its name, network and keys from the configuration drive, once.

Only what a machine needs to be reached: everything else is converged over ssh then. Why not cloud-init: docs/decisions.
"""
