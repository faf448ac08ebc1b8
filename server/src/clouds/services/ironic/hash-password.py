"""Writes the file that lets Tuskar in: one user, whose password comes in the environment. Ironic takes bcrypt only."""

import os
import sys

import bcrypt

path, user = sys.argv[1:]
password = os.environ['PASSWORD'].encode()
try:
    with open(path, 'rb') as file:
        known_user, _, known = file.read().strip().partition(b':')
except FileNotFoundError:
    known_user = known = b''
if known_user.decode() != user or not (known and bcrypt.checkpw(password, known)):
    descriptor = os.open(path + '.new', os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o640)
    os.write(descriptor, user.encode() + b':' + bcrypt.hashpw(password, bcrypt.gensalt()) + b'\n')
    os.close(descriptor)
    os.rename(path + '.new', path)
