import type { RouteResponse } from '@tuskar/contract/route.ts';
import type { RouteOf } from '@tuskar/contract/routes.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { printData } from '../output.ts';

export type Credentials = RouteResponse<RouteOf<'cloud.credentials'>>;

export function addCredentials(noun: Command, io: Io): void {
  withFormat(noun.command('credentials'))
    .argument('<name>')
    .option('--ca', "print the certificate authority's certificate and nothing else")
    .description(
      "print a cloud's administrator credentials, as an openrc file by default; recorded in the audit trail",
    )
    .action(against(io, credentials));
}

async function credentials({ io, client, format }: Run, name: string, options: { ca?: boolean }) {
  const given = await client.call('cloud.credentials', { params: { name } });
  if (options.ca) return io.out(given.caCertificate.trimEnd());
  if (format !== 'table') return printData(io, given, format);
  for (const [key, value] of Object.entries(openrc(given)))
    io.out(`export ${key}='${value.replaceAll("'", `'\\''`)}'`);
  io.talk(
    `save the cloud's certificate authority with: tuskar cloud credentials ${name} --ca > ca.pem; then: export OS_CACERT=ca.pem`,
  );
}

/** The environment that OpenStack's own clients read, without OS_CACERT. */
export function openrc(given: Credentials): Record<string, string> {
  return {
    OS_AUTH_URL: given.authUrl,
    OS_USERNAME: given.username,
    OS_PASSWORD: given.password,
    OS_PROJECT_NAME: given.project,
    OS_USER_DOMAIN_NAME: given.userDomain,
    OS_PROJECT_DOMAIN_NAME: given.projectDomain,
    OS_REGION_NAME: given.region,
    OS_IDENTITY_API_VERSION: '3',
    OS_INTERFACE: 'public',
  };
}
