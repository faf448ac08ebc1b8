"""Run before the agent starts: prints a configuration file of it, or nothing where it may find its address by itself."""

import socket
import sys

from tuskar_hardware_manager import address
from tuskar_hardware_manager.execute import agent_commands


def main():
    host = address.api_host()
    if host is None:
        return
    try:
        own = address.chosen(agent_commands(), socket.getaddrinfo(host, None)[0][4][0])
    except Exception as error:
        print('the agent looks for its address by itself: %s' % error, file=sys.stderr)
        return
    print('[DEFAULT]\nadvertise_host = %s' % own)


if __name__ == '__main__':
    main()
