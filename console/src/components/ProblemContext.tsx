import { asText, factsBeyond, wordsOf } from './problem-facts.ts';

type ProblemContextProps = {
  context: Record<string, unknown>;
  /** What the message says already. */
  said: string;
};

/** Facts of a problem: short ones as a list of terms, output of programs as it was written. */
export function ProblemContext({ context, said }: ProblemContextProps) {
  const facts = factsBeyond(said, context);
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

function isLong(value: unknown): boolean {
  const text = asText(value);
  return text.length > 100 || text.includes('\n');
}
