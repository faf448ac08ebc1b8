"""Writes the file that lets Tuskar in: one user, whose password comes in the environment. Ironic takes bcrypt only.

Ironic checks the password with every request, in its one process: by default that would take it a quarter of a second
each. The least of rounds is enough, since the password is random and as long as a key: nobody guesses it.
"""

import os
import sys

import bcrypt

ROUNDS = 4

path, user = sys.argv[1:]
password = os.environ['PASSWORD'].encode()
try:
    with open(path, 'rb') as file:
        known_user, _, known = file.read().strip().partition(b':')
except FileNotFoundError:
    known_user = known = b''
is_cheap = known.startswith(b'$2b$%02d$' % ROUNDS)
if known_user.decode() != user or not (is_cheap and bcrypt.checkpw(password, known)):
    descriptor = os.open(path + '.new', os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o640)
    os.write(descriptor, user.encode() + b':' + bcrypt.hashpw(password, bcrypt.gensalt(ROUNDS)) + b'\n')
    os.close(descriptor)
    os.rename(path + '.new', path)
