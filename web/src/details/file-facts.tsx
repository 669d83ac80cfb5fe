// What is known of an asset's file: its own facts at once, then what looking at its bytes has told.
import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { dataOf, storeApi } from '../api/client.ts';
import type { paths } from '../api/store.d.ts';
import type { Formats } from '../i18n/formats.ts';
import { type Messages, useTranslation } from '../i18n/index.ts';
import { CopyField } from '../ui/copy-field.tsx';
import type { AssetRecord } from './record.ts';
import { type Fact, Facts } from './section.tsx';

type FileKnowledge =
  paths['/api/store/asset/{id}/facts']['get']['responses'][200]['content']['application/json']['facts'];

export function FileFacts({ record }: { readonly record: AssetRecord }) {
  const { messages, formats } = useTranslation();
  const words = messages.details;
  const facts = useFileFacts(record);
  const { width, height, duration, page_count, word_count } = record;
  const rows: readonly Fact[] = [
    { name: words.kind, value: `${messages.library.kinds[kindOf(record.kind)]} · ${record.mime_type}` },
    { name: words.size, value: `${formats.bytes(record.size)} (${formats.number(record.size)})` },
    {
      name: words.dimensions,
      value: width !== null && height !== null && `${formats.number(width)} × ${formats.number(height)}`,
    },
    { name: words.duration, value: duration !== null && formats.playingTime(duration) },
    { name: words.pages, value: page_count !== null && formats.number(page_count) },
    { name: words.words, value: word_count !== null && formats.number(word_count) },
    {
      name: words.folder,
      value: typeof record.folder === 'object' && record.folder !== null ? record.folder.path : words.topLevel,
    },
    { name: words.added, value: formats.dateTime(record.created) },
    { name: words.addedBy, value: nameOf(record.created_by, words.program) },
    { name: words.changed, value: formats.dateTime(record.updated) },
    { name: words.downloads, value: formats.number(record.download_count) },
    { name: words.picture, value: facts.data?.state === 'pending' && words.pending },
    { name: words.note, value: facts.data?.reason },
  ];
  return (
    <div className="grid gap-4">
      <Facts facts={rows.map(({ name, value }) => ({ name, value: value === false ? undefined : value }))} />
      <CopyField label="SHA-256" value={record.sha256} isLabelled />
    </div>
  );
}

/** What a camera, a recorder or an author has left in the file. */
export function EmbeddedFacts({ record }: { readonly record: AssetRecord }) {
  const { messages, formats } = useTranslation();
  const words = messages.details;
  const { data } = useFileFacts(record);
  if (data === undefined) return null;
  const { facts } = data;
  const { latitude, longitude, altitude } = facts;
  const camera = [facts.camera_make, facts.camera_model].filter(Boolean);
  const rows: readonly Fact[] = [
    { name: words.embeddedTitle, value: facts.title },
    { name: words.author, value: facts.author },
    { name: words.artist, value: facts.artist },
    { name: words.album, value: facts.album },
    { name: words.takenAt, value: facts.taken_at && formats.dateTime(facts.taken_at) },
    // A model often begins with the name of its maker.
    { name: words.camera, value: (camera[1]?.startsWith(camera[0] ?? '') ? camera.slice(1) : camera).join(' ') },
    { name: words.lens, value: facts.lens },
    { name: words.exposure, value: exposureOf(facts, words, formats) },
    { name: words.focalLength, value: facts.focal_length && words.millimetres(formats.number(facts.focal_length)) },
    { name: words.videoCodec, value: facts.video_codec },
    { name: words.audioCodec, value: facts.audio_codec },
    {
      name: words.frameRate,
      value:
        facts.frame_rate !== undefined && words.perSecond(formats.number(Math.round(facts.frame_rate * 100) / 100)),
    },
    {
      name: words.bitRate,
      value: facts.bit_rate !== undefined && words.bitsPerSecond(formats.number(Math.round(facts.bit_rate / 1000))),
    },
    {
      name: words.sampleRate,
      value: facts.sample_rate !== undefined && words.hertz(formats.number(facts.sample_rate)),
    },
    { name: words.channels, value: facts.channels !== undefined && formats.number(facts.channels) },
    {
      name: words.frames,
      value: facts.frame_count !== undefined && facts.frame_count > 1 && formats.number(facts.frame_count),
    },
    { name: words.colours, value: facts.color_space },
    { name: words.altitude, value: altitude !== undefined && words.metres(formats.number(Math.round(altitude))) },
  ];
  const shown = rows.filter(({ value }) => value !== undefined && value !== false && value !== '');
  const hasPlace = latitude !== undefined && longitude !== undefined;
  if (shown.length === 0 && !hasPlace) return <p className="text-ink-faint">{words.nothingEmbedded}</p>;
  return (
    <div className="grid gap-3">
      <Facts facts={shown} />
      {hasPlace && (
        <a
          href={mapAddress(latitude, longitude)}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-6 items-center gap-1.5 justify-self-start font-medium text-accent-ink underline-offset-4 hover:underline"
        >
          <ExternalLink aria-hidden size={15} />
          {words.onMap(`${latitude.toFixed(5)}, ${longitude.toFixed(5)}`)}
        </a>
      )}
    </div>
  );
}

/** As cameras show it: `1/250 s · f/2.8 · ISO 400`. */
function exposureOf(
  { exposure_time: seconds, aperture, iso }: FileKnowledge,
  words: Messages['details'],
  formats: Formats,
): string {
  const time =
    seconds === undefined
      ? undefined
      : words.seconds(seconds < 0.3 ? `1/${formats.number(Math.round(1 / seconds))}` : formats.number(seconds));
  return [time, aperture && `f/${formats.number(aperture)}`, iso && `ISO ${iso}`].filter(Boolean).join(' · ');
}

/** Nothing is asked of it unless somebody follows the link. */
const mapAddress = (latitude: number, longitude: number): string =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=15/${latitude}/${longitude}`;

const useFileFacts = ({ id, version }: AssetRecord) =>
  useQuery({
    queryKey: ['facts', id, version],
    queryFn: ({ signal }) => dataOf(storeApi.GET('/api/store/asset/{id}/facts', { params: { path: { id } }, signal })),
    // Until somebody has looked at the file.
    refetchInterval: ({ state }) => (state.data?.state === 'pending' ? 2_000 : false),
  });

const KINDS = ['image', 'video', 'audio', 'pdf', 'document'] as const;
const kindOf = (kind: string) => KINDS.find((one) => one === kind) ?? 'other';

function nameOf(creator: AssetRecord['created_by'], program: string): string | undefined {
  if (creator === null || typeof creator === 'string') return undefined;
  return creator.name ?? (creator.type === 'key' ? program : undefined);
}
