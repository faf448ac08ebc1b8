"""Programs run the way the agent runs them, so that it still answers meanwhile."""

from oslo_concurrency import processutils

from tuskar_hardware_manager.commands import Commands


def agent_commands():
    return Commands(_execute)


def _execute(argv):
    try:
        # What programs print is read here, so it must be in no other language.
        out, err = processutils.execute('env', 'LC_ALL=C.UTF-8', *argv)
        return out, err, 0
    except processutils.ProcessExecutionError as error:
        return error.stdout or '', error.stderr or '', error.exit_code
