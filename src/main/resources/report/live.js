(() => {
  'use strict';

  const live = document.getElementById('live');
  const state = document.getElementById('state');
  let ended = false;

  const alike = (a, b) => a.nodeName === b.nodeName && a.id === b.id;

  /* Puts new figures into the page. Canvases, open tables and selected text stay where they can. */
  const renew = (old, fresh) => {
    if (old.nodeType === Node.TEXT_NODE) {
      if (old.data !== fresh.data) {
        old.data = fresh.data;
      }
      return;
    }
    for (const name of ['class', 'aria-label']) {
      if (fresh.hasAttribute(name) && old.getAttribute(name) !== fresh.getAttribute(name)) {
        old.setAttribute(name, fresh.getAttribute(name));
      }
    }
    if (!fresh.hasAttribute('class')) {
      old.removeAttribute('class');
    }
    if (old.nodeName === 'CANVAS') {
      return;
    }
    const before = [...old.childNodes];
    const after = [...fresh.childNodes];
    if (before.length === after.length && before.every((node, i) => alike(node, after[i]))) {
      before.forEach((node, i) => renew(node, after[i]));
    } else {
      old.replaceChildren(...after);
    }
  };

  const show = event => {
    const fresh = document.createElement('div');
    fresh.innerHTML = event.body;
    ended = event.phase === 'ended';
    document.title = event.title;
    renew(live, fresh);
    window.imStress.show(event);
    state.textContent = ended ? 'The run has ended; nothing changes any more.' : 'Updated each second.';
    document.getElementById('report').hidden = true;
  };

  /* The report as a whole, which outlives the process that sent it. */
  const offer = html => {
    const note = document.getElementById('report');
    note.firstElementChild.href = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
    note.hidden = false;
  };

  const source = new EventSource('events');
  source.onmessage = message => show(JSON.parse(message.data));
  source.addEventListener('report', message => offer(JSON.parse(message.data).html));
  source.onerror = () => {
    if (ended) {
      source.close();
      state.textContent = 'The run has ended and its process with it; this page keeps what it showed.';
    } else {
      state.textContent = source.readyState === EventSource.CLOSED
        ? 'Nothing comes: too many pages watch this run. Close one and load this page again.'
        : 'The connection is lost; what is shown is not up to date. Trying again …';
    }
  };
})();
