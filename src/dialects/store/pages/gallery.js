// Makes the pages for recipients handier: a preview opens over the gallery, arrows and swipes lead to the next file, and more files
// come without leaving. It fetches the same pages that the links lead to; whatever fails, the link is followed.
(() => {
  const isPlain = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const SWIPE_PIXELS = 60;
  /** Pages by their address, as far as they were asked for. */
  const pages = new Map();
  const KEPT_PAGES = 40;

  const { lang } = document.documentElement;
  const region = navigator.languages.find((tag) => tag.startsWith(lang)) ?? lang;
  for (const time of document.querySelectorAll('time')) {
    const format = new Intl.DateTimeFormat(region, { dateStyle: 'long', timeStyle: 'short' });
    time.textContent = format.format(new Date(time.dateTime));
  }
  if (typeof HTMLDialogElement !== 'function') return;

  /** The dialog over the gallery, once it was needed; a page of one file has its viewer in itself. */
  let dialog;
  /** The latest address that was asked for: what comes later for another one is dropped. */
  let wanted = '';
  /** Whether the step back in the history is our own, after the dialog was closed. */
  let isLeaving = false;
  /** Tells those who listen what came. */
  const herald = Object.assign(document.createElement('p'), { className: 'unseen' });
  herald.setAttribute('aria-live', 'polite');
  const place = () => (dialog?.open ? dialog : document.querySelector('main.wide'));
  const viewer = () => place()?.querySelector('.viewer') ?? null;

  function fetchPage(address) {
    const known = pages.get(address);
    if (known) return known;
    const asked = fetch(address, { headers: { accept: 'text/html' } }).then(async (response) => {
      if (!response.ok) throw new Error(String(response.status));
      return new DOMParser().parseFromString(await response.text(), 'text/html');
    });
    asked.catch(() => pages.delete(address));
    pages.set(address, asked);
    if (pages.size > KEPT_PAGES) pages.delete(pages.keys().next().value);
    return asked;
  }

  async function show(address, thumbnail) {
    wanted = address;
    try {
      const found = (await fetchPage(address)).querySelector('.viewer');
      if (wanted !== address) return;
      if (!found) throw new Error('no file is there');
      put(document.importNode(found, true), thumbnail);
    } catch {
      location.assign(address);
    }
  }

  function put(next, thumbnail) {
    const target = place();
    const before = viewer();
    if (!target) return;
    const focused = ['previous', 'next', 'close'].find((name) => document.activeElement?.classList.contains(name));
    const image = next.querySelector('.stage > img');
    if (image && thumbnail) image.style.background = `center / contain no-repeat url("${thumbnail}")`;
    if (image) image.addEventListener('load', () => image.style.removeProperty('background'), { once: true });
    if (before) before.replaceWith(next);
    else target.prepend(next);
    if (herald.parentNode !== target) target.append(herald);
    else herald.textContent = next.dataset.title;
    document.title = next.dataset.title;
    if (dialog?.open) dialog.setAttribute('aria-label', next.dataset.title);
    if (focused) (next.querySelector(`.${focused}`) ?? next.querySelector('.step, .close'))?.focus();
    for (const step of next.querySelectorAll('.step')) void prefetch(step.href);
  }

  async function prefetch(address) {
    try {
      const found = (await fetchPage(address)).querySelector('.stage > img');
      if (!found) return;
      const image = new Image();
      image.sizes = found.sizes;
      image.srcset = found.srcset;
      image.src = found.src;
    } catch {
      // It is asked for again when it is gone to.
    }
  }

  function open(tile) {
    if (!dialog) {
      dialog = document.createElement('dialog');
      dialog.addEventListener('close', closed);
      document.body.append(dialog);
    }
    dialog.replaceChildren();
    const image = tile.querySelector('img');
    const ready = image?.complete && image.naturalWidth > 0 ? image.currentSrc : undefined;
    if (ready) {
      const waiting = dialog.appendChild(Object.assign(document.createElement('div'), { className: 'viewer' }));
      const stage = waiting.appendChild(Object.assign(document.createElement('div'), { className: 'stage' }));
      stage.append(Object.assign(new Image(), { src: ready, alt: '' }));
    }
    dialog.dataset.title = document.title;
    dialog.setAttribute('aria-label', tile.querySelector('.name').textContent);
    if (!dialog.open) dialog.showModal();
    void show(tile.href, ready);
  }

  /** Back to the gallery, at the file that was seen last. */
  function closed() {
    const last = viewer() ?? dialog.querySelector('.viewer');
    const address = last?.dataset.address;
    document.title = dialog.dataset.title;
    wanted = '';
    dialog.replaceChildren();
    if (history.state?.file) {
      isLeaving = true;
      history.back();
    }
    const tiles = [...document.querySelectorAll('.tile')];
    const tile = tiles.find(({ pathname }) => pathname === address);
    tile?.focus();
    tile?.scrollIntoView({ block: 'nearest' });
  }

  function step(kind) {
    const link = viewer()?.querySelector(`.step.${kind}`);
    if (!link) return false;
    history.replaceState({ file: link.href }, '', link.href);
    void show(link.href);
    return true;
  }

  async function more(link) {
    try {
      const next = await fetchPage(link.href);
      const files = [...next.querySelectorAll('.files > li')].map((item) => document.importNode(item, true));
      document.querySelector('.files').append(...files);
      const following = next.querySelector('.next-page');
      if (following) link.href = following.href;
      else link.remove();
      files[0]?.querySelector('.tile').focus();
    } catch {
      location.assign(link.href);
    }
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a');
    if (!link || !isPlain(event)) return;
    const isTile = link.classList.contains('tile');
    const kind = ['previous', 'next'].find((name) => link.classList.contains('step') && link.classList.contains(name));
    const isClose = link.classList.contains('close') && dialog?.open;
    const isMore = link.classList.contains('next-page');
    if (!isTile && !kind && !isClose && !isMore) return;
    event.preventDefault();
    if (kind) step(kind);
    else if (isClose) dialog.close();
    else if (isMore) void more(link);
    else {
      history.pushState({ file: link.href }, '', link.href);
      open(link);
    }
  });

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // Players and fields have arrows of their own.
    if (event.target.closest?.('video, audio, input')) return;
    const kind = { ArrowLeft: 'previous', ArrowRight: 'next' }[event.key];
    if (kind && step(kind)) event.preventDefault();
  });

  window.addEventListener('popstate', ({ state }) => {
    const wasLeaving = isLeaving;
    isLeaving = false;
    if (wasLeaving) return;
    if (dialog?.open && !state?.file) dialog.close();
    else location.reload();
  });

  let from;
  document.addEventListener('pointerdown', (event) => {
    const isSwipe = event.pointerType === 'touch' && event.isPrimary && event.target.closest?.('.stage');
    const isZoomed = (window.visualViewport?.scale ?? 1) > 1.01;
    from =
      isSwipe && !isZoomed && !event.target.closest('video, audio, a')
        ? { x: event.clientX, y: event.clientY }
        : undefined;
  });
  document.addEventListener('pointerup', (event) => {
    if (!from) return;
    const [across, along] = [event.clientX - from.x, event.clientY - from.y];
    from = undefined;
    if (Math.abs(across) > SWIPE_PIXELS && Math.abs(across) > 2 * Math.abs(along))
      step(across < 0 ? 'next' : 'previous');
  });
  document.addEventListener('pointercancel', () => {
    from = undefined;
  });
  for (const link of document.querySelectorAll('main.wide .step')) void prefetch(link.href);
})();
