import { countOf } from '../components/count.ts';
import { ToneIcon } from '../components/ToneIcon.tsx';

/** How many items differ from the blueprint; null: never checked. */
export function Drift({ items }: { items: number | null }) {
  if (items === null) return <span className="tuskar-quiet">not checked</span>;
  if (items === 0) return <>none</>;
  return (
    <>
      <ToneIcon tone="attention" /> {countOf(items, 'item')}
    </>
  );
}
