import type { EraseMethod, SanitizationClass } from '@tuskar/contract/certificate.ts';

type Medium = 'any' | 'rotating';

/**
 * On which media a method reaches Purge; everywhere else, and where a disk does not say what it is, it is Clear.
 * After NIST SP 800-88 Rev. 1, appendix A: tables A-5 (ATA disks), A-6 (SCSI disks) and A-8 (flash). What the tables do
 * not name is counted as the lesser of the two.
 * @see https://doi.org/10.6028/NIST.SP.800-88r1
 */
const purges: Record<EraseMethod, Medium | 'none'> = {
  'nvme-sanitize-crypto': 'any',
  'nvme-sanitize-block': 'any',
  'nvme-sanitize-overwrite': 'rotating',
  'nvme-format-crypto': 'any',
  'nvme-format-user-data': 'any',
  'ata-sanitize-crypto': 'any',
  'ata-sanitize-block': 'any',
  'ata-sanitize-overwrite': 'rotating',
  'ata-secure-erase-enhanced': 'rotating',
  'ata-secure-erase': 'none',
  'scsi-sanitize-crypto': 'any',
  'scsi-sanitize-block': 'any',
  'scsi-sanitize-overwrite': 'rotating',
  overwrite: 'none',
};

export function sanitizationClass(method: EraseMethod, rotational: boolean | null): SanitizationClass {
  const medium = purges[method];
  return medium === 'any' || (medium === 'rotating' && rotational === true) ? 'purge' : 'clear';
}
