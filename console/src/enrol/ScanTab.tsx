import { useSuspenseQuery } from '@tanstack/react-query';
import { recentScansQuery, scanRangesQuery } from './queries.ts';
import { ScanForm } from './ScanForm.tsx';
import { ScanRanges } from './ScanRanges.tsx';
import { ScanTable } from './ScanTable.tsx';

export function ScanTab() {
  const { items: ranges } = useSuspenseQuery(scanRangesQuery).data;
  const { items: scans } = useSuspenseQuery(recentScansQuery).data;
  return (
    <div className="tuskar-stack">
      <ScanRanges ranges={ranges} />
      {ranges.length > 0 && (
        <>
          <h2 className="tuskar-section-title">Look for BMCs</h2>
          <ScanForm ranges={ranges} />
        </>
      )}
      {scans.length > 0 && (
        <>
          <h2 className="tuskar-section-title">Scans</h2>
          <ScanTable scans={scans} />
        </>
      )}
    </div>
  );
}
