// What is typed on a step is kept on the server a second after the last key, and when the page is
// left. Without this file "Save and continue" keeps it, as it always does.

const form = document.querySelector("form[data-typed]");
const status = document.querySelector("[data-kept]");
const NOT_KEPT = ["by", "typed"];
const WAIT = 1000;

let timer = 0;
let changed = false;
let leaving = false;
let asking = null;

// Files are not kept this way: they are sent with the form.
function typed() {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !NOT_KEPT.includes(name)) body.append(name, value);
  }
  return body;
}

function say(text) {
  if (status && status.textContent !== text) status.textContent = text;
}

// A redirect is the way to sign-in: nobody is signed in here any more.
function told(response) {
  if (response.status === 204) {
    say(`${status.dataset.saved} ${response.headers.get("X-Kept-At")}`);
  } else if (response.type === "opaqueredirect") {
    changed = true;
    say(status.dataset.out);
  } else {
    changed = true;
    say(response.status === 413 ? status.dataset.many : status.dataset.away);
  }
}

async function keep() {
  clearTimeout(timer);
  if (!changed || leaving) return;
  changed = false;
  asking = new AbortController();
  try {
    const body = typed();
    // What is left behind by a page that goes away must be small.
    const keepalive = body.toString().length < 60000;
    told(await fetch(form.dataset.typed, {
      method: "POST", body, keepalive, redirect: "manual", signal: asking.signal,
    }));
  } catch {
    changed = true;
    if (!leaving) say(status.dataset.away);
  }
}

function later() {
  changed = true;
  clearTimeout(timer);
  timer = setTimeout(keep, WAIT);
}

if (form && status) {
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  // Sent whole: what is still on its way must not come back after it.
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
    asking?.abort();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  window.addEventListener("pagehide", keep);
  window.addEventListener("online", keep);
  // Back by the back button, from memory: what was saved meanwhile is on the server.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}
