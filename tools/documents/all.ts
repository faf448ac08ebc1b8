import { cliPage } from './cli.ts';
import { errorsPage } from './errors.ts';
import { labMachinesPage } from './lab-machines.ts';
import { openApiText } from './openapi.ts';
import { permissionsPage } from './permissions.ts';
import { settingsPage } from './settings.ts';
import { statesPage } from './states.ts';

/** Every generated file, by its path in the repository. */
export const documents: Record<string, () => string> = {
  'contract/openapi.json': openApiText,
  'docs/reference/cli.md': cliPage,
  'docs/reference/errors.md': errorsPage,
  'docs/reference/lab-machines.md': labMachinesPage,
  'docs/reference/permissions.md': permissionsPage,
  'docs/reference/settings.md': settingsPage,
  'docs/reference/states.md': statesPage,
};
