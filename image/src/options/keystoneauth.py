"""Prints the options of keystoneauth's plugins as JSON, as oslo-config-generator would.

Services register them when they load the plugin that `auth_type` names, so that no generator sees them.
"""

import json

from keystoneauth1 import loading
from oslo_config import generator

PLUGINS = ('password', 'v3password', 'v3token', 'v3applicationcredential')

found = {}
for plugin in PLUGINS:
    for opt in loading.get_auth_plugin_conf_options(plugin):
        found.setdefault(
            opt.dest,
            {
                'name': opt.name,
                'dest': opt.dest,
                'type': generator._format_type_name(opt.type),
                'default': opt.default,
                'help': opt.help,
                'secret': opt.secret,
                'required': opt.required,
                'deprecated_opts': [
                    {'group': old.group, 'name': old.name} for old in opt.deprecated_opts
                ],
            },
        )
print(json.dumps(list(found.values())))
