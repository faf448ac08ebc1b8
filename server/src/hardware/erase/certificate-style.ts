/** For A4 paper, black on white, and readable on a screen. */
export const certificateStyle = `
@page { size: A4; margin: 18mm 16mm; }
:root { color-scheme: light; }
body { font: 10pt/1.4 'Helvetica Neue', Arial, sans-serif; color: #000; background: #fff; margin: 0 auto; max-width: 178mm; }
@media screen { body { padding: 12mm 8mm; } }
h1 { font-size: 18pt; margin: 0 0 2mm; }
h2 { font-size: 11pt; margin: 7mm 0 2mm; border-bottom: 0.4pt solid #000; }
p { margin: 0 0 2mm; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 1mm 2mm 1mm 0; border-bottom: 0.2pt solid #999; overflow-wrap: anywhere; }
thead { display: table-header-group; }
tr, dl div { break-inside: avoid; }
dl { margin: 0; }
dl div { display: grid; grid-template-columns: 42mm 1fr; padding: 0.7mm 0; }
dt { color: #444; }
dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font: 8pt/1.4 'DejaVu Sans Mono', Menlo, monospace; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 2mm; }
.simulated { border: 1.5pt solid #000; padding: 2mm 3mm; font-weight: bold; margin: 0 0 4mm; }
.proof { break-inside: avoid; }
`;
