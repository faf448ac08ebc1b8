"""Running programs, in a way that tests can replace."""

import json


class CommandFailed(Exception):
    """A program that ended otherwise than it should, with what it said last."""

    def __init__(self, argv, code, text):
        self.code = code
        self.text = text
        super().__init__('%s ended with code %s: %s' % (' '.join(argv), code, text.strip()[-2000:]))


class Commands:
    """Runs programs by `execute(argv) -> (stdout, stderr, exit code)`, which must not block the agent's other threads."""

    def __init__(self, execute):
        self._execute = execute

    def run(self, *argv, codes=(0,), timeout=None):
        """The standard output; with `timeout`, in seconds, the program is ended after that with code 124."""
        argv = [str(word) for word in argv]
        if timeout is not None:
            argv = ['timeout', '--kill-after=30', str(int(timeout))] + argv
        out, err, code = self._execute(argv)
        if codes is not None and code not in codes:
            raise CommandFailed(argv, code, err or out)
        return out

    def everything(self, *argv):
        """Both outputs as one text, and the exit code, whatever it is."""
        out, err, code = self._execute([str(word) for word in argv])
        return out + err, code

    def json(self, *argv, codes=(0,)):
        return json.loads(self.run(*argv, codes=codes) or 'null')
