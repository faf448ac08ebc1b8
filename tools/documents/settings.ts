import { describeSettings } from '../../server/src/settings.ts';
import { madeFrom, table } from './table.ts';

/** docs/reference/settings.md */
export function settingsPage(): string {
  const rows = describeSettings().map(({ name, meaning, default: value }) => [
    `\`${name}\``,
    value === '' ? '' : `\`${value}\``,
    meaning,
  ]);
  return `# Settings of the control plane

${madeFrom('server/src/settings.ts')}

They are environment variables, read at the start. A value that cannot be is an error that names every wrong variable.

${table(['Variable', 'Default', 'Is'], rows)}
`;
}
