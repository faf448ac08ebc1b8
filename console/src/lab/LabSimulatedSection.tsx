import type { Lab } from '@tuskar/contract/lab.ts';
import { useState } from 'react';
import { ActionButton } from '../components/ActionButton.tsx';
import { countOf } from '../components/count.ts';
import { whyNotUp } from './actions.ts';
import { LabSimulateDialog } from './LabSimulateDialog.tsx';
import { hasMachines } from './queries.ts';

/** Machines that only act as if, for people without hardware, and for scale. */
export function LabSimulatedSection({ lab }: { lab: Lab }) {
  const { count, seed } = lab.simulated;
  const [isAsking, setAsking] = useState(false);
  return (
    <section aria-labelledby="lab-simulated">
      <div className="tuskar-section-head">
        <h2 id="lab-simulated" className="tuskar-section-title">
          Simulated machines
        </h2>
        <ActionButton
          variant="secondary"
          permission="lab.operate"
          unavailable={whyNotUp(lab) ?? (hasMachines(lab) ? undefined : 'Bring the lab up first.')}
          onClick={() => setAsking(true)}
        >
          Set their number
        </ActionButton>
      </div>
      <p>
        {count === 0 ? 'None. ' : `${countOf(count, 'machine')} from the seed ${seed}. `}
        Each has a BMC of its own that speaks Redfish; nothing else of it is real. Enrol them by a scan of the
        lab’s out-of-band network, as real ones.
      </p>
      {isAsking && <LabSimulateDialog simulated={lab.simulated} onClose={() => setAsking(false)} />}
    </section>
  );
}
