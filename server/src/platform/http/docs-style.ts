export const docsStyle = `
:root { color-scheme: light dark; --line: #8884; --accent: light-dark(#0066cc, #92c5f9); }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1rem; }
a { color: var(--accent); }
nav { background: Canvas; border-bottom: 1px solid var(--line); padding: 0.5rem 0; position: sticky; top: 0; }
nav a { margin-right: 0.75rem; }
article { border-bottom: 1px solid var(--line); padding: 0.5rem 0; scroll-margin-top: 4rem; }
section { scroll-margin-top: 4rem; }
article:target { outline: 2px solid var(--accent); outline-offset: 0.5rem; }
h3 { margin: 0.5rem 0; overflow-wrap: anywhere; }
.method { border: 1px solid var(--line); border-radius: 4px; font-size: 0.8em; padding: 0.1rem 0.4rem; }
dl { display: grid; gap: 0.25rem 1rem; grid-template-columns: 7rem minmax(0, 1fr); }
dd { margin: 0; overflow-x: auto; }
pre { background: #8881; border-radius: 4px; margin: 0; overflow-x: auto; padding: 0.5rem; }
td { padding: 0.1rem 0.75rem 0.1rem 0; vertical-align: top; }
@media (max-width: 40rem) { dl { grid-template-columns: minmax(0, 1fr); } dt { font-weight: 600; } }
`;
