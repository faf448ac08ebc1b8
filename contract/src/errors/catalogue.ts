import { acceptanceErrors } from './acceptance.ts';
import { accessErrors } from './access.ts';
import { bmcErrors } from './bmc.ts';
import { bulkErrors } from './bulk.ts';
import { cloudErrors } from './clouds.ts';
import type { ErrorDefinition } from './definition.ts';
import { deployErrors } from './deploy.ts';
import { eraseErrors } from './erase.ts';
import { enrolmentErrors } from './enrolment.ts';
import { hardwareErrors } from './hardware.ts';
import { healthErrors } from './health.ts';
import { hostErrors } from './hosts.ts';
import { httpErrors } from './http.ts';
import { imageErrors } from './images.ts';
import { labErrors } from './lab.ts';
import { launcherErrors } from './launcher.ts';
import { platformErrors } from './platform.ts';
import { scanErrors } from './scan.ts';
import { rackErrors } from './racks.ts';
import { securityErrors } from './security.ts';

/** Every error a person can meet, by its stable code. The page docs/errors.md is made from this table. */
export const errorCatalogue = {
  ...platformErrors,
  ...httpErrors,
  ...accessErrors,
  ...securityErrors,
  ...hostErrors,
  ...hardwareErrors,
  ...deployErrors,
  ...enrolmentErrors,
  ...bmcErrors,
  ...bulkErrors,
  ...scanErrors,
  ...eraseErrors,
  ...healthErrors,
  ...acceptanceErrors,
  ...rackErrors,
  ...imageErrors,
  ...labErrors,
  ...cloudErrors,
  ...launcherErrors,
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorCatalogue;
