// Counts the time down that someone has to wait before the next attempt to log in. Without it the text of the page stays.
(() => {
  const alert = document.querySelector("[data-wait]");
  const text = alert?.querySelector("span");
  if (!text) return;
  const end = performance.now() + Number(alert.dataset.wait) * 1000;
  const before = text.textContent.replace(/Try again in [^.]*\.$/, "");

  // Read out once, as it came: nobody wants to hear every second.
  alert.removeAttribute("role");

  const show = () => {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (left <= 0) {
      clearInterval(timer);
      alert.classList.replace("bad", "info");
      alert.setAttribute("role", "status");
      text.textContent = "You can try again now.";
      return;
    }

    const two = number => String(number).padStart(2, "0");
    const [hours, minutes] = [Math.floor(left / 3600), Math.floor(left / 60) % 60];
    text.textContent = `${before}Try again in ${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(left % 60)}.`;
  };

  const timer = setInterval(show, 250);
  show();
})();
