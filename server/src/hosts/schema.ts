import { z } from 'zod';

/** What is read on a host before anything is planned for it. */
export const HostMeasurements = z.object({
  cpus: z.number().int().min(1),
  memoryMiB: z.number().int().min(1),
  /** Whether the kernel has the openvswitch and geneve modules, loaded or to be loaded. */
  datapath: z.enum(['kernel', 'userspace']),
  /** Whether /dev/kvm is there; a lab says itself whether guests run on it. */
  kvm: z.boolean(),
  /** IPv4 addresses by interface, without prefix. */
  addresses: z.record(z.string(), z.array(z.string())),
});
export type HostMeasurements = z.infer<typeof HostMeasurements>;
