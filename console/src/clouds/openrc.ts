import type { Reply } from '../api/query.ts';

/** Credentials as the environment of the openstack client: https://docs.openstack.org/python-openstackclient/2025.1/cli/man/openstack.html */
export function openrcOf(credentials: Reply<'cloud.credentials'>, caFile: string): string {
  const variables: Record<string, string> = {
    OS_AUTH_URL: credentials.authUrl,
    OS_USERNAME: credentials.username,
    OS_PASSWORD: credentials.password,
    OS_PROJECT_NAME: credentials.project,
    OS_USER_DOMAIN_NAME: credentials.userDomain,
    OS_PROJECT_DOMAIN_NAME: credentials.projectDomain,
    OS_REGION_NAME: credentials.region,
    OS_CACERT: caFile,
    OS_IDENTITY_API_VERSION: '3',
  };
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}=${quoted(value)}\n`)
    .join('');
}

/** For a POSIX shell: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02 */
function quoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
