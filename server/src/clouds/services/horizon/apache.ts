import type { HostFacts } from '../module.ts';
import { apiWorkers } from '../topology.ts';

/** Apache's whole configuration: the dashboard and nothing else. */
export function apacheConfig(host: HostFacts, listen: string): string {
  return `ServerRoot /etc/apache2
ServerName ${host.name}
PidFile \${APACHE_PID_FILE}
User \${APACHE_RUN_USER}
Group \${APACHE_RUN_GROUP}
DefaultRuntimeDir \${APACHE_RUN_DIR}
Listen ${listen}
ServerTokens Prod
ErrorLog "|/usr/bin/systemd-cat --identifier=horizon"
LogLevel warn

${['mpm_event', 'authz_core', 'mime', 'alias', 'deflate', 'filter', 'wsgi'].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
TypesConfig /etc/mime.types
StartServers 1
ServerLimit 4
ThreadsPerChild 25
MinSpareThreads 5
MaxSpareThreads 50
MaxRequestWorkers 100

WSGIDaemonProcess horizon user=horizon group=horizon processes=${apiWorkers(host)} threads=8 display-name=horizon
WSGIProcessGroup horizon
WSGIApplicationGroup %{GLOBAL}
WSGIScriptAlias / /usr/share/openstack-dashboard/wsgi.py
Alias /static /var/lib/openstack-dashboard/static

<Directory />
    AllowOverride None
    Require all denied
</Directory>
<Directory /usr/share/openstack-dashboard>
    Require all granted
</Directory>
<Directory /var/lib/openstack-dashboard/static>
    Require all granted
</Directory>
AddOutputFilterByType DEFLATE text/html text/css application/javascript image/svg+xml
`;
}
