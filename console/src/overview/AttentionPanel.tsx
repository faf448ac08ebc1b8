import { Link } from '@tanstack/react-router';
import { TimeAgo } from '../components/Time.tsx';
import { ToneIcon } from '../components/ToneIcon.tsx';
import type { Attention } from './attention-item.ts';

export function AttentionPanel({ items }: { items: Attention[] }) {
  return (
    <section className="tuskar-panel" aria-labelledby="attention-title">
      <h2 id="attention-title" className="tuskar-panel-title">
        Needs a person {items.length > 0 && <span className="tuskar-count">{items.length}</span>}
      </h2>
      {items.length === 0 ? (
        <p className="tuskar-all-well">
          <ToneIcon tone="good" /> Nothing waits for you.
        </p>
      ) : (
        <ul className="tuskar-attention">
          {items.map(({ key, tone, title, detail, since, action }) => (
            <li key={key}>
              <ToneIcon tone={tone} />
              <div>
                <p>
                  <strong>{title}</strong> {since !== null && <TimeAgo at={since} />}
                </p>
                {detail !== null && <p className="tuskar-quiet tuskar-clamp">{detail}</p>}
                <Link {...action.link}>{action.text}</Link>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
