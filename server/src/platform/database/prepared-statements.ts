import type { ClientBase } from 'pg';

/** A statement that was asked so often is asked again. */
const oftenEnough = 5;
/** Each plan takes some ten kilobytes of every connection's process. */
const mostPrepared = 150;
/** Lists of values make a text for each of their lengths; most are asked once. */
const mostCounted = 2000;

type Query = (text: string, values: unknown[]) => Promise<unknown>;

/**
 * Has connections keep the statements that are asked often: the database parses and plans each of them once, which is a
 * quarter of its whole work (docs/benchmarks.md). To be told of each new connection.
 */
export function prepareStatements(): (client: ClientBase) => void {
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  let last = 0;

  function nameOf(text: string): string | undefined {
    const known = names.get(text);
    if (known !== undefined || names.size >= mostPrepared) return known;
    const count = (counts.get(text) ?? 0) + 1;
    if (count < oftenEnough) {
      if (counts.size >= mostCounted) counts.clear();
      counts.set(text, count);
      return undefined;
    }
    counts.delete(text);
    const name = `s${++last}`;
    names.set(text, name);
    return name;
  }

  return (client) => {
    const ask = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
    const askPrepared: Query = async (text, values) => {
      const name = nameOf(text);
      if (name === undefined) return await ask(text, values);
      try {
        return await ask({ name, text, values });
      } catch (error) {
        if (!isStalePlan(error)) throw error;
        // Under another name all connections prepare it anew.
        if (names.get(text) === name) names.delete(text);
        if (client.getTransactionStatus() !== 'I') throw error;
        return await ask(text, values);
      }
    };
    const query = (...given: unknown[]) => {
      const [text, values] = given;
      const isPlain = given.length === 2 && typeof text === 'string' && Array.isArray(values);
      return isPlain && values.length > 0 ? askPrepared(text, values) : ask(...given);
    };
    client.query = query as ClientBase['query'];
  };
}

/** A newer version of Tuskar has changed the columns of a table; asked again, the statement is planned anew. */
export function isStalePlan(error: unknown): boolean {
  return error instanceof Error && error.message === 'cached plan must not change result type';
}
