// The editor keeps its text by itself: what was typed survives a lost circuit and a reload.
// What is kept belongs to the draft it was written for, wherever the address has gone since.
const keyOf = draft => `mycopod:/declarations/${draft ? `draft/${draft}` : "new"}`;

export function attach(area, page, initial, draft) {
  // Asked again where the answer was lost with the connection.
  if (area.editor) return area.editor;

  let timer = 0;
  let isDirty = false;
  let isDone = false;
  let storageKey = keyOf(draft);

  const schedule = delay => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  async function save() {
    if (!isDirty || isDone) return;
    const text = area.value;
    const key = storageKey;
    try {
      const kept = await page.invokeMethodAsync("SaveAsync", text);
      sessionStorage.removeItem(key);
      storageKey = keyOf(kept);
      if (area.value === text) isDirty = false;
      else schedule(1000);
    } catch {
      if (!isDone) schedule(2000);
    }
  }

  function keep() {
    try {
      sessionStorage.setItem(storageKey, area.value);
    } catch {
      // No room: the draft on the server is still kept.
    }
  }

  function input() {
    if (!isDirty) {
      isDirty = true;
      page.invokeMethodAsync("Touched").catch(() => {});
    }
    keep();
    schedule(1000);
  }

  const leave = () => { if (isDirty && !isDone) { keep(); save(); } };
  area.addEventListener("input", input);
  document.addEventListener("visibilitychange", leave);

  const kept = sessionStorage.getItem(storageKey);
  if (kept !== null && kept !== area.value) {
    area.value = kept;
    input();
  } else if (area.value !== initial) {
    // Someone typed before this was here.
    input();
  }

  // Whoever opens an empty page for a new declaration wants to write.
  if (!draft && area.value === "") area.focus();

  return area.editor = {
    read: () => area.value,
    write: text => {
      area.value = text;
      input();
      area.focus();
    },
    saved: kept => {
      clearTimeout(timer);
      isDirty = false;
      sessionStorage.removeItem(storageKey);
      storageKey = keyOf(kept);
    },
    end: discard => {
      const unsaved = isDirty ? area.value : null;
      isDone = true;
      delete area.editor;
      clearTimeout(timer);
      area.removeEventListener("input", input);
      document.removeEventListener("visibilitychange", leave);
      if (discard) sessionStorage.removeItem(storageKey);
      return unsaved;
    },
  };
}
