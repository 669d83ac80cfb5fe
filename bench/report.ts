// How figures are written down: tables in Markdown, some with a drawing beside them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { type Bars, barsOf, type Drawn } from './plot.ts';

export interface Table extends Drawn {
  /** What was done, and how to read it. */
  readonly text: string;
  /** Drawn beside the table. */
  readonly bars?: Bars;
}

export function writeReport(folder: string, name: string, tables: readonly Table[]): void {
  mkdirSync(folder, { recursive: true });
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB memory, Node ${process.versions.node}`;
  const parts = tables.map((table, index) => {
    if (table.bars === undefined) return markdown(table);
    const plot = `${name}-${index + 1}.svg`;
    writeFileSync(join(folder, plot), barsOf(table, table.bars));
    return `${markdown(table)}\n![${table.title}](${plot})\n`;
  });
  const text = parts.join('\n');
  writeFileSync(join(folder, `${name}.md`), `Machine: ${machine}. Made by \`npm run bench -- ${name}\`.\n\n${text}`);
}

function markdown({ title, text, columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return `# ${title}\n\n${text}\n\n${[line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
