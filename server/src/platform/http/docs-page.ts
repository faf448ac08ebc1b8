import type {
  JsonSchema,
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
} from '@tuskar/contract/openapi.ts';
import { type Html, html, page, raw } from './html.ts';
import { schemaText } from './docs-schema.ts';

type Entry = { method: string; path: string; operation: OpenApiOperation };

/** The API for a person to read: everything on one page, to be searched with the browser's own search. */
export function docsPage(document: OpenApiDocument): string {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const tags = [...new Set(entries.flatMap(({ operation }) => operation.tags))];
  return page(
    'Tuskar API',
    html`<header>
        <h1>Tuskar API</h1>
        <p>
          Version ${document.info.version}. For programs: <a href="/v1/openapi.json">OpenAPI 3.1</a>. Errors
          by code: <a href="/docs/errors">errors</a>.
        </p>
        <p>
          Send a token, made with <code>tuskar token create</code>, with every request:
          <code>Authorization: Bearer tsk_…</code>
        </p>
      </header>
      <nav aria-label="Groups">
        ${tags.map((tag) => html`<a href="#${anchor(tag)}">${tag}</a> `)} <a href="#resources">Resources</a>
      </nav>
      <main>
        ${tags.map((tag) => group(tag, entries))}
        <section id="resources">
          <h2>Resources</h2>
          ${Object.entries(document.components.schemas).map(([name, schema]) => resource(name, schema))}
        </section>
      </main>`,
  );
}

function group(tag: string, entries: Entry[]): Html {
  const own = entries.filter(({ operation }) => operation.tags.includes(tag));
  return html`<section id="${anchor(tag)}">
    <h2>${tag}</h2>
    ${own.map(article)}
  </section> `;
}

function article({ method, path, operation }: Entry): Html {
  return html`<article id="${operation.operationId}">
    <h3><span class="method">${method}</span> <code>${path}</code></h3>
    <p>${operation.summary}.</p>
    ${operation.description === undefined ? undefined : html`<p>${operation.description}</p>`}
    <dl>
      <dt>Who</dt>
      <dd>${who(operation['x-permission'])}</dd>
      ${parameters(operation.parameters ?? [])}
      ${operation.requestBody === undefined ? undefined : content('Body', operation.requestBody.content)}
      ${Object.entries(operation.responses)
        .filter(([status]) => status !== 'default')
        .map(([status, response]) => content(`Answer ${status}`, response.content))}
    </dl>
  </article> `;
}

function who(access: string): Html {
  if (access === 'public') return html`anybody`;
  if (access === 'signed-in') return html`anybody who is signed in`;
  return html`permission <code>${access}</code>`;
}

function parameters(list: OpenApiParameter[]): Html | undefined {
  if (list.length === 0) return undefined;
  const rows = list.map(
    (parameter) =>
      html`<tr>
        <td><code>${parameter.name}</code></td>
        <td>${parameter.in}</td>
        <td>
          <code>${schemaText(parameter.schema)}</code
          >${parameter.required ? undefined : html` <em>optional</em>`}
        </td>
        <td>${parameter.description}</td>
      </tr> `,
  );
  return html`<dt>Parameters</dt>
    <dd>
      <table>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </dd>`;
}

function content(title: string, types: Record<string, { schema: JsonSchema }> | undefined): Html | undefined {
  const [first] = Object.entries(types ?? {});
  if (first === undefined)
    return html`<dt>${title}</dt>
      <dd>no content</dd>`;
  const [type, { schema }] = first;
  if (type !== 'application/json')
    return html`<dt>${title}</dt>
      <dd><code>${type}</code></dd>`;
  return html`<dt>${title}</dt>
    <dd>${linked(schema)}</dd>`;
}

function resource(name: string, schema: JsonSchema): Html {
  return html`<article id="resource-${name}">
    <h3>${name}</h3>
    ${linked(schema)}
  </article> `;
}

/** A schema with the resources that it names as links. */
function linked(schema: JsonSchema): Html {
  const { html: text } = html`<pre>${schemaText(schema)}</pre>`;
  const names = [...JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name,
  );
  if (names.length === 0) return raw(text);
  const words = new RegExp(`\\b(${[...new Set(names)].join('|')})\\b`, 'g');
  return raw(text.replace(words, '<a href="#resource-$1">$1</a>'));
}

function anchor(tag: string): string {
  return `group-${tag.toLowerCase().replace(/\W+/g, '-')}`;
}
