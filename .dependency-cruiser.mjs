// The dependency rule of ARCHITECTURE.md, as a machine checks it (scripts/import-rules.mjs runs it):
//   commands -> app -> dialects -> http -> core -> database -> (kysely)
//   commands -> importing -> core
//                app -> jobs -> core
//                app -> drivers -> core/ports, core/errors, database/engine
// A rule names what a layer may import; everything else of the project is forbidden to it.

const layer = (...names) => `^src/(${names.join('|')})(/|[.]ts$)`;
const file = (...names) => `^src/(${names.join('|')})[.]ts$`;
const npm = (...names) => `^node_modules/(${names.join('|')})(/|$)`;
const builtin = (...names) => `^(node:)?(${names.join('|')})(/|$)`;

/** Leaves of core: everybody may know them. */
const VOCABULARY = file(
  ...['core/durations', 'core/errors', 'core/ids', 'core/observation', 'core/ports', 'core/sync-health'],
);

/** From these paths, of our own modules only those may be imported. */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|web|test|bench|scripts)/', pathNot: allowed },
});

/** Nobody but these paths may import these packages or built-in modules. */
const ownedBy = (owner, packages, allowed) => ({
  name: `packages-of-${owner.replace(/\W+/g, '-').replace(/-$/, '')}`,
  comment: `Only ${owner} may import ${packages.join(', ')}.`,
  severity: 'error',
  from: { path: '^(src|web)/', pathNot: allowed },
  to: { path: packages },
});

const driver = (name) => `^src/drivers/${name}(/|[.]ts$)`;

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that import each other, types included, cannot be understood one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'The import leads nowhere: a missing file, or a package that is not installed.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'only-declared-packages',
      comment: 'The product may import only what package.json declares under dependencies or optionalDependencies.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },

    only('cli-imports', 'cli.ts only chooses a command.', file('cli'), [
      layer('commands'),
      layer('config'),
      file('core/index', 'core/errors'),
    ]),
    only(
      'commands-imports',
      'A command reads the settings, asks app for a running App, and speaks to core and to importing.',
      layer('commands'),
      [layer('commands'), layer('app'), layer('config'), file('core/index', 'importing/index')],
    ),
    only('app-imports', 'app wires everything below the commands together.', layer('app'), [
      layer('app', 'config', 'dialects', 'http', 'core', 'jobs', 'database', 'drivers'),
    ]),
    only('importing-imports', 'importing/ reads other services: itself and the door of core.', layer('importing'), [
      layer('importing'),
      file('core/index'),
    ]),
    only('config-imports', 'The settings depend on nothing that they set.', layer('config'), [
      layer('config'),
      file('core/durations', 'core/errors', 'setting-values'),
    ]),
    only(
      'dialect-imports',
      'A dialect imports its own files, http/ and core/index.ts; never another dialect, a driver or the database.',
      '^src/dialects/([^/]+)/',
      ['^src/dialects/$1/', layer('http'), file('core/index')],
    ),
    only('http-imports', 'http/ has mechanics without product knowledge: itself and core.', layer('http'), [
      layer('http'),
      layer('core'),
    ]),
    only('jobs-imports', 'jobs/ runs later what core asked for: itself and core.', layer('jobs'), [
      layer('jobs'),
      layer('core'),
    ]),
    only('core-imports', 'core knows assets and nothing of HTTP, dialects, drivers or settings.', layer('core'), [
      layer('core'),
      layer('database'),
    ]),
    only('core-vocabulary', 'The vocabulary of core imports nothing else: everybody may know it.', VOCABULARY, [
      VOCABULARY,
    ]),
    only('database-imports', 'database/ imports itself and the vocabulary of core.', layer('database'), [
      layer('database'),
      VOCABULARY,
    ]),
    only(
      'driver-imports',
      'A driver imports its own files and the ports it implements; never another driver.',
      '^src/drivers/([^/.]+)(/|[.]ts$)',
      [
        '^src/drivers/$1(/|[.]ts$)',
        VOCABULARY,
        file(
          'database/db',
          'database/engine',
          'database/migrate',
          'database/schema',
          'database/traits',
          'database/words',
        ),
      ],
    ),
    only('web-imports', 'The console is a plain client: it shares no module with the server.', '^web/', ['^web/']),
    {
      name: 'core-is-pure',
      comment: 'core has no HTTP, no file system and no processes: those are ports and drivers.',
      severity: 'error',
      from: { path: layer('core', 'database') },
      to: {
        path: builtin(
          ...['fs', 'http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns'],
          ...['child_process', 'cluster', 'worker_threads', 'sqlite'],
        ),
      },
    },
    {
      name: 'core-packages',
      comment: 'core imports no framework and no SDK; a package that is pure computation may be added to this list.',
      severity: 'error',
      from: { path: layer('core') },
      to: { path: '^node_modules/', pathNot: npm('@node-rs/crc32', 'file-type', 'mime') },
    },
    {
      name: 'database-packages',
      comment: 'database/ imports kysely alone.',
      severity: 'error',
      from: { path: layer('database') },
      to: { path: '^node_modules/', pathNot: npm('kysely') },
    },

    ownedBy('cli.ts and commands/', [npm('citty', 'cli-progress')], layer('cli', 'commands')),
    ownedBy('drivers/postgres', [npm('pg')], [driver('postgres')]),
    ownedBy('http/, dialects/ and app', [npm('fastify', '@fastify')], layer('http', 'dialects', 'app')),
    ownedBy('http/', [npm('@tus')], layer('http')),
    ownedBy('database/ and the SQL drivers', [npm('kysely')], [layer('database'), driver('(sqlite|postgres)')]),
    ownedBy('drivers/sqlite', [builtin('sqlite')], driver('sqlite')),
    ownedBy('drivers/postgres', [npm('pg', 'pg-.*')], driver('postgres')),
    ownedBy('drivers/s3', [npm('@aws-sdk', '@smithy')], driver('s3')),
    ownedBy('drivers/metrics', [npm('prom-client')], driver('metrics')),
    ownedBy('drivers/tracing', [npm('@opentelemetry')], driver('tracing')),
    ownedBy('drivers/media/image', [npm('sharp', 'exifr', 'heic-decode')], driver('media/image')),
    ownedBy('drivers/media/image and the console', [npm('thumbhash')], [driver('media/image'), '^web/']),
    ownedBy('drivers/media/pdf', [npm('@hyzyla/pdfium')], driver('media/pdf')),
    ownedBy('drivers/media/office', [npm('yauzl', 'saxes')], driver('media/office')),
    ownedBy('drivers/media/av', [npm('mediabunny', 'mediainfo.js', 'music-metadata', '@ffmpeg')], driver('media/av')),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(web/dist|test/fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
