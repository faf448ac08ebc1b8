/** Facts of a problem: short ones as a list of terms, output of programs as it was written. */
export function ProblemContext({ context }: { context: Record<string, unknown> }) {
  const facts = Object.entries(context).filter(([, value]) => value !== null && value !== '');
  if (facts.length === 0) return null;
  return (
    <dl className="tuskar-problem-context">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{wordsOf(name)}</dt>
          <dd>{isLong(value) ? <pre>{asText(value)}</pre> : asText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** 'exitCode' as 'exit code'. */
export function wordsOf(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  return JSON.stringify(value, null, 2);
}

function isLong(value: unknown): boolean {
  const text = asText(value);
  return text.length > 100 || text.includes('\n');
}
