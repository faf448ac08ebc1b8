import { Link } from '@tanstack/react-router';

/** A serial number, as the way to where its part has been. */
export function PartLink({ serial }: { serial: string | null }) {
  if (serial === null) return <span className="tuskar-quiet">not said</span>;
  return (
    <Link to="/parts/$serial" params={{ serial }}>
      <code>{serial}</code>
    </Link>
  );
}
