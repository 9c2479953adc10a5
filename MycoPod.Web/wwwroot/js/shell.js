// What the page needs outside of any component: reconnecting in plain words, the browser's time zone, copying.
(() => {
  const wait = ms => new Promise(done => setTimeout(done, ms));

  async function retryForEver() {
    for (;;) {
      await wait(3000);
      try {
        if (await Blazor.reconnect()) return;
        location.reload();
        return;
      } catch {
        // Still not there.
      }
    }
  }

  const notice = document.getElementById("components-reconnect-modal");
  notice?.addEventListener("components-reconnect-state-changed", event => {
    const state = event.detail.state;
    if (state === "show") notice.show();
    else if (state === "hide") notice.close();
    else if (state === "failed") retryForEver();
    else if (state === "rejected") location.reload();
  });

  window.mycopod = {
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    copy: text => navigator.clipboard.writeText(text),
    focus: id => document.getElementById(id)?.focus(),
  };
})();
