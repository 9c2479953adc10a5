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

  // Only where the navigation lies over the page does its button show.
  document.addEventListener("keydown", event => {
    const menu = document.getElementById("menu");
    if (event.key !== "Escape" || !menu?.offsetParent || menu.getAttribute("aria-expanded") !== "true") return;
    menu.click();
    menu.focus();
  });

  window.mycopod = {
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    copy: text => navigator.clipboard.writeText(text),
    focus: id => document.getElementById(id)?.focus(),
  };
})();
