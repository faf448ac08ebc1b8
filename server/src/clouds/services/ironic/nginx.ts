import type { Item } from '@tuskar/contract/part.ts';
import type { CompileContext, HostFacts } from '../module.ts';
import { unknownGrub } from './network-boot.ts';
import {
  apiPort,
  backendPort,
  certificate,
  directories,
  htpasswd,
  imagePort,
  provisioningAddress,
} from './places.ts';

function configuration(context: CompileContext, host: HostFacts): string {
  return `user www-data;
worker_processes auto;
worker_rlimit_nofile 8192;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log warn;

events {
  worker_connections 4096;
}

http {
  sendfile on;
  tcp_nopush on;
  access_log off;
  server_tokens off;
  default_type application/octet-stream;

  # The API, and what agents have recorded, for those who may use the API.
  server {
    listen ${apiPort} ssl;
    ssl_certificate ${certificate};
    ssl_certificate_key ${certificate};
    ssl_protocols TLSv1.2 TLSv1.3;
    # Agents hand in their logs with an inspection.
    client_max_body_size 128m;
    client_body_temp_path ${directories.base}/nginx-body;

    location / {
      proxy_pass http://127.0.0.1:${backendPort};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Proto https;
      proxy_read_timeout 180s;
    }

    location /ramdisk-results/ {
      auth_basic "Tuskar";
      auth_basic_user_file ${htpasswd};
      alias ${directories.results}/;
      default_type application/json;
      # A machine without a record is told from a service that keeps none.
      error_page 404 =200 @no-record;
    }

    location @no-record {
      default_type application/json;
      return 200 '{"format": 1, "results": []}';
    }
  }

  # What machines boot from and what is written to their disks. Their firmware and BMCs know no certificate.
  server {
    listen ${provisioningAddress(context, host)}:${imagePort};
    root ${directories.http};
    autoindex off;

    # GRUB would take the page that says "not found" for a configuration.
    location ~ \\.conf$ {
      try_files $uri @unknown;
    }
    location @unknown {
      return 200 "${unknownGrub}\\n";
    }

    # The agent, for machines that boot over the network.
    location /boot/ {
      alias ${directories.boot}/;
    }
  }
}
`;
}

export function nginxItems(context: CompileContext, host: HostFacts): Item[] {
  return [
    {
      kind: 'file',
      id: 'undercloud:certificate',
      path: certificate,
      owner: 'root',
      group: 'root',
      mode: '0600',
      content: `${context.secret('undercloud', 'tls-certificate')}\n${context.secret('undercloud', 'tls-key')}\n`,
      sensitive: true,
    },
    {
      kind: 'file',
      id: 'nginx:config',
      path: '/etc/nginx/nginx.conf',
      owner: 'root',
      group: 'root',
      mode: '0644',
      content: configuration(context, host),
    },
    {
      kind: 'unit',
      id: 'nginx:unit',
      unit: 'nginx.service',
      enabled: true,
      state: 'started',
      after: ['undercloud:htpasswd', 'undercloud:http'],
      restartOn: ['nginx:config'],
      reloadOn: ['undercloud:certificate'],
    },
  ];
}
