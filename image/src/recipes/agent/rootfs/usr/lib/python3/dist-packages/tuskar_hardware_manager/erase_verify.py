"""Whether a disk was erased, seen on the disk itself.

Before the erase a marker that nobody can guess is written to samples: the first and the last MiB, and blocks at random
offsets that a recorded seed gives. It is read back then, past the cache: so it is sure that each sample can show what was
there before. After the erase none of them may hold it. A disk that was overwritten must also hold nothing but zeros
there; what a disk returns after erasing itself is its own affair, zeros, ones or noise, so there the marker alone decides.
"""

import os
import random
import secrets

BLOCK = 4096
MIB = 1 << 20


class Samples:
    def __init__(self, disk, commands, count=256, seed=None):
        self._disk = disk
        self._commands = commands
        self.seed = secrets.randbits(64) if seed is None else seed
        self._marker = secrets.token_bytes(BLOCK)
        blocks = disk.bytes // BLOCK
        ends = list(range(min(blocks, MIB // BLOCK))) + list(range(max(0, blocks - MIB // BLOCK), blocks))
        generator = random.Random(self.seed)
        inner = [generator.randrange(blocks) for _ in range(count)]
        self._blocks = sorted(set(ends + inner))

    def mark(self):
        """Writes the marker, and makes sure that it can be read back."""
        file = os.open(self._disk.name, os.O_RDWR)
        try:
            for block in self._blocks:
                os.pwrite(file, self._marker, block * BLOCK)
            os.fsync(file)
        finally:
            os.close(file)
        kept = sum(data == self._marker for data in self._read())
        if kept != len(self._blocks):
            raise RuntimeError('%d of %d samples did not take the marker' % (len(self._blocks) - kept, len(self._blocks)))

    def check(self, zeros):
        """Counts what the samples hold now. @raises RuntimeError where the disk was not erased."""
        counts = {'zeros': 0, 'ones': 0, 'other': 0, 'marker': 0}
        for data in self._read():
            if data == self._marker:
                counts['marker'] += 1
            elif not data.strip(b'\0'):
                counts['zeros'] += 1
            elif not data.strip(b'\xff'):
                counts['ones'] += 1
            else:
                counts['other'] += 1
        total = len(self._blocks)
        if counts['marker']:
            raise RuntimeError('%d of %d samples still hold what was there before' % (counts['marker'], total))
        if zeros and counts['zeros'] != total:
            raise RuntimeError('%d of %d samples are not zero' % (total - counts['zeros'], total))
        expected = 'zeros' if zeros else 'anything but the marker'
        return dict(counts, samples=total, blockBytes=BLOCK, seed=str(self.seed), expected=expected)

    def _read(self):
        self._commands.run('blockdev', '--flushbufs', self._disk.name)
        file = os.open(self._disk.name, os.O_RDONLY)
        try:
            for block in self._blocks:
                yield os.pread(file, BLOCK, block * BLOCK)
        finally:
            os.close(file)
