import { outlierScore } from '@tuskar/contract/metric.ts';

const width = 80;
const height = 16;
/** Scores further out are drawn at the edge. */
const edge = 2 * outlierScore;

const across = (score: number) => ((Math.max(-edge, Math.min(edge, score)) + edge) / (2 * edge)) * width;

/** Where a value lies among its siblings: the band is what counts as like them. The words beside it say the same. */
export function DeviationStrip({ deviation, isBad }: { deviation: number; isBad: boolean }) {
  return (
    <svg
      className="tuskar-strip"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden
    >
      <rect
        className="tuskar-strip-band"
        x={across(-outlierScore)}
        y={4}
        width={across(outlierScore) - across(-outlierScore)}
        height={height - 8}
        rx={2}
      />
      <line x1={0} x2={width} y1={height / 2} y2={height / 2} />
      <line x1={width / 2} x2={width / 2} y1={3} y2={height - 3} />
      <circle
        className={isBad ? 'tuskar-strip-bad' : 'tuskar-strip-good'}
        cx={Math.max(4, Math.min(width - 4, across(deviation)))}
        cy={height / 2}
        r={4}
      />
    </svg>
  );
}
