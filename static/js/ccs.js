// Everything works without this file: it only adds comfort.

// The page names the file, because its address changes with every release.
async function startComponents() {
  if (!("noModule" in HTMLScriptElement.prototype)) return;
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  const { initAll } = await import(document.body.dataset.govuk);
  initAll();
}

// A form goes out once, but for one that is answered by a file: its page stays. Coming back with the back button makes it usable again.
function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || "download" in form.dataset) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.querySelectorAll("button[type=submit]").forEach((b) => b.setAttribute("aria-busy", "true"));
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
    });
  });
}

// Escape three times within two seconds leaves a page that has a quick exit.
function exitByEscape() {
  const exit = document.querySelector(".govuk-js-exit-this-page-button");
  if (!exit) return;
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    presses = [...presses, event.timeStamp].filter((time) => event.timeStamp - time < 2000);
    if (presses.length === 3) exit.click();
  });
}

// An open list of networks closes by Escape, and the focus goes back to what opened it.
function closeSwitcher() {
  const switcher = document.querySelector(".ccs-switcher");
  switcher?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !switcher.open) return;
    switcher.open = false;
    switcher.querySelector("summary").focus();
  });
}

startComponents();
sendOnce();
exitByEscape();
closeSwitcher();
