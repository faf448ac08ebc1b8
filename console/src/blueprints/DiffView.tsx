import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { useMemo, useState } from 'react';
import { type DiffLine, diffLines } from './diff-lines.ts';

const signs: Record<DiffLine['kind'], string> = {
  added: '+',
  removed: '−',
  context: ' ',
  hunk: ' ',
  note: ' ',
};
const shownAtFirst = 300;

/** A unified diff, told apart by sign as well as by colour. */
export function DiffView({ diff, label }: { diff: string; label: string }) {
  const lines = useMemo(() => diffLines(diff), [diff]);
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? lines : lines.slice(0, shownAtFirst);
  return (
    <>
      <pre className="tuskar-diff" tabIndex={0} role="region" aria-label={label}>
        {shown.map(({ kind, text }, index) => (
          // A diff never changes: its lines' places are their names.
          // eslint-disable-next-line react/no-array-index-key
          <span key={index} className={`tuskar-diff-line tuskar-diff-${kind}`}>
            <span className="tuskar-diff-sign">{signs[kind]}</span>
            {text}
            {'\n'}
          </span>
        ))}
      </pre>
      {shown.length < lines.length && (
        <Button variant="link" isInline onClick={() => setShowsAll(true)}>
          Show all {lines.length} lines
        </Button>
      )}
    </>
  );
}
