// Every dialect that a server speaks.
import type { Dialect } from '../core/index.ts';
import { admin } from '../dialects/admin/index.ts';
import { console } from '../dialects/console/index.ts';
import { hub } from '../dialects/hub/index.ts';
import { library } from '../dialects/library/index.ts';
import { partner } from '../dialects/partner/index.ts';
import { store } from '../dialects/store/index.ts';
import { vaults } from '../dialects/vaults/index.ts';
import type { DialectDefinition } from '../http/dialect.ts';

const DEFINITIONS = { store, hub, library, partner, vaults, console, admin } satisfies Record<
  Dialect,
  DialectDefinition
>;

export const DIALECTS: readonly DialectDefinition[] = Object.values(DEFINITIONS);
