// Copies and prints what is shown once. Without it the codes can be downloaded, or marked and copied by hand.
(() => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const list = document.getElementById(button.dataset.copy);
    const label = button.querySelector("span");
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = [...list.children].map(item => item.textContent.trim()).join("\n");
      try {
        await navigator.clipboard.writeText(text);
        label.textContent = "Copied";
      } catch {
        // Browsers give the clipboard to encrypted pages only: marked, it is one key away.
        getSelection().selectAllChildren(list);
        label.textContent = "Marked: press Ctrl+C";
      }
    });
  }

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
