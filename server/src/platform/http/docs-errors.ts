import type { ErrorDefinition } from '@tuskar/contract/errors/definition.ts';
import { errorCatalogue } from '@tuskar/contract/errors/catalogue.ts';
import { html, page } from './html.ts';

/** Every error by its code; the `type` of each problem points here. */
export function errorsPage(): string {
  const entries = Object.entries<ErrorDefinition>(errorCatalogue).sort(([a], [b]) =>
    a.localeCompare(b, 'en'),
  );
  return page(
    'Tuskar errors',
    html`<header>
        <h1>Errors</h1>
        <p>Match errors by their code: titles and messages may change. <a href="/docs">The API</a></p>
      </header>
      <main>
        ${entries.map(
          ([code, { status, title, retryable, remedy }]) =>
            html`<article id="${code}">
              <h2><code>${code}</code></h2>
              <p>
                ${title}. Status ${status};
                ${retryable ? 'the same request can succeed later' : 'trying again alone does not help'}.
              </p>
              <p>${remedy}</p>
            </article> `,
        )}
      </main>`,
  );
}
