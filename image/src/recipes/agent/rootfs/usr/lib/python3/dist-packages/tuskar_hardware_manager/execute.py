"""Programs run the way the agent runs them, so that it still answers meanwhile."""

from oslo_concurrency import processutils

from tuskar_hardware_manager.commands import Commands


def agent_commands():
    return Commands(_execute)


def _execute(argv):
    try:
        out, err = processutils.execute(*argv, env_variables=None, use_standard_locale=True)
        return out, err, 0
    except processutils.ProcessExecutionError as error:
        return error.stdout or '', error.stderr or '', error.exit_code
