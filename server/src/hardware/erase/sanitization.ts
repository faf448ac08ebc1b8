import type { EraseMethod, SanitizationClass } from '@tuskar/contract/certificate.ts';

/**
 * On which disks a method reaches Purge; everywhere else, and where a disk does not say what it is, it is Clear.
 * After NIST SP 800-88 Rev. 1, appendix A: tables A-5 (ATA disks) and A-8 (flash). What the tables do not name is
 * counted as the lesser of the two.
 * @see https://doi.org/10.6028/NIST.SP.800-88r1
 */
const purges: Record<EraseMethod, 'all' | 'rotating' | 'none'> = {
  'nvme-sanitize-block': 'all',
  'nvme-sanitize-crypto': 'all',
  'nvme-format-crypto': 'all',
  'nvme-format-user-data': 'all',
  'ata-sanitize-block-erase': 'all',
  'ata-sanitize-crypto-scramble': 'all',
  // It also takes reallocated sectors, which on flash does not make it a Purge.
  'ata-security-erase-enhanced': 'rotating',
  'ata-security-erase': 'none',
  'overwrite-zeros': 'none',
};

export function sanitizationClass(method: EraseMethod, rotational: boolean | null): SanitizationClass {
  const disks = purges[method];
  return disks === 'all' || (disks === 'rotating' && rotational === true) ? 'purge' : 'clear';
}
