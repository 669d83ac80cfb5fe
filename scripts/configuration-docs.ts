// Writes docs/configuration.md from the table of settings; with --check only says whether it is fresh.
import { readFileSync, writeFileSync } from 'node:fs';
import { SETTINGS } from '../src/config.ts';

const FILE = new URL('../docs/configuration.md', import.meta.url);

const rows = Object.entries(SETTINGS).map(([name, setting]) => {
  const fallback = 'default' in setting ? `\`${setting.default}\`` : 'unset';
  return `| \`${name}\` | ${setting.type} | ${fallback} | ${setting.description} |`;
});
const text = `# Configuration
Settings are environment variables; the command line of \`vitrine serve\` has none of its own. A setting that can not be
read, or that does not exist, stops the start and is named. This page is generated from \`src/config.ts\`.

| setting | type | default | meaning |
|---|---|---|---|
${rows.join('\n')}
`;

if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text) {
    console.error('docs/configuration.md is not what src/config.ts says: run `npm run docs`.');
    process.exit(1);
  }
} else {
  writeFileSync(FILE, text);
}
