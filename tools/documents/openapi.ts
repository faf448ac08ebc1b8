import { openApiDocument } from '@tuskar/contract/openapi.ts';
import { version } from '../../server/src/version.ts';

/** contract/openapi.json */
export function openApiText(): string {
  return `${JSON.stringify(openApiDocument({ version }), null, 2)}\n`;
}
