// Runs in the page, before anything of it: says when something that was asked for has been painted, scrolls at a speed, and notes
// long tasks. A plain script, since it is part of no build.
(() => {
  const longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) longTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });

  let keyAt = Number.NaN;
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      keyAt = timeStamp;
    },
    true,
  );

  const nextFrame = () => new Promise(requestAnimationFrame);

  /** What was posted within a frame arrives after its paint. */
  const afterPaint = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(undefined);
    });

  /** When it was painted; NaN when it has not come about for so long. */
  async function untilPainted(holds, patienceMs = 20_000) {
    const giveUpAt = performance.now() + patienceMs;
    while (performance.now() < giveUpAt) {
      await nextFrame();
      if (holds()) return afterPaint();
    }
    return Number.NaN;
  }

  const tiles = () => [...document.querySelectorAll('.asset-scroller .entry')];
  const isThere = (tile) => tile.getAttribute('aria-busy') === 'false';
  const isDrawn = (image) => image.complete && image.naturalWidth > 0;
  const hasPicture = (tile) => [...tile.querySelectorAll('img[src*="/thumbnail"]')].some(isDrawn);
  const isSeen = (element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  };
  const lastTile = () =>
    tiles().find((tile) => tile.getAttribute('aria-posinset') === tile.getAttribute('aria-setsize') && isSeen(tile));

  const conditions = {
    tile: () => tiles().some(isThere),
    picture: () => tiles().some(hasPicture),
    'last tile': () => {
      const tile = lastTile();
      return tile !== undefined && isThere(tile);
    },
    'last picture': () => {
      const tile = lastTile();
      return tile !== undefined && hasPicture(tile);
    },
    'first picture again': () => tiles().some((tile) => tile.dataset.index === '0' && isSeen(tile) && hasPicture(tile)),
    found: (sought) => {
      const list = document.querySelector('[data-list]');
      return list?.dataset.list.includes(JSON.stringify(sought)) && tiles().some(isThere);
    },
    selected: () => document.querySelector('[role=toolbar] button') !== null,
    menu: () => [...document.querySelectorAll('[role=menu] [role=menuitem]')].some(isSeen),
    preview: () => [...document.querySelectorAll('[data-preview] img[src*="/thumbnail"]')].some(isDrawn),
    'large preview': () =>
      [...document.querySelectorAll('[data-preview] img')].some((image) => isDrawn(image) && image.naturalWidth > 500),
  };

  let running = Promise.resolve(Number.NaN);

  /** Gaps of the grid are not counted; a viewport is whole when tiles reach from its top to its bottom. */
  function coverage(scroller) {
    const box = scroller.getBoundingClientRect();
    let [top, bottom, waiting, seen] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
    for (const tile of scroller.querySelectorAll('.entry')) {
      const rect = tile.getBoundingClientRect();
      if (rect.bottom <= box.top || rect.top >= box.bottom) continue;
      top = Math.min(top, rect.top);
      bottom = Math.max(bottom, rect.bottom);
      seen++;
      if (!isThere(tile)) waiting++;
    }
    const isWhole = top <= box.top + 80 && bottom >= box.bottom - 80;
    return { isBlank: seen === 0, isWhole, waiting, seen };
  }

  globalThis.probe = {
    firstTile: untilPainted(conditions.tile),
    firstPicture: untilPainted(conditions.picture),
    /** From now on waits for it. */
    watch(name, ...args) {
      running = untilPainted(() => conditions[name](...args));
    },
    /** Milliseconds from the last key stroke. */
    sinceKey: () => running.then((at) => at - keyAt),
    /** The last request to such an address after the last key stroke, in milliseconds from that. */
    requestSinceKey(part) {
      const entry = performance
        .getEntriesByType('resource')
        .findLast(({ name, startTime }) => name.includes(part) && startTime >= keyAt - 1);
      return entry && { startMs: entry.startTime - keyAt, endMs: entry.responseEnd - keyAt };
    },
    /** Pixels a second, all the same how long a frame takes. */
    async scroll(selector, speed, durationMs) {
      const scroller = document.querySelector(selector);
      const watches = selector === '.asset-scroller';
      const found = { frames: 0, frameMs: [], blank: 0, partly: 0, waiting: 0, seen: 0 };
      const startedAt = await nextFrame();
      const from = scroller.scrollTop;
      let last = startedAt;
      while (last - startedAt < durationMs) {
        const now = await nextFrame();
        found.frames++;
        found.frameMs.push(now - last);
        last = now;
        if (watches) {
          const { isBlank, isWhole, waiting, seen } = coverage(scroller);
          if (isBlank) found.blank++;
          else if (!isWhole) found.partly++;
          found.waiting += waiting;
          found.seen += seen;
        }
        scroller.scrollTop = from + (speed * (now - startedAt)) / 1_000;
      }
      const during = longTasks.filter(({ startTime, duration }) => startTime + duration >= startedAt);
      return {
        ...found,
        distance: scroller.scrollTop - from,
        longestTaskMs: Math.max(0, ...during.map(({ duration }) => duration)),
      };
    },
    longestTaskSince: (startedAt) =>
      Math.max(0, ...longTasks.filter(({ startTime }) => startTime >= startedAt).map(({ duration }) => duration)),
  };
})();
