import sys

from first_boot import apply, drive

sys.exit(apply.main(drive.read()))
