// The log of a run: follows its end, goes to a line, and lets arrow keys walk through lines of which only a few are there.
const pause = ms => new Promise(done => setTimeout(done, ms));

export function attach(log, page, lineHeight) {
  let follows = false;
  let lastTop = 0;
  let goal = null;
  let isInside = false;

  const count = () => Number(log.dataset.count);
  const rowOf = line => log.querySelector(`[data-line="${line}"]`);
  const lineOf = element => Number(element?.closest?.("[data-line]")?.dataset.line ?? 0);
  const toEnd = () => { log.scrollTop = log.scrollHeight; };

  function scrolled() {
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < lineHeight;
    if (follows && log.scrollTop < lastTop - 2 && !isAtEnd) {
      follows = false;
      page.invokeMethodAsync("StopFollowing").catch(() => {});
    }
    lastTop = log.scrollTop;
  }

  // Lines come and go; whoever was on one that went stays within the log.
  function changed() {
    if (follows) toEnd();
    if (isInside && document.activeElement === document.body) log.focus({ preventScroll: true });
  }

  // The row, once it is there. The last goal wins.
  async function find(line, place) {
    goal = line;
    for (let tries = 0; tries < 250 && goal === line; tries++) {
      const row = rowOf(line);
      if (row) return row;
      log.scrollTop = place(line);
      await pause(20);
    }
    return null;
  }

  const middle = line => (line - 0.5) * lineHeight - log.clientHeight / 2;

  function isInView(row) {
    const [inner, outer] = [row.getBoundingClientRect(), log.getBoundingClientRect()];
    return inner.top >= Math.max(outer.top, 56) && inner.bottom <= Math.min(outer.bottom, innerHeight);
  }

  async function reveal(line) {
    const row = await find(line, middle);
    if (!row || isInView(row)) return;
    log.scrollTop = middle(line);
    log.scrollIntoView({ block: "nearest" });
  }

  // The row is at the edge towards which someone goes.
  function show(line) {
    const [top, bottom] = [(line - 1) * lineHeight, line * lineHeight];
    if (top < log.scrollTop) log.scrollTop = top;
    else if (bottom > log.scrollTop + log.clientHeight) log.scrollTop = bottom - log.clientHeight;
  }

  async function go(line, part) {
    const aim = Math.min(Math.max(line, 1), count());
    show(aim);
    const row = await find(aim, () => { show(aim); return log.scrollTop; });
    if (goal !== aim) return;
    goal = null;
    row?.querySelector(part)?.focus({ preventScroll: true });
  }

  function keyed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || count() === 0) return;
    const current = goal ?? lineOf(event.target);
    const first = Math.floor(log.scrollTop / lineHeight) + 1;
    const screen = Math.max(1, Math.floor(log.clientHeight / lineHeight) - 1);
    const part = event.target.classList.contains("at") ? ".at" : ".text";
    const from = current || first;
    const move = {
      ArrowDown: () => go(current ? from + 1 : first, part),
      ArrowUp: () => go(current ? from - 1 : first, part),
      PageDown: () => go(from + screen, part),
      PageUp: () => go(from - screen, part),
      Home: () => go(1, part),
      End: () => go(count(), part),
      ArrowLeft: current ? () => go(current, ".at") : null,
      ArrowRight: current ? () => go(current, ".text") : null,
    }[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  const entered = () => { isInside = true; };
  const left = event => { if (event.target.isConnected && event.relatedTarget) isInside = log.contains(event.relatedTarget); };
  const pressed = event => { if (!log.contains(event.target)) isInside = false; };

  log.addEventListener("scroll", scrolled);
  log.addEventListener("keydown", keyed);
  log.addEventListener("focusin", entered);
  log.addEventListener("focusout", left);
  document.addEventListener("pointerdown", pressed);
  const watch = new MutationObserver(changed);
  watch.observe(log, { childList: true, subtree: true, attributes: true, attributeFilter: ["style"] });

  return {
    follow: wanted => {
      follows = wanted;
      if (wanted) toEnd();
    },
    toEnd: () => {
      goal = null;
      toEnd();
      log.scrollIntoView({ block: "nearest" });
    },
    reveal,
    end: () => {
      follows = false;
      goal = 0;
      watch.disconnect();
      document.removeEventListener("pointerdown", pressed);
    },
  };
}
