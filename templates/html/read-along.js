// Plays the narration and marks the sentence that is spoken. Without it the browser shows its own controls.
'use strict';
{
  const SEEK_AHEAD = 0.04; // seconds of the silence before a sentence, so that its first sound is whole
  const DOUBLE_CLICK = 300; // milliseconds in which a second click selects a word instead

  const player = document.getElementById('publish-player');
  const sound = document.getElementById('publish-sound');
  const controls = player.querySelector('.player-controls');
  const playButton = player.querySelector('.player-play');
  const time = player.querySelector('.player-time bdi');
  const byClick = player.querySelector('.player-click input');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');

  const cues = JSON.parse(document.getElementById('publish-cues').textContent).map((cue) => ({
    ...cue, element: document.getElementById(cue.at || cue.id),
  }));
  const firstCueOf = new Map();
  cues.forEach((cue, index) => {
    if (cue.element && !firstCueOf.has(cue.element)) firstCueOf.set(cue.element, index);
  });

  let current = -1; // the index of the cue that is marked
  let following = true; // the page scrolls along, until the reader scrolls away
  let scrollingItself = 0; // the timer that runs while it does

  // Time

  function cueAt(seconds) {
    let low = 0;
    let high = cues.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cues[middle].begin <= seconds) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function clock(seconds) {
    const whole = Math.floor(seconds);
    const minutes = String(Math.floor(whole / 60) % 60);
    const rest = `${minutes.padStart(whole >= 3600 ? 2 : 1, '0')}:${String(whole % 60).padStart(2, '0')}`;
    return whole >= 3600 ? `${Math.floor(whole / 3600)}:${rest}` : rest;
  }

  function showTime() {
    const text = `${clock(sound.currentTime)} / ${clock(sound.duration || Number(sound.dataset.length))}`;
    if (time.textContent !== text) time.textContent = text;
  }

  // The mark

  function mark(index) {
    if (index === current) return;
    const before = cues[current] && cues[current].element;
    const element = cues[index] && cues[index].element;
    current = index;
    if (before === element) return;
    if (before) before.removeAttribute('aria-current');
    if (!element) return;
    const closed = element.closest('details:not([open])');
    if (closed && element.closest('summary') === null) closed.open = true;
    element.setAttribute('aria-current', 'true');
    if (following) bringIntoView(element);
  }

  function top() {
    return Math.max(0, getComputedStyle(player).position === 'sticky' ? player.getBoundingClientRect().bottom : 0);
  }

  function isInView(element) {
    const box = element.getBoundingClientRect();
    const fits = box.height <= innerHeight - top();
    return box.top >= top() && (fits ? box.bottom : box.top) <= innerHeight;
  }

  function bringIntoView(element) {
    if (isInView(element)) return;
    clearTimeout(scrollingItself);
    scrollingItself = setTimeout(() => { scrollingItself = 0; }, 1000);
    const fits = element.getBoundingClientRect().height <= innerHeight - top();
    element.scrollIntoView({ block: fits ? 'center' : 'start', behavior: calm.matches ? 'auto' : 'smooth' });
  }

  function readerScrolls() {
    clearTimeout(scrollingItself);
    scrollingItself = 0;
  }

  // Playing

  function update() {
    showTime();
    if (!sound.ended) mark(cueAt(sound.currentTime + SEEK_AHEAD + 0.005));
  }

  function keepUp() {
    if (sound.paused) return;
    update();
    requestAnimationFrame(keepUp);
  }

  function follow() {
    following = true;
    if (cues[current] && cues[current].element) bringIntoView(cues[current].element);
  }

  function go(index) {
    const next = Math.min(Math.max(index, 0), cues.length - 1);
    sound.currentTime = Math.max(0, cues[next].begin - SEEK_AHEAD);
    mark(next);
    follow();
  }

  function play() {
    const started = sound.play();
    if (started) started.catch(() => {}); // the element tells of its own errors
  }

  function playFrom(index) {
    go(index);
    play();
  }

  function toggle() {
    if (sound.paused) {
      play();
      follow();
    } else sound.pause();
  }

  function showState() {
    playButton.querySelector('span').textContent = sound.paused ? player.dataset.play : player.dataset.pause;
    playButton.classList.toggle('playing', !sound.paused);
    if (!sound.paused) keepUp();
  }

  // A click on the text. It is listened for on the document, since screen readers call whatever listens itself
  // “clickable”. Links, controls, selected text and double clicks stay what they are.

  let waitingClick = 0;

  function cueOf(element) {
    for (let place = element; place && place !== document.body; place = place.parentElement) {
      if (firstCueOf.has(place)) return firstCueOf.get(place);
    }
    return -1;
  }

  function clicked(event) {
    clearTimeout(waitingClick);
    if (!byClick.checked || event.defaultPrevented || event.button || event.detail > 1) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest('a, button, summary, label, input, select, audio, [tabindex="0"]')) return;
    const index = cueOf(event.target);
    if (index === -1) return;
    waitingClick = setTimeout(() => {
      if (getSelection().isCollapsed) playFrom(index);
    }, DOUBLE_CLICK);
  }

  // A button after each heading: a way for keyboards and screen readers that adds one stop a section, not one a sentence.

  function addListenButtons() {
    for (const [element, index] of firstCueOf) {
      if (!/^H[2-6]$/.test(element.tagName)) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'listen-here';
      button.textContent = player.dataset.listen;
      button.setAttribute('aria-label', `${player.dataset.listenHere} ${element.textContent}`);
      button.addEventListener('click', () => playFrom(index));
      element.after(button);
    }
  }

  // Keys of headsets and keyboards for media, which no screen reader uses

  function takeMediaKeys() {
    if (!('mediaSession' in navigator)) return;
    navigator.mediaSession.metadata = new MediaMetadata({ title: document.title });
    navigator.mediaSession.setActionHandler('previoustrack', () => go(current - 1));
    navigator.mediaSession.setActionHandler('nexttrack', () => go(current + 1));
  }

  // Without the sound nothing is offered that would play it.

  function giveUp() {
    player.querySelector('.player-problem').hidden = false;
    controls.hidden = true;
    for (const button of document.querySelectorAll('.listen-here')) button.remove();
    document.removeEventListener('click', clicked);
    mark(-1);
  }

  playButton.addEventListener('click', toggle);
  player.querySelector('.player-back').addEventListener('click', () => go(current - 1));
  player.querySelector('.player-next').addEventListener('click', () => go(current + 1));
  player.querySelector('select').addEventListener('change', (event) => {
    sound.defaultPlaybackRate = sound.playbackRate = Number(event.target.value);
  });
  for (const name of ['play', 'pause', 'ended']) sound.addEventListener(name, showState);
  for (const name of ['timeupdate', 'seeked']) sound.addEventListener(name, update);
  sound.addEventListener('loadedmetadata', showTime);
  sound.addEventListener('ended', () => mark(-1));
  sound.addEventListener('error', giveUp);
  document.addEventListener('click', clicked);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.target.tagName !== 'SELECT') sound.pause();
  });
  for (const name of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
    addEventListener(name, readerScrolls, { passive: true });
  }
  addEventListener('scroll', () => {
    const element = cues[current] && cues[current].element;
    if (element && !scrollingItself) following = isInView(element);
  }, { passive: true });
  new ResizeObserver(() => {
    const sticky = getComputedStyle(player).position === 'sticky';
    document.documentElement.style.setProperty('--player-height', sticky ? `${player.offsetHeight + 8}px` : '0px');
  }).observe(player);

  takeMediaKeys();
  addListenButtons();
  sound.controls = false;
  sound.hidden = true;
  controls.hidden = false;
  showTime();
  if (sound.error) giveUp();
}
