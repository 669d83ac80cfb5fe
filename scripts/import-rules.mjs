// Holds the imports of the product against .dependency-cruiser.mjs. Fails as well when a source file was not looked at:
// with a TypeScript it does not know, dependency-cruiser sees no modules and reports success.
import { existsSync, globSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const folders = ['src', 'web'].filter((folder) => existsSync(folder));
const { forbidden, options } = await extractConfig('./.dependency-cruiser.mjs');
const { output } = await cruise(folders, { ...options, ruleSet: { forbidden }, validate: true }, undefined, {
  tsConfig: extractTsConfig(options.tsConfig.fileName),
});

const seen = new Set(output.modules.filter((module) => !module.couldNotResolve).map((module) => module.source));
const sources = globSync(['src/**/*.ts', 'web/src/**/*.{ts,tsx}']).map((path) => path.replaceAll('\\', '/'));
const unseen = sources.filter((path) => !seen.has(path));
for (const path of unseen) console.error(`not looked at: ${path} (does dependency-cruiser know this TypeScript?)`);
if (!sources.some((path) => path.includes('/')) || output.summary.totalDependenciesCruised === 0) {
  console.error('no imports were found at all');
  process.exitCode = 1;
}

const { violations } = output.summary;
for (const { rule, from, to, cycle } of violations) {
  const path = cycle ? [from, ...cycle.map((step) => step.name)] : [from, to];
  console.error(`${rule.name}: ${path.join(' -> ')}`);
}
for (const name of new Set(violations.map((violation) => violation.rule.name))) {
  console.error(`  ${name}: ${forbidden.find((rule) => rule.name === name)?.comment}`);
}
if (violations.length > 0 || unseen.length > 0) process.exitCode = 1;
console.log(
  `${sources.length} source files, ${output.summary.totalDependenciesCruised} imports, ${violations.length} violations`,
);
