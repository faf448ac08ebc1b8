import type { ElevationBlock } from '@tuskar/contract/rack.ts';
import { Link } from '@tanstack/react-router';
import { ToneIcon } from '../components/ToneIcon.tsx';
import { machineStates } from '../components/states.ts';

type ElevationProps = { title: string; units: number[]; blocks: ElevationBlock[] };

/** One face of a rack, from top to bottom, drawn to scale in units. Free units are there to be seen, not to be read out. */
export function Elevation({ title, units, blocks }: ElevationProps) {
  return (
    <figure className="tuskar-face">
      <figcaption>{title}</figcaption>
      <div className="tuskar-face-grid" style={{ gridTemplateRows: `repeat(${units.length}, 1.6rem)` }}>
        <ol className="tuskar-face-units" aria-hidden>
          {units.map((unit) => (
            <li key={unit}>{unit}</li>
          ))}
        </ol>
        <ul className="tuskar-face-blocks" aria-label={`${title} of the rack, from the top`}>
          {blocks.map((block) => (
            <Block key={block.row} block={block} />
          ))}
        </ul>
      </div>
    </figure>
  );
}

function Block({ block }: { block: ElevationBlock }) {
  const { row, heightUnits, unit, content, behind } = block;
  const style = { gridRow: `${row + 1} / span ${heightUnits}` };
  if (content === null) return <li className="tuskar-block tuskar-block-free" style={style} aria-hidden />;
  const place = `U${unit}${behind ? ', its back' : ''}`;
  if (content.type === 'reservation') {
    return (
      <li className="tuskar-block tuskar-block-reserved" style={style} title={content.reason ?? content.kind}>
        {content.label} <span className="pf-v6-screen-reader">({place})</span>
      </li>
    );
  }
  const look = machineStates[content.state];
  const title = [content.model, look.text, content.discrepancy].filter((part) => part !== null).join(' · ');
  return (
    <li className={`tuskar-block ${behind ? 'tuskar-block-behind' : ''}`} style={style} title={title}>
      <ToneIcon tone={content.discrepancy === null ? look.tone : 'attention'} />{' '}
      <Link to="/machines/$name" params={{ name: content.name }}>
        {content.name}
      </Link>{' '}
      <span className="pf-v6-screen-reader">
        ({place}, {look.text})
      </span>
    </li>
  );
}
