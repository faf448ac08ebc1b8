const width = 96;
const height = 20;

/** The course of some values, oldest first. It is there to be seen; the words beside it say between what it lies. */
export function Sparkline({ values }: { values: (number | null)[] }) {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const across = (index: number) => (index / Math.max(1, values.length - 1)) * (width - 2) + 1;
  const up = (value: number) =>
    high === low ? height / 2 : height - 2 - ((value - low) / (high - low)) * (height - 4);
  // A gap ends a line; the next reading begins another.
  const path = values
    .map((value, index) => {
      if (value === null) return '';
      const verb = index === 0 || values[index - 1] === null ? 'M' : 'L';
      return `${verb}${across(index).toFixed(1)} ${up(value).toFixed(1)}`;
    })
    .join('');
  return (
    <svg
      className="tuskar-sparkline"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden
    >
      <path d={path} />
    </svg>
  );
}
