// What is known of an asset's bytes, beyond the fields that every asset has.
import { Type } from 'typebox';
import { idOf, type Media, type MediaFacts } from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { nullable } from '../../../http/nullable.ts';
import { isoTime } from '../../../http/times.ts';
import { Id, problems } from '../schemas.ts';

const count = (description?: string) => Type.Optional(Type.Integer(description === undefined ? {} : { description }));
const number = (description: string) => Type.Optional(Type.Number({ description }));
const text = (description?: string) => Type.Optional(Type.String(description === undefined ? {} : { description }));
const flag = (description?: string) => Type.Optional(Type.Boolean(description === undefined ? {} : { description }));

const Facts = Type.Object(
  {
    width: count('Upright pixels.'),
    height: count('Upright pixels.'),
    duration: number('Seconds.'),
    page_count: count('Pages, slides or sheets.'),
    word_count: count(),
    title: text('As the document or recording itself says.'),
    author: text(),
    artist: text(),
    album: text(),
    is_encrypted: flag('Needs a password to be read.'),
    has_alpha: flag(),
    orientation: count('Of EXIF, 1 to 8.'),
    frame_count: count('1 for a still image.'),
    color_space: text(),
    camera_make: text(),
    camera_model: text(),
    lens: text(),
    exposure_time: number('Seconds.'),
    aperture: number('The f-number.'),
    iso: count('Sensitivity.'),
    focal_length: number('Millimetres.'),
    taken_at: text('ISO 8601; without an offset where the file has none.'),
    latitude: number('Degrees, south negative.'),
    longitude: number('Degrees, west negative.'),
    altitude: number('Metres above sea level.'),
    thumbhash: text('A blurred placeholder in about 25 bytes, base64 (github.com/evanw/thumbhash).'),
    frame_rate: number('Frames per second.'),
    video_codec: text('As FFmpeg names it.'),
    audio_codec: text('As FFmpeg names it.'),
    bit_rate: number('Bits per second.'),
    rotation: count('Degrees clockwise.'),
    sample_rate: number('Hertz.'),
    channels: count(),
  },
  { title: 'Facts', description: 'Only what is known.' },
);

const FactsRead = Type.Object(
  {
    state: Type.Union([Type.Literal('pending'), Type.Literal('ready'), Type.Literal('no_preview')], {
      description: '`pending` until the file was looked at; `no_preview` where there is no picture of it.',
    }),
    reason: nullable(Type.String({ description: 'Why there is no picture, or why it shows less than it should.' })),
    examined: nullable(Type.String({ format: 'date-time' })),
    facts: Facts,
  },
  { title: 'FactsRead' },
);

export function factRoutes(scope: Scope, { core }: HttpServices): void {
  scope.get(
    '/api/store/asset/:id/facts',
    {
      onRequest: requireGrant('read'),
      schema: {
        tags: ['Assets'],
        summary: 'Get what is known of the file of an asset',
        description: 'Scope: `store:read`. Found out after the upload was answered.',
        params: Id,
        response: { 200: FactsRead, ...problems },
      },
    },
    async (request) => {
      const asset = await core.getAsset(request.actor, idOf(request.params.id, 'Asset'));
      const media = (await core.findMediaFacts([asset])).get(asset.id);
      return {
        state: asset.mediaState,
        reason: asset.mediaReason,
        examined: media ? isoTime(media.examinedAt) : null,
        facts: media ? presentFacts(media) : {},
      };
    },
  );
}

function presentFacts({ facts }: Media) {
  const presented: Record<string, MediaFacts[keyof MediaFacts]> = {};
  for (const [name, value] of Object.entries(facts)) presented[snakeCase(name)] = value;
  return presented;
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
