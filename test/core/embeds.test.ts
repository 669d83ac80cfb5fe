// Players for addresses of videos, and none for what only looks like such an address.
import { describe, expect, it } from 'vitest';
import { embedOf } from '../../src/core/index.ts';

const LOOM = '0281766fa2d04bb788eaf19e65135184';

describe('the player of a video', () => {
  it.each([
    ['https://youtube.com/watch?v=example', 'https://youtube.com/embed/example'],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=43s', 'https://youtube.com/embed/dQw4w9WgXcQ'],
    ['http://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ', 'https://youtube.com/embed/dQw4w9WgXcQ'],
    ['https://youtu.be/dQw4w9WgXcQ?si=abc', 'https://youtube.com/embed/dQw4w9WgXcQ'],
    ['https://YouTube.com/shorts/aqz-KE-bpKQ', 'https://youtube.com/embed/aqz-KE-bpKQ'],
    ['https://www.youtube.com/live/jfKfPfyJRdk', 'https://youtube.com/embed/jfKfPfyJRdk'],
    ['https://www.youtube.com/embed/jfKfPfyJRdk', 'https://youtube.com/embed/jfKfPfyJRdk'],
    ['https://www.youtube-nocookie.com/embed/jfKfPfyJRdk', 'https://www.youtube-nocookie.com/embed/jfKfPfyJRdk'],
    ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871'],
    ['https://vimeo.com/76979871/8272103f6e', 'https://player.vimeo.com/video/76979871?h=8272103f6e'],
    ['https://vimeo.com/channels/staffpicks/76979871', 'https://player.vimeo.com/video/76979871'],
    [
      'https://player.vimeo.com/video/76979871?h=8272103f6e&color=f',
      'https://player.vimeo.com/video/76979871?h=8272103f6e',
    ],
    ['https://www.dailymotion.com/video/x7tgad0_a-title', 'https://www.dailymotion.com/embed/video/x7tgad0'],
    ['https://dai.ly/x7tgad0', 'https://www.dailymotion.com/embed/video/x7tgad0'],
    [`https://www.loom.com/share/${LOOM}?sid=1`, `https://www.loom.com/embed/${LOOM}`],
    [`https://loom.com/share/A-title-${LOOM}`, `https://www.loom.com/embed/${LOOM}`],
    ['https://support.wistia.com/medias/26sk4lmiix', 'https://fast.wistia.net/embed/iframe/26sk4lmiix'],
    ['https://fast.wistia.net/embed/iframe/26sk4lmiix', 'https://fast.wistia.net/embed/iframe/26sk4lmiix'],
  ])('at %s is %s', (address, player) => {
    expect(embedOf(address)).toBe(player);
    // It is the same for the player itself.
    expect(embedOf(player)).toBe(player);
  });

  it.each([
    'https://youtube.com.evil.org/watch?v=dQw4w9WgXcQ',
    'https://evilyoutube.com/watch?v=dQw4w9WgXcQ',
    'https://youtube.com@evil.org/watch?v=dQw4w9WgXcQ',
    'https://evil.org/youtube.com/watch?v=dQw4w9WgXcQ',
    'https://evil.org/?u=https://youtu.be/dQw4w9WgXcQ',
    'https://user:secret@youtube.com/watch?v=dQw4w9WgXcQ',
    'https://youtube.com:8443/watch?v=dQw4w9WgXcQ',
    'https://youtube.com/watch?v=%22%3E%3Cscript%3E',
    'https://youtube.com/watch?v=a/../../b',
    'https://youtube.com/watch',
    'https://youtube.com/@channel',
    'https://youtu.be/',
    'https://youtu.be/a/b',
    'https://vimeo.com/about',
    'https://vimeo.com/76979871/"onload="',
    'https://player.vimeo.com.evil.org/video/76979871',
    'https://dai.ly/%3Cx%3E',
    `https://www.loom.com/share/${LOOM}0`,
    'https://wistia.com.evil.org/medias/26sk4lmiix',
    'https://support.wistia.com/medias/26sk4lmiix-long',
    'ftp://youtube.com/watch?v=dQw4w9WgXcQ',
    'javascript:alert("https://youtu.be/dQw4w9WgXcQ")',
    'https://example.org/video.mp4',
    'youtube.com/watch?v=dQw4w9WgXcQ',
    '',
  ])('is not made up for %s', (address) => {
    expect(embedOf(address)).toBeNull();
  });
});
