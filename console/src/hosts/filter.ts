import type { Host, HostRole } from '@tuskar/contract/host.ts';

export type HostFilter = {
  /** Part of the name, the address or the image. */
  text: string;
  state?: Host['state'] | undefined;
  role?: HostRole | undefined;
  cloud?: string | undefined;
};

export function filterHosts(hosts: Host[], { text, state, role, cloud }: HostFilter): Host[] {
  const wanted = text.trim().toLowerCase();
  return hosts.filter(
    (host) =>
      (state === undefined || host.state === state) &&
      (role === undefined || host.roles.includes(role)) &&
      (cloud === undefined || host.cloud === cloud) &&
      `${host.name} ${host.address} ${host.image ?? ''}`.toLowerCase().includes(wanted),
  );
}
