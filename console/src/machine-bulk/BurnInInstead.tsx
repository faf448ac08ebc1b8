import type { MachineSelector } from '@tuskar/contract/machine-bulk.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { BurnInDialog } from '../burn-ins/BurnInDialog.tsx';
import { ActionButton } from '../components/ActionButton.tsx';
import type { MachineFiltering } from '../machines/queries.ts';

type BurnInInsteadProps = { selector: MachineSelector; filter: MachineFiltering };

/** A burn-in takes many machines by itself: what it refuses, it names. */
export function BurnInInstead({ selector: { names }, filter }: BurnInInsteadProps) {
  const [isAsking, setAsking] = useState(false);
  const { class: ofClass, rack } = filter;
  const search = {
    ...(ofClass === undefined ? {} : { class: ofClass }),
    ...(rack === undefined ? {} : { rack }),
  };
  return (
    <p className="tuskar-quiet">
      A burn-in asks for its profile:{' '}
      {names === undefined ? (
        <Link to="/burn-ins/new" search={search}>
          burn machines in
        </Link>
      ) : (
        <ActionButton variant="link" isInline permission="hardware.operate" onClick={() => setAsking(true)}>
          burn them in
        </ActionButton>
      )}
      .{isAsking && names !== undefined && <BurnInDialog machines={names} onClose={() => setAsking(false)} />}
    </p>
  );
}
