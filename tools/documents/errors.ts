import { errorCatalogue } from '@tuskar/contract/errors/catalogue.ts';
import type { ErrorDefinition } from '@tuskar/contract/errors/definition.ts';
import { madeFrom } from './table.ts';

/** docs/reference/errors.md */
export function errorsPage(): string {
  const entries = Object.entries<ErrorDefinition>(errorCatalogue).sort(([a], [b]) =>
    a.localeCompare(b, 'en'),
  );
  const sections = entries.map(
    ([code, { status, title, retryable, remedy }]) => `## ${code}

${title}. HTTP status ${status}${retryable ? '; the same request can succeed later' : ''}.

${remedy}
`,
  );
  return `# Errors

${madeFrom('contract/src/errors/')}

Every error has one of these codes. Match errors by their code: titles, messages and remedies may change. An answer of
the API carries it as a problem (RFC 9457) with a message that names the thing and the reason.

${sections.join('\n')}`;
}
