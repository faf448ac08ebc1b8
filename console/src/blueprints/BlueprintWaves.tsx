import type { BlueprintDiff } from '@tuskar/contract/cloud.ts';
import { countOf } from '../components/count.ts';

/** What the execution will do, wave after wave. A wave of many hosts says how many steps it has. */
export function BlueprintWaves({ waves }: { waves: BlueprintDiff['waves'] }) {
  return (
    <section aria-labelledby="waves-title">
      <h2 id="waves-title" className="tuskar-section-title">
        How it is executed
      </h2>
      <p className="tuskar-quiet">Waves run one after another; the steps of a wave run side by side.</p>
      <ol className="tuskar-plan">
        {waves.map(({ title, steps }) => (
          <li key={title}>
            <details>
              <summary>
                {title} <span className="tuskar-quiet">{countOf(steps.length, 'step')}</span>
              </summary>
              <ul>
                {steps.map(({ name, title: step, host }) => (
                  <li key={name}>
                    {step}
                    {host !== null && !step.includes(host) && <span className="tuskar-quiet"> {host}</span>}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}
