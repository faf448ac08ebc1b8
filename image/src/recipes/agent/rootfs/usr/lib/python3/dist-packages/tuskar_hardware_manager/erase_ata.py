"""Erasing SATA disks by their own commands."""

import re
import time

_UNDERSTOOD = '--yes-i-know-what-i-am-doing'
# Some firmware refuses the empty password.
_PASSWORD = 'tuskar'

# Classes: NIST SP 800-88 Rev. 1, tables A-5 (magnetic) and A-8 (flash).


def methods(commands, disk):
    """Methods that the disk says it has, best first, as (name, class, work); and why others are not among them."""
    text, code = commands.everything('hdparm', '-I', disk.name)
    refused = []
    if code != 0 or 'ATA device' not in text:
        return [], ['it answers no ATA command']
    found = []
    if 'SANITIZE feature set' in text:
        for feature, name in (('BLOCK_ERASE_EXT', 'block-erase'), ('CRYPTO_SCRAMBLE_EXT', 'crypto-scramble')):
            if feature in text:
                found.append(('ata-sanitize-' + name, 'Purge', lambda name=name: _sanitize(commands, disk, name)))
    security = parse_security(text)
    if not security['supported']:
        refused.append('it has no ATA security erase')
    elif security['frozen']:
        refused.append('its firmware has frozen ATA security: it opens when the disk loses its power')
    elif security['locked'] or security['enabled']:
        refused.append('somebody has set a password on it')
    else:
        # The enhanced form also takes reallocated sectors, which on flash does not make it a Purge.
        if security['enhanced']:
            strength = 'Purge' if disk.rotational else 'Clear'
            found.append(('ata-security-erase-enhanced', strength, lambda: _security_erase(commands, disk, '--security-erase-enhanced')))
        found.append(('ata-security-erase', 'Clear', lambda: _security_erase(commands, disk, '--security-erase')))
    return found, refused


def parse_security(text):
    """The section "Security:" of hdparm -I: each line is a word, with "not" before it where it does not hold."""
    section = re.search(r'\nSecurity: *\n((?:[ \t]+.*\n?)*)', text)
    lines = [' '.join(line.split()) for line in section[1].splitlines()] if section else []
    return {
        'supported': 'supported' in lines,
        'enabled': 'enabled' in lines,
        'locked': 'locked' in lines,
        'frozen': 'frozen' in lines,
        'enhanced': 'supported: enhanced erase' in lines,
    }


def _security_erase(commands, disk, option):
    said = commands.run('hdparm', '--user-master', 'u', '--security-set-pass', _PASSWORD, disk.name)
    try:
        said += commands.run('hdparm', '--user-master', 'u', option, _PASSWORD, disk.name)
    except Exception:
        # A disk that keeps the password is lost to its owner.
        commands.run('hdparm', '--user-master', 'u', '--security-disable', _PASSWORD, disk.name, codes=None)
        raise
    text, _ = commands.everything('hdparm', '-I', disk.name)
    if parse_security(text)['enabled']:
        raise RuntimeError('the password is still set after the erase: the disk did not do it')
    return said


def _sanitize(commands, disk, name, sleep=time.sleep):
    said = commands.run('hdparm', _UNDERSTOOD, '--sanitize-' + name, disk.name)
    while True:
        text = commands.run('hdparm', '--sanitize-status', disk.name)
        if 'In Process' not in text:
            break
        sleep(2)
    if 'Completed Without Error' not in text:
        raise RuntimeError('the sanitize operation failed: %s' % text.strip())
    return said + text
