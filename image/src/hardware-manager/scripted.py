"""Programs that answer from a script, for the tests."""

import json

from tuskar_hardware_manager.commands import Commands


class Scripted(Commands):
    """`answers` is a list of (words that the command holds, output or function of the command, exit code)."""

    def __init__(self, *answers):
        super().__init__(self._answer)
        self.asked = []
        self._answers = list(answers)

    def _answer(self, argv):
        self.asked.append(argv)
        line = ' '.join(argv)
        for words, output, code in self._answers:
            if all(word in line for word in words.split()):
                output = output(argv) if callable(output) else output
                return (output if isinstance(output, str) else json.dumps(output)), '', code
        raise AssertionError('nobody expected: %s' % line)


def lsblk(*rows):
    defaults = {'type': 'disk', 'size': 1 << 30, 'rota': False, 'ro': False, 'rm': False, 'mountpoints': [None]}
    return ('lsblk', {'blockdevices': [dict(defaults, **row) for row in rows]}, 0)
