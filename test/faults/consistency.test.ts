// Two servers on one library, either of which is asked next, and killed now and then: what they answer is what a list in memory would.
// A sequence that is answered otherwise is made as short as it can be, and told with the seed that brings it about again.
import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Of } from '../support/blobs.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { type Node, type Nodes, openNodes } from '../support/nodes.ts';
import {
  type Expected,
  type ReferenceAsset,
  ReferenceLibrary,
  STEP_KINDS,
  type Step,
  toldOf,
} from '../support/reference-library.ts';
import { formWith } from '../support/server.ts';

const SEQUENCES = rounds(150, 20_000);
const LONGEST = 30;
/** Of the steps that would be one: a start takes as long as hundreds of others. */
const CRASHES_IN_100 = rounds(7, 50);

let library: Nodes;
let nodes: Node[];
/** Nobody looks at what is uploaded: that would be most of the work. */
const start = (): Promise<Node> => library.start({ VITRINE_WORKER: 'false' });
beforeAll(async () => {
  library = await openNodes('the embedded default');
  nodes = await Promise.all([start(), start()]);
});
afterAll(() => library[Symbol.asyncDispose]());

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...STEP_KINDS),
    node: fc.nat(1),
    asset: fc.nat(20),
    folder: fc.nat(1),
    content: fc.nat(3),
    key: fc.nat(99),
  }),
  { minLength: 3, maxLength: LONGEST, size: 'max' },
);

const counted = new Map<string, number>();

interface Turn {
  readonly step: Step;
  readonly node: Node;
  readonly model: ReferenceLibrary;
}

const at = (id: string): string => `/api/store/asset/${id}`;

/** Also whether what is told of the asset is right. */
async function expectAnswer(answer: Response, { status, asset }: Expected): Promise<void> {
  const text = await answer.text();
  expect(`${answer.status} ${answer.status === status ? '' : text}`).toBe(`${status} `);
  if (asset) expect(JSON.parse(text)).toMatchObject(toldOf(asset));
}

async function expectBytes(answer: Response, { status, asset }: Expected): Promise<void> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.status).toBe(status);
  if (asset) expect(sha256Of(bytes)).toBe(sha256Of(asset.bytes));
}

async function upload({ step, node, model }: Turn, key?: number): Promise<void> {
  const name = model.newName();
  const address = `/api/store/asset/upload?hydrate=false&folder=${model.folderOf(step)}`;
  const headers = key === undefined ? {} : { 'idempotency-key': `${model.folders[0]} ${key}` };
  const send = () => node.api(address, { method: 'POST', headers, body: formWith(name, model.bytesOf(step)) });
  const made = key === undefined ? undefined : model.madeBy(key);
  const answer = await send();
  if (made) return expectAnswer(answer, model.repeat(made));
  expect(answer.status).toBe(201);
  const told = (await answer.json()) as { readonly id: string };
  model.upload(told.id, name, step, key);
  expect(told).toMatchObject(toldOf(model.assets.at(-1) ?? never()));
}

async function list({ step, node, model }: Turn): Promise<void> {
  const folder = model.folderOf(step);
  const page = await node.json<{ items: { id: string }[]; collection_total: number }>(
    `/api/store/asset?hydrate=false&limit=250&include_total=true&folder=${folder}`,
  );
  const expected = model.listOf(folder);
  expect(page.items.map(({ id }) => id).sort()).toEqual(expected);
  expect(page.collection_total).toBe(expected.length);
}

async function crash({ step }: Turn): Promise<void> {
  if (step.key >= CRASHES_IN_100) return;
  await nodeOf(step).server.kill();
  nodes[step.node] = await start();
}

type OfAsset = (turn: Turn, asset: ReferenceAsset) => Promise<void>;

const OF_ASSETS: Readonly<Record<string, OfAsset>> = {
  async get({ node, model }, asset) {
    await expectAnswer(await node.api(`${at(asset.id)}?hydrate=false`), model.ofLive(asset));
  },
  async download({ node, model }, asset) {
    await expectBytes(await node.api(`/api/store/asset/download?id=${asset.id}`), model.ofLive(asset));
  },
  async patch({ step, node, model }, asset) {
    const json = step.key % 2 === 0 ? { tags: [`t${step.key}`] } : { name: model.newName() };
    const answer = await node.api(`${at(asset.id)}?hydrate=false`, { method: 'PATCH', json });
    await expectAnswer(
      answer,
      model.ofLive(asset, (edited) => Object.assign(edited, json)),
    );
  },
  async move({ step, node, model }, asset) {
    const json = { folder: model.folderOf(step) };
    const answer = await node.api(`${at(asset.id)}?hydrate=false`, { method: 'PATCH', json });
    await expectAnswer(
      answer,
      model.ofLive(asset, (moved) => Object.assign(moved, json)),
    );
  },
  async replace({ step, node, model }, asset) {
    const bytes = model.bytesOf(step);
    const body = formWith('new.bin', bytes);
    const answer = await node.api(`${at(asset.id)}/content?hydrate=false`, { method: 'PUT', body });
    await expectAnswer(
      answer,
      model.ofLive(asset, (replaced) => Object.assign(replaced, { bytes })),
    );
  },
  async trash({ node, model }, asset) {
    await expectAnswer(await node.api(`/api/assets/${asset.id}`, { method: 'DELETE' }), model.trash(asset));
  },
  async restore({ node, model }, asset) {
    await expectAnswer(await node.api(`/api/assets/${asset.id}/restore`), model.restore(asset));
  },
  async purge({ node, model }, asset) {
    if (asset.place !== 'trash') return;
    await expectAnswer(await node.api(`/api/assets/${asset.id}`, { method: 'DELETE' }), model.trash(asset));
  },
  async delete({ node, model }, asset) {
    const { status } = model.ofLive(asset, (deleted) => Object.assign(deleted, { place: 'gone' }), 204);
    await expectAnswer(await node.api(at(asset.id), { method: 'DELETE' }), { status });
  },
  async share({ node, model }, asset) {
    const answer = await node.api('/api/share', { method: 'POST', json: { asset: asset.id } });
    expect(answer.status).toBe(model.ofLive(asset, undefined, 201).status);
    const { token } = (await answer.json()) as { token?: string };
    if (token !== undefined) asset.share = token;
  },
  async 'open share'({ node, model }, asset) {
    if (asset.share === undefined) return;
    await expectBytes(await node.api(`/s/${asset.share}/download`, { key: null }), model.ofLive(asset));
  },
};

const WITHOUT: Readonly<Record<string, (turn: Turn) => Promise<void>>> = {
  upload: (turn) => upload(turn),
  'upload with key': (turn) => upload(turn, turn.step.key % 3),
  list,
  crash,
};

async function take(turn: Turn): Promise<void> {
  const { kind } = turn.step;
  const asset = turn.model.assetOf(turn.step);
  const ofAsset = OF_ASSETS[kind];
  if (ofAsset && asset) await ofAsset(turn, asset);
  else await WITHOUT[kind]?.(turn);
  counted.set(kind, (counted.get(kind) ?? 0) + 1);
}

const never = (): never => {
  throw new Error('there is one');
};
const nodeOf = ({ node }: Step): Node => nodes[node] ?? never();

describe('two servers on one library', () => {
  it(`answer ${SEQUENCES} sequences of requests as a list in memory would`, {
    timeout: rounds(900_000, 12 * 3_600_000),
  }, async (context) => {
    const seed = Number(process.env['FAULTS_SEED'] ?? randomInt(2 ** 31));
    console.log(`FAULTS_SEED=${seed}`);
    let sequence = 0;
    const asTheModel = fc.asyncProperty(steps, async (all) => {
      const own = `${seed} ${sequence++}`;
      const folders = await Promise.all(
        nodes.map((node, i) =>
          node.json<{ id: string }>('/api/store/folder', { method: 'POST', json: { name: `${own} ${i}` } }),
        ),
      );
      const model = new ReferenceLibrary(
        own,
        folders.map(({ id }) => id),
      );
      for (const step of all) await take({ step, node: nodeOf(step), model });
      // Both say the same at the end.
      for (const node of nodes) {
        for (const [folder] of model.folders.entries())
          await list({ step: { kind: 'list', node: 0, asset: 0, folder, content: 0, key: 0 }, node, model });
        for (const asset of model.assets) await OF_ASSETS['get']?.({ step: all[0] ?? never(), node, model }, asset);
      }
    });
    await fc.assert(asTheModel, { seed, numRuns: SEQUENCES });
    tellFigures(context, {
      seed,
      sequences: sequence,
      steps: [...counted].map(([kind, count]) => `${kind} ${count}`).join(', '),
      'answered otherwise': 0,
    });
  });
});
