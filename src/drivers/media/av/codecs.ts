// FFmpeg's names for the codecs and containers that Mediabunny and MediaInfo name in their own ways.
import type { AudioCodec, VideoCodec } from 'mediabunny';

/** Demuxers of FFmpeg that read one file from its own bytes: none that follows a playlist, a list or a pattern. */
const DEMUXERS = [
  ...['mov', 'matroska', 'avi', 'flv', 'mpeg', 'mpegts', 'asf', 'ogg', 'rm', 'dv', 'mxf'],
  ...['wav', 'mp3', 'aac', 'flac', 'aiff', 'caf', 'au', 'ac3', 'eac3', 'amr', 'ape', 'tta', 'wv', 'mpc', 'mpc8', 'w64'],
] as const;
export type Demuxer = (typeof DEMUXERS)[number];

const DEMUXER_OF_BUNNY: Readonly<Record<string, Demuxer>> = {
  MP4: 'mov',
  'QuickTime File Format': 'mov',
  Matroska: 'matroska',
  WebM: 'matroska',
  Ogg: 'ogg',
  WAVE: 'wav',
  MP3: 'mp3',
  FLAC: 'flac',
  ADTS: 'aac',
  'MPEG Transport Stream': 'mpegts',
};

const DEMUXER_OF_MEDIAINFO: Readonly<Record<string, Demuxer>> = {
  'MPEG-4': 'mov',
  M4A: 'mov',
  QuickTime: 'mov',
  Matroska: 'matroska',
  WebM: 'matroska',
  AVI: 'avi',
  'Flash Video': 'flv',
  'MPEG-PS': 'mpeg',
  'MPEG-TS': 'mpegts',
  BDAV: 'mpegts',
  'Windows Media': 'asf',
  Ogg: 'ogg',
  RealMedia: 'rm',
  DV: 'dv',
  MXF: 'mxf',
  Wave: 'wav',
  Wave64: 'w64',
  'MPEG Audio': 'mp3',
  ADTS: 'aac',
  FLAC: 'flac',
  AIFF: 'aiff',
  CAF: 'caf',
  AU: 'au',
  'AC-3': 'ac3',
  'E-AC-3': 'eac3',
  AMR: 'amr',
  "Monkey's Audio": 'ape',
  TTA: 'tta',
  WavPack: 'wv',
  'Musepack SV7': 'mpc',
  'Musepack SV8': 'mpc8',
};

/** Undefined for what FFmpeg is not to be asked about. */
export const demuxerOfBunny = (format: string): Demuxer | undefined => DEMUXER_OF_BUNNY[format];
export const demuxerOfMediaInfo = (format: string): Demuxer | undefined => DEMUXER_OF_MEDIAINFO[format];

export const nameOfVideo = (codec: VideoCodec): string => (codec === 'avc' ? 'h264' : codec);

const PCM = /^pcm-([suf])(\d+)(be)?$/;

export function nameOfAudio(codec: AudioCodec): string {
  if (codec === 'ulaw') return 'pcm_mulaw';
  if (codec === 'alaw') return 'pcm_alaw';
  const [, kind, bits, isBigEndian] = PCM.exec(codec) ?? [];
  return kind && bits ? pcmName(kind, Number(bits), isBigEndian !== undefined) : codec;
}

const pcmName = (kind: string, bits: number, isBigEndian: boolean): string =>
  bits === 8 ? `pcm_${kind}8` : `pcm_${kind}${bits}${isBigEndian ? 'be' : 'le'}`;

/** What MediaInfo says of a stream; its words are those of its own tables (github.com/MediaArea/MediaInfoLib). */
export interface StreamFormat {
  readonly format: string;
  readonly version: string;
  readonly profile: string;
  readonly codecId: string;
  readonly bits: number;
  readonly sign: string;
  readonly endianness: string;
}

const VIDEO_OF_MEDIAINFO: Readonly<Record<string, string>> = {
  AVC: 'h264',
  HEVC: 'hevc',
  VP8: 'vp8',
  VP9: 'vp9',
  AV1: 'av1',
  JPEG: 'mjpeg',
  'JPEG 2000': 'jpeg2000',
  'MPEG-4 Visual': 'mpeg4',
  'S-Mpeg 4 v2': 'msmpeg4v2',
  'S-Mpeg 4 v3': 'msmpeg4v3',
  WMV1: 'wmv1',
  WMV2: 'wmv2',
  'VC-1': 'vc1',
  Theora: 'theora',
  ProRes: 'prores',
  'Sorenson Spark': 'flv1',
  'H.263': 'h263',
  VP6: 'vp6f',
  DV: 'dvvideo',
  Cinepak: 'cinepak',
};

export function videoOfMediaInfo({ format, version, codecId }: StreamFormat): string | undefined {
  if (format === 'MPEG Video') return version === '1' ? 'mpeg1video' : 'mpeg2video';
  if (codecId === 'WMV3') return 'wmv3';
  return VIDEO_OF_MEDIAINFO[format];
}

const AUDIO_OF_MEDIAINFO: Readonly<Record<string, string>> = {
  AAC: 'aac',
  Opus: 'opus',
  Vorbis: 'vorbis',
  FLAC: 'flac',
  ALAC: 'alac',
  Speex: 'speex',
  'AC-3': 'ac3',
  'E-AC-3': 'eac3',
  DTS: 'dts',
  WavPack: 'wavpack',
  TTA: 'tta',
  "Monkey's Audio": 'ape',
};

export function audioOfMediaInfo(stream: StreamFormat): string | undefined {
  const { format, version, profile, bits } = stream;
  if (format === 'MPEG Audio') return `mp${/Layer ([123])/.exec(profile)?.[1] ?? 3}`;
  if (format === 'WMA') return profile === 'Pro' ? 'wmapro' : `wmav${version === '1' ? 1 : 2}`;
  if (format === 'AMR') return profile === 'Wide band' ? 'amr_wb' : 'amr_nb';
  if (format !== 'PCM') return AUDIO_OF_MEDIAINFO[format];
  if (![8, 16, 24, 32, 64].includes(bits)) return undefined;
  const kind = stream.sign === 'Float' || profile === 'Float' ? 'f' : stream.sign === 'Unsigned' ? 'u' : 's';
  return pcmName(kind, bits, stream.endianness === 'Big');
}
